import { parse as parseToml } from 'smol-toml';
import type { Document } from '../../src/document/document.ts';
import { yamlData } from '../../src/document/yaml-data.ts';
import { text } from '../nodes.ts';
import { type StaticValue, toStatic } from '../static-value.ts';
import { defineRendering, type Names } from './rendering.ts';

interface Options extends Record<string, unknown> {
  path?: Names;
  /** Folder of the data files, with slash at its end. */
  root?: string;
  /** First part of paths that name Markdown to include rather than a value. */
  texts?: string;
}

/**
 * Data of the site by dotted path: `variables.product.name` is a key of `variables/product.yml`,
 * `reusables.a.b` is the text of `reusables/a/b.md`. A value that cannot be had is its last key.
 */
export const siteData = defineRendering<Options>(
  { path: 'names', root: 'text', texts: 'text' },
  (element, { path: names, root = '', texts }, env) => {
    const path = env.text(element, names);
    if (!path) return [];
    const parts = path.split('.');
    if (parts[0] === texts) return env.include(element, { path: `${root}${parts.join('/')}.md` });
    const value = valueAt(parts, (file) => env.document.include(`${root}${file}.yml`));
    return value === undefined ? [text(parts.at(-1) as string)] : env.inline(value);
  },
);

type Read = (file: string) => { ok: true; text: string } | { ok: false };

/** The deepest file of the path holds the rest of it as keys. */
function valueAt(parts: readonly string[], read: Read): string | undefined {
  for (let depth = parts.length - 1; depth > 0; depth -= 1) {
    const file = read(parts.slice(0, depth).join('/'));
    if (!file.ok) continue;
    let value = dataOf(file.text);
    for (const key of parts.slice(depth)) value = value instanceof Map ? value.get(key) : undefined;
    return typeof value === 'string' ? value.trim() : undefined;
  }
  return undefined;
}

/** The data of a YAML file; nothing where it is not valid. */
function dataOf(source: string): StaticValue | undefined {
  try {
    return toStatic(yamlData(source, { strict: true }));
  } catch {
    return undefined;
  }
}

/** Configuration files of Hugo and Jekyll, and where parameters stand in them. */
const files: readonly (readonly [path: string, below: string | undefined])[] = [
  ...['hugo', 'config'].flatMap((name) =>
    ['toml', 'yaml', 'yml', 'json'].map((ending) => [`/${name}.${ending}`, 'params'] as const),
  ),
  ...['params.toml', 'params.yaml', 'params.yml', 'params.json'].map(
    (name) => [`/config/_default/${name}`, undefined] as const,
  ),
  ...['hugo.toml', 'hugo.yaml', 'config.toml', 'config.yaml'].map(
    (name) => [`/config/_default/${name}`, 'params'] as const,
  ),
  ['/_config.yml', undefined],
];

/** The themes of a site of Hugo, in the order in which their files count. */
export function themesOf(document: Pick<Document, 'include'>): string[] {
  const theme = settingOf('theme', document);
  return (Array.isArray(theme) ? theme : [theme]).filter(isFolderName);
}

const isFolderName = (name: unknown): name is string =>
  typeof name === 'string' && /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/.test(name);

/** The texts of configuration files, parsed; a site has few of them. */
const parsed = new Map<string, unknown>();

/** A parameter of the site by dotted name, where it is a text, a number or a flag. */
export function siteParam(name: string, document: Pick<Document, 'include'>): string | undefined {
  for (const [path, below] of files) {
    const file = document.include(path);
    if (!file.ok) continue;
    const config = parsedData(file.text, path);
    const params = below ? entryOf(config, below) : config;
    const value = name.split('.').reduce<unknown>(entryOf, params);
    if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  }
  return undefined;
}

/** What the data files of a site of Hugo hold below some keys: folders, a file's name, keys in it. */
export function siteDataAt(keys: readonly string[], document: Pick<Document, 'include'>): unknown {
  for (let depth = 1; depth <= keys.length; depth += 1) {
    for (const ending of ['yaml', 'yml', 'toml', 'json']) {
      const path = `/data/${keys.slice(0, depth).join('/')}.${ending}`;
      const file = document.include(path);
      if (!file.ok) continue;
      return keys.slice(depth).reduce<unknown>(entryOf, parsedData(file.text, path));
    }
  }
  return undefined;
}

/** A text of a site of Hugo by its id, in the language that the page's name or the configuration says. */
export function translationOf(
  id: string,
  document: Pick<Document, 'include' | 'path'>,
): string | undefined {
  const [, ofName] = /\.([a-z]{2,3}(?:-[\w-]+)?)\.\w+$/i.exec(document.path) ?? [];
  const languages = new Set([ofName, settingOf('defaultContentLanguage', document), 'en']);
  const folders = ['', ...themesOf(document).map((theme) => `/themes/${theme}`)];
  for (const language of languages) {
    if (typeof language !== 'string') continue;
    for (const folder of folders) {
      const text = translated(`${folder}/i18n/${language}`, id, document);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

/** A text of one file of translations: a map of ids, or a list as older sites have it. */
function translated(
  file: string,
  id: string,
  document: Pick<Document, 'include'>,
): string | undefined {
  for (const ending of ['toml', 'yaml', 'yml', 'json']) {
    const path = `${file}.${ending}`;
    const read = document.include(path);
    if (!read.ok) continue;
    const data = parsedData(read.text, path);
    const entry = Array.isArray(data)
      ? entryOf(
          data.find((each) => entryOf(each, 'id') === id),
          'translation',
        )
      : id.split('.').reduce<unknown>(entryOf, data);
    const text = typeof entry === 'object' ? entryOf(entry, 'other') : entry;
    if (typeof text === 'string') return text;
  }
  return undefined;
}

/** A setting of the site's configuration, not one of its parameters. */
function settingOf(name: string, document: Pick<Document, 'include'>): unknown {
  for (const [path, below] of files) {
    const file = below === undefined ? undefined : document.include(path);
    const value = file?.ok ? entryOf(parsedData(file.text, path), name) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The data that a text holds, in the format that its first marks tell, as Hugo takes it. */
export function unmarshalled(source: string): unknown {
  const [mark] = /[{:=]/.exec(source) ?? [];
  return parsedData(source, mark === '=' ? '.toml' : '.yaml');
}

function parsedData(text: string, path: string): unknown {
  if (!parsed.has(text)) {
    if (parsed.size > 20) parsed.clear();
    parsed.set(text, parseData(text, path));
  }
  return parsed.get(text);
}

function parseData(text: string, path: string): unknown {
  try {
    // Ruby prints `2.0` as it is written.
    const schema = path.endsWith('/_config.yml') ? 'failsafe' : 'core';
    return path.endsWith('.toml') ? parseToml(text) : yamlData(text, { strict: true, schema });
  } catch {
    return undefined;
  }
}

/** The value of a key, whatever its case, as Hugo looks parameters up. */
export function entryOf(data: unknown, name: string): unknown {
  if (data === null || typeof data !== 'object') return undefined;
  const key = Object.keys(data).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : (data as Record<string, unknown>)[key];
}
