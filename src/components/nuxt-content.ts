import { known } from '../static/globals.ts';
import { callBack } from '../static/methods.ts';
import { fn, isScalar, unknown, type Value } from '../static/value.ts';
import { Component } from './component.ts';
import { Partial } from './content.ts';
import type { Reader } from './reader.ts';
import { Ref } from './vue-ref.ts';

/**
 * What every component of a site with Nuxt Content knows without an import: how it looks for
 * documents, and shows one.
 */
export function nuxtNames(reader: Reader): [string, Value][] {
  if (reader.host.framework !== 'mdc') return [];
  return [
    ['useAppConfig', fn(() => appConfig(reader))],
    ['useAsyncData', fn((key, work) => settled(work ?? key))],
    ['queryCollection', fn(() => query(reader))],
    ['queryContent', fn((path) => query(reader, path))],
    [
      'ContentRenderer',
      new Component((props) => {
        const { emitter } = reader;
        const value = props.get('value');
        if (value instanceof Partial) return [reader.partial(value)];
        emitter.findings.note('value of <ContentRenderer>');
        return [];
      }),
    ],
  ];
}

const configFiles = ['/app/', '/'].flatMap((folder) =>
  ['ts', 'js', 'mjs'].map((ending) => `${folder}app.config.${ending}`),
);

/** https://nuxt.com/docs/guide/directory-structure/app-config */
function appConfig({ modules, host }: Reader): Value {
  const configs = configFiles.map((file) => modules.imported(file, 'default', host.path));
  return configs.find((config) => config instanceof Map) ?? unknown;
}

/** A page is shown when its data are there: https://nuxt.com/docs/api/composables/use-async-data */
function settled(work: Value): Value {
  const inRef = (value: Value): Value => new Ref(() => value);
  return known({
    data: new Ref(() => callBack(work)),
    pending: inRef(false),
    error: inRef(undefined),
    status: inRef('success'),
  });
}

/** A query for one document by its path: https://content.nuxt.com/docs/utils/query-collection */
function query(reader: Reader, path?: Value): Value {
  const found = fn(() => documentAt(path, reader));
  return known({
    path: fn((given) => query(reader, given)),
    first: found,
    findOne: found,
  });
}

function documentAt(path: Value, { host }: Reader): Value {
  if (!isScalar(path)) return unknown;
  const stem = String(path).replace(/^\/*/, '/').replace(/\/+$/, '');
  const file = ['/content', '']
    .flatMap((folder) => [`${folder}${stem}.md`, `${folder}${stem}/index.md`])
    .find((one) => host.include(one, host.path).ok);
  return file === undefined ? unknown : new Partial(file, host.path);
}
