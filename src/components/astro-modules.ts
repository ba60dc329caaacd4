import {
  type Callable,
  fn,
  isScalar,
  unknown,
  type Value,
  type ValueMap,
} from '../static/value.ts';
import { Partial } from './content.ts';
import type { Reader } from './reader.ts';

/** What a module of Astro exports, if that is known here. */
export const astroExport = (specifier: string, name: string, reader: Reader): Value =>
  specifier === 'astro:content' ? ofCollections(name, reader) : ofMarkdoc(name, reader);

/** `defineMarkdocConfig({ tags: { kiln: { render: component('./src/Kiln.astro') } } })` of `markdoc.config`. */
function ofMarkdoc(name: string, { modules, host }: Reader): Value {
  if (name === 'defineMarkdocConfig') return fn((value) => value);
  if (name !== 'component') return unknown;
  return fn((file) =>
    typeof file === 'string'
      ? modules.imported(file.replace(/^\.\//, '/'), 'default', host.path)
      : unknown,
  );
}

/**
 * Astro's `getEntry('docs', 'parts/intro')` and `render(entry)`, whose `Content` is the file.
 * https://docs.astro.build/en/reference/modules/astro-content/
 */
function ofCollections(name: string, { host }: Reader): Value {
  if (name === 'render')
    return fn((entry) => {
      const rendered = entry instanceof Map ? entry.get('rendered') : undefined;
      return rendered === undefined ? unknown : rendered;
    });
  if (name !== 'getEntry') return undefined;
  return fn((first, second) => {
    const named: Value[] =
      first instanceof Map ? [first.get('collection'), first.get('id')] : [first, second];
    const [collection, id] = named;
    if (!isScalar(collection) || !isScalar(id)) return unknown;
    const stem = `/src/content/${collection}/${id}`;
    const path = ['.mdx', '.md', '/index.mdx', '/index.md']
      .map((end) => stem + end)
      .find((one) => host.include(one, host.path).ok);
    if (path === undefined) return unknown;
    const rendered: ValueMap = new Map([['Content', new Partial(path, host.path)]]);
    return new Map<string, Value>([
      ['id', id],
      ['collection', collection],
      ['data', unknown],
      ['rendered', rendered],
      ['render', fn(() => rendered)],
    ]);
  });
}

/** Starlight's `t`: the texts of `src/content/i18n` in the document's language, else in English. */
export function translation(reader: Reader): Callable {
  const { host } = reader;
  const folder = /^[a-z]{2,3}(?:-[\w]+)?(?=\/)/i.exec(host.path)?.[0];
  const stated = [host.locale?.language, host.locale?.folder, folder, 'en'];
  const names = [...new Set(stated)].filter(Boolean);
  return fn((key, values) => {
    for (const name of names) {
      for (const ending of ['json', 'yml', 'yaml']) {
        const file = `/src/content/i18n/${name}.${ending}`;
        const texts = reader.modules.imported(file, 'default', host.path);
        const text = isScalar(key) ? textAt(texts, String(key)) : undefined;
        if (text !== undefined) return filled(text, values);
      }
    }
    return unknown;
  });
}

/**
 * A text with its values in it: `{{name}}`, `{{- name}}` or `{{author.name}}`. Unknown where a value
 * is not known, is not given or is formatted, and where the text takes another one: `$t(key)`.
 * https://www.i18next.com/translation-function/interpolation
 */
function filled(text: Value, values: Value): Value {
  if (typeof text !== 'string') return text;
  let isKnown = !text.includes('$t(');
  const whole = text.replaceAll(/\{\{-?([^{}]+)\}\}/g, (_, key: string) => {
    const value = textAt(values, key.trim());
    if (!isScalar(value)) isKnown = false;
    return isScalar(value) ? String(value) : '';
  });
  return isKnown ? whole : unknown;
}

/** A text by its key, or by the keys that lead to it: `a.b`. */
function textAt(texts: Value, key: string): Value {
  if (!(texts instanceof Map)) return undefined;
  if (texts.has(key)) return texts.get(key);
  return key
    .split('.')
    .reduce<Value>((part, one) => (part instanceof Map ? part.get(one) : undefined), texts);
}
