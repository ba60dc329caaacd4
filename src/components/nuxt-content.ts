import { known } from '../static/globals.ts';
import {
  callBack,
  fn,
  isScalar,
  Opaque,
  unknown,
  type Value,
  type ValueMap,
} from '../static/value.ts';
import { Component, camelCase } from './component.ts';
import { documentAt, query } from './nuxt-query.ts';
import { Route } from './page-address.ts';
import { Partial } from './partial.ts';
import type { Reader } from './reader.ts';
import { vueExport, vueFunctions } from './vue-functions.ts';
import { Ref } from './vue-ref.ts';

/**
 * What every component of a site with Nuxt Content knows without an import: how it looks for
 * documents, and shows one.
 */
export function nuxtNames(reader: Reader): [string, Value][] {
  if (reader.host.framework !== 'mdc') return [];
  return [
    ['useRoute', fn(() => new Route(reader))],
    ['useAppConfig', fn(() => appConfig(reader))],
    ['useAsyncData', fn((key, work) => settled(work ?? key))],
    ['useLazyAsyncData', fn((key, work) => settled(work ?? key))],
    ['queryCollection', fn((collection) => query(reader, { collection }))],
    ['queryContent', fn((...parts) => query(reader, { path: joined(parts) }))],
    ['ContentRenderer', shown('value of <ContentRenderer>', reader, (props) => props.get('value'))],
    [
      'ContentDoc',
      shown('path of <ContentDoc>', reader, (props) => documentAt(props.get('path'), reader)),
    ],
  ];
}

const importFolders = ['app/composables', 'app/utils', 'composables', 'utils', 'shared/utils'];

/**
 * What modules of a site on Nuxt know without an import: the functions of Vue, and what files of these folders export.
 *
 * https://nuxt.com/docs/guide/concepts/auto-imports
 */
export function* nuxtImports(reader: Reader): Generator<readonly [string, Value]> {
  const { host, modules } = reader;
  if (host.framework !== 'mdc') return;
  for (const [name] of vueFunctions(reader)) yield [name, vueExport(name, reader)];
  for (const folder of importFolders) {
    for (const file of host.filesBelow(`/${folder}`, host.path)) {
      const [, name] = /^([\w-]+)(?:\/index)?\.[cm]?[jt]s$/.exec(file) ?? [];
      if (name === undefined) continue;
      const exported = (one: string) => modules.imported(`/${folder}/${file}`, one, host.path);
      yield [camelCase(name), exported('default')];
      const all = exported('*');
      if (all instanceof Opaque) yield* all.entries();
    }
  }
}

/** A component that shows a document that its attributes tell; `source` names what is missing where they do not. */
function shown(source: string, reader: Reader, documentOf: (props: ValueMap) => Value): Component {
  return new Component((props) => {
    const document = documentOf(props);
    if (document instanceof Partial) return [document.element()];
    reader.emitter.findings.note(source);
    return [];
  });
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

/** `queryContent('kilns', 'gas')` */
const joined = (parts: readonly Value[]): Value =>
  parts.every(isScalar) ? parts.join('/') : unknown;
