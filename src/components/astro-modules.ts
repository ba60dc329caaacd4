import { posix } from 'node:path';
import { type Callable, fn, isScalar, unknown, type Value } from '../static/value.ts';
import { contentExport } from './astro-collections.ts';
import type { Reader } from './reader.ts';

/** What a module of Astro exports, if that is known here. */
export function astroExport(specifier: string, name: string, reader: Reader): Value {
  if (specifier === 'astro:content') return contentExport(name, reader);
  if (specifier === 'astro:i18n')
    return name === 'getRelativeLocaleUrl' ? localeRoute(reader) : unknown;
  return ofMarkdoc(name, reader);
}

/**
 * `getRelativeLocaleUrl('fr', 'guides')`: the route of a page in a language, `/fr/guides/`.
 * https://docs.astro.build/en/reference/modules/astro-i18n/#getrelativelocaleurl
 */
function localeRoute({ host: { locale } }: Reader): Callable {
  return fn((language, path = '') => {
    if (!isScalar(path)) return unknown;
    const isOwn = !isScalar(language) || language === locale?.language;
    const folder = isOwn ? locale?.folder : language === locale?.main ? '' : String(language);
    return posix.join('/', folder?.toLowerCase() ?? '', String(path), '/');
  });
}

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
