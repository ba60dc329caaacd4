import { parse as parseToml } from 'smol-toml';
import { attempt } from '../../src/attempt.ts';
import type { Document } from '../../src/document/document.ts';
import { yamlData } from '../../src/document/yaml-data.ts';
import { firstOf } from '../../src/first-of.ts';
import { separated } from '../../src/includes/separated.ts';
import { unsafeKeys } from '../../src/is-record.ts';
import { BoundedMap, getOrMake } from '../../src/maps.ts';
import { moduleDataAt } from './module-data.ts';
import { themeFolders } from './theme-folders.ts';

/** Configuration files of Hugo and Jekyll, and where parameters stand in them. */
const files: readonly (readonly [path: string, below: string | undefined])[] = [
  ...['hugo', 'config'].flatMap((name) =>
    ['toml', 'yaml', 'yml', 'json'].map((ending) => [`/${name}.${ending}`, 'params'] as const),
  ),
  ...['params.toml', 'params.yaml', 'params.yml', 'params.json'].map(
    (name) => [`/config/_default/${name}`, undefined] as const,
  ),
  ...['hugo.toml', 'hugo.yaml', 'hugo.yml', 'config.toml', 'config.yaml', 'config.yml'].map(
    (name) => [`/config/_default/${name}`, 'params'] as const,
  ),
  ...['_config.yml', '_config.yaml', 'jekyll.yml'].map((name) => [`/${name}`, undefined] as const),
];

type Asking = Pick<Document, 'include' | 'dialect'>;
type Files = Pick<Document, 'include'> & Partial<Pick<Document, 'filesBelow'>>;

const dataEndings = ['yaml', 'yml', 'toml', 'json', 'csv', 'tsv'];

/** The texts of configuration files, parsed; a site has few of them. */
const parsed = new BoundedMap<string, unknown>(20);

/** A parameter of the site by dotted name, where it is a text, a number or a flag; `data.a.b` is in Jekyll's data files. */
export function siteParam(name: string, document: Asking): string | undefined {
  const value = siteParamOrData(name.split('.'), document);
  if (value === null) return '';
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}

/** What `site.github` says about the repository: https://jekyll.github.io/github-metadata/site.github/ */
export function repositoryValue(name: string, repo: string | undefined): string | undefined {
  const [, owner, project] = /^([\w.-]+)\/([\w.-]+)$/.exec(repo ?? '') ?? [];
  if (owner === undefined) return undefined;
  const url = `https://github.com/${repo}`;
  const values = new Map([
    ['repository_url', url],
    ['repository_nwo', repo],
    ['repository_name', project],
    ['project_title', project],
    ['owner_name', owner],
    ['owner_url', `https://github.com/${owner}`],
    ['issues_url', `${url}/issues`],
    ['releases_url', `${url}/releases`],
    ['wiki_url', `${url}/wiki`],
  ]);
  return name.startsWith('github.') ? values.get(name.slice('github.'.length)) : undefined;
}

/** The same as data; undefined where it is not known. */
export function siteParamOrData(parts: readonly string[], document: Asking): unknown {
  const inFiles = parts[0] === 'data' ? siteDataAt(parts.slice(1), document, '/_data') : undefined;
  if (inFiles !== undefined) return inFiles;
  const stated = siteParamData(parts, document);
  return stated === undefined ? globalData(parts, document) : stated;
}

/**
 * What Eleventy and Jaspr know by the names of data files: `site.a` and `a.b` are in `_data/site.json`
 * and `_data/a.json`, unlike Jekyll. https://www.11ty.dev/docs/data-global/
 */
function globalData(parts: readonly string[], document: Asking): unknown {
  const isLiquid = document.dialect.syntaxes?.includes('liquid');
  if (!isLiquid || document.include('/_config.yml').ok) return undefined;
  return (
    siteDataAt(['site', ...parts], document, '/_data') ??
    siteDataAt(['site', ...parts], document) ??
    siteDataAt(parts, document, '/_data') ??
    moduleDataAt(parts, document)
  );
}

/** What the configuration says below some keys, as data; undefined where no file has it. */
export function siteParamData(
  keys: readonly string[],
  document: Pick<Document, 'include'>,
): unknown {
  for (const [path, below] of files) {
    const file = document.include(path);
    if (!file.ok) continue;
    const config = parsedData(file.text, path);
    const params = below ? entryOf(config, below) : config;
    const value = entryAt(params, keys);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A variable of mdBook's preprocessor `variables`. */
export const bookVariable = (name: string, document: Pick<Document, 'include'>) =>
  textIn('/book.toml', ['preprocessor', 'variables', 'variables', ...name.split('.')], document);

/** A variable of Mintlify. */
export const docsVariable = (name: string, document: Pick<Document, 'include'>) =>
  textIn('/docs.json', ['variables', name], document);

function textIn(path: string, keys: readonly string[], document: Pick<Document, 'include'>) {
  const file = document.include(path);
  const value = file.ok ? entryAt(parsedData(file.text, path), keys) : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** What the data files of a site of Hugo or Jekyll hold below some keys: folders, a file's name, keys in it. */
export function siteDataAt(keys: readonly string[], document: Files, folder = '/data'): unknown {
  for (let depth = 1; depth <= keys.length; depth += 1) {
    for (const ending of dataEndings) {
      const path = `${folder}/${keys.slice(0, depth).join('/')}.${ending}`;
      const file = document.include(path);
      // A folder of the same name holds more: https://gohugo.io/content-management/data-sources/
      const value = file.ok ? entryAt(parsedData(file.text, path), keys.slice(depth)) : undefined;
      if (value !== undefined) return value;
    }
  }
  return keys.length === 0 ? undefined : folderData(`${folder}/${keys.join('/')}`, document);
}

/** The data of the files in a folder and below, by the names of folders and files; undefined where there are none. */
function folderData(folder: string, document: Files): unknown {
  const data: Record<string, unknown> = {};
  for (const path of document.filesBelow?.(folder) ?? []) {
    const [, name, ending = ''] = /^(.+)\.(\w+)$/.exec(path) ?? [];
    const keys = name?.split('/') ?? [];
    const last = keys.pop();
    if (last === undefined || !dataEndings.includes(ending)) continue;
    const file = document.include(`${folder}/${path}`);
    if (!file.ok || [...keys, last].some((key) => unsafeKeys.has(key))) continue;
    let at = data;
    for (const key of keys) {
      at[key] ??= {};
      at = at[key] as Record<string, unknown>;
    }
    at[last] = parsedData(file.text, path);
  }
  return Object.keys(data).length > 0 ? data : undefined;
}

/** A text of a site of Hugo by its id, in the language that the page's name or the configuration says. */
export function translationOf(
  id: string,
  document: Pick<Document, 'include' | 'path'>,
): string | undefined {
  const folders = ['', ...themeFolders(document)];
  return firstOf(languagesOf(document), (language) =>
    firstOf(
      folders.flatMap((folder) => [`${folder}/i18n`, `${folder}/i18n/${language}`]),
      (folder) => translated(`${folder}/${language}`, id, document),
    ),
  );
}

/** The languages that a page may be in, by its name and by the configuration; the surest first. */
export function languagesOf(document: Pick<Document, 'include' | 'path'>): string[] {
  const [, ofName] = /\.([a-z]{2,3}(?:-[\w-]+)?)\.\w+$/i.exec(document.path) ?? [];
  const named = new Set([ofName, settingOf('defaultContentLanguage', document), 'en']);
  return [...named].filter((name) => typeof name === 'string');
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
      : entryAt(data, id.split('.'));
    const text = typeof entry === 'object' ? entryOf(entry, 'other') : entry;
    if (typeof text === 'string') return text;
  }
  return undefined;
}

/** A setting of the site's configuration, not one of its parameters. */
export function settingOf(name: string, document: Pick<Document, 'include'>): unknown {
  for (const [path, below] of files) {
    const file = below === undefined ? undefined : document.include(path);
    const value = file?.ok ? entryOf(parsedData(file.text, path), name) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The data that a text holds, in the format that its first marks tell, as Hugo takes it. */
export function unmarshalled(source: string, separator = ','): unknown {
  const [mark] = /[{:<=]/.exec(source.split(separator, 1)[0]!) ?? [];
  const isTable = mark === undefined && source.includes(separator);
  if (isTable) return separated(source, separator).map((row) => row.map((cell) => cell ?? ''));
  return parsedData(source, mark === '=' ? '.toml' : '.yaml');
}

export const parsedData = (text: string, path: string): unknown =>
  getOrMake(parsed, text, () => parseData(text, path));

function parseData(text: string, path: string): unknown {
  if (/\.[ct]sv$/.test(path)) return recordsOf(separated(text, path.endsWith('csv') ? ',' : '\t'));
  try {
    // Ruby prints `2.0` as it is written.
    const schema = /^\/_(?:config\.yml$|data\/)/.test(path) ? 'failsafe' : 'core';
    if (path.endsWith('.toml')) return parseToml(text);
    // YAML reads JSON a hundred times slower.
    const isJson = schema === 'core' && path.endsWith('.json');
    const json = isJson ? attempt((): unknown => JSON.parse(text)) : undefined;
    return json ?? yamlData(text, { strict: true, schema });
  } catch {
    return undefined;
  }
}

/** The rows of a table as Jekyll has them: by the names in the first one. */
const recordsOf = ([names = [], ...rows]: ReturnType<typeof separated>): unknown[] =>
  rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])));

/** The value below some keys, one in the other. */
export const entryAt = (data: unknown, keys: readonly string[]): unknown =>
  keys.reduce(entryOf, data);

/** The value of a key, whatever its case, as Hugo looks parameters up. */
export function entryOf(data: unknown, name: string): unknown {
  if (data === null || typeof data !== 'object') return undefined;
  const key = Object.keys(data).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : (data as Record<string, unknown>)[key];
}
