import { posix } from 'node:path';
import type { Document } from '../../src/document/document.ts';
import { readFrontmatter } from '../../src/document/frontmatter.ts';
import { getOrMake } from '../../src/maps.ts';
import { dataValue, unknown, type Value } from '../go-template/values.ts';
import { entryAt, entryOf, languagesOf, siteDataAt } from './site-data.ts';

/** What is asked of `.Page`, which another page that is shown is to its own shortcodes: https://gohugo.io/methods/page/ */
export function factsOf(document: Document, path: string): ReadonlyMap<string, string> {
  const [language = 'en'] = languagesOf(document);
  const { dir, base: file, name, ext } = posix.parse(path);
  const baseName = name.replace(/\.[a-z]{2}(?:-[a-z]+)?$/i, '');
  const facts = new Map([
    ['Section', dir.split('/')[0]!],
    ['File.Path', path],
    ['File.Dir', dir === '' ? '' : `${dir}/`],
    ['File.LogicalName', file],
    ['File.BaseFileName', name],
    ['File.TranslationBaseName', baseName],
    ['File.ContentBaseName', /^_?index$/.test(baseName) ? posix.basename(dir) : baseName],
    ['File.Ext', ext.slice(1)],
    ...['Lang', 'Language', 'Language.Lang'].map((key) => [key, language] as const),
  ]);
  const { base, path: address } = locationOf({ ...document, path }) ?? {};
  if (address !== undefined) facts.set('RelPermalink', address);
  if (base !== undefined) facts.set('Permalink', base + address);
  return facts;
}

/** Where the site serves a page: the path, and what stands before it where that is known; undefined where the site does not say. */
export function locationOf({
  path,
  site,
  settings: { baseUrl },
}: Document): { base?: string; path: string } | undefined {
  const page = site.pageByPath(path);
  if (page === undefined || page.guessed) return undefined;
  const { origin, pathname } = new URL(baseUrl ?? 'https://unknown');
  const address = pathname.replace(/\/+$/, '') + (page.address ?? page.route);
  return { path: address, ...(baseUrl !== undefined && { base: origin }) };
}

/** The sections of pages: each shortcode asks for them; finding them anew takes two fifths of the time of pages with hundreds. */
const known = new WeakMap<Document, string[]>();

/** The folders of the page in the site's content, the deepest first; a type stands in place of the first. */
export const sectionsOf = (document: Document): string[] =>
  getOrMake(known, document, () => readSections(document));

function readSections(document: Document): string[] {
  const whole = [document.site.source, document.path].join('/').split('/').slice(0, -1);
  const below = whole.filter((name) => name !== '');
  const names = below.slice(below.indexOf('content') + 1);
  const isLanguage = /^[a-z]{2}(?:-[a-z]{2,4})?$/i.test(names[0] ?? '');
  const [section, ...rest] = isLanguage ? names.slice(1) : names;
  const first = typeOf(document) ?? section;
  if (first === undefined) return [];
  return [first, ...rest].map((_, at, all) => all.slice(0, all.length - at).join('/'));
}

/** The type that a page states, or that a section above it states for all of its pages. */
function typeOf(document: Document): string | undefined {
  const stated = [document.frontmatter, ...cascadesOf(document)];
  return stated.map((data) => nameOf(entryOf(data, 'type'))).find((type) => type !== undefined);
}

/** What the sections above a page state for all of their pages, the nearest first. */
function* cascadesOf(document: Document): Generator<unknown> {
  const folders = document.path.split('/').slice(0, -1);
  for (let depth = folders.length; depth >= 0; depth -= 1) {
    const index = document.include(`/${[...folders.slice(0, depth), '_index.md'].join('/')}`);
    if (index.ok) yield readFrontmatter(index.text).data.cascade;
  }
}

/** A parameter of the page, of its front matter or of a section above it; null where none has it. */
export function pageParam(keys: readonly string[], document: Document): Value {
  const [first] = keys;
  if (first === undefined) return dataValue(document.frontmatter);
  // A list states values for some of the pages only.
  const all = [document.frontmatter, ...cascadesOf(document)];
  const levels = all.flatMap((data) => [data, entryOf(data, 'params')]);
  const level = levels.find((data) => entryOf(data, first) !== undefined);
  if (level === undefined) return all.some((data) => Array.isArray(data)) ? unknown : null;
  return dataValue(entryAt(level, keys) ?? null);
}

/** A text or number that a section above a page states for all of its pages. */
export function cascadedText(name: string, document: Document): string | undefined {
  const stated = [...cascadesOf(document)].flatMap((one) => (Array.isArray(one) ? one : [one]));
  const ofAll = stated.filter((one) => !entryOf(one, 'target') && !entryOf(one, '_target'));
  const value = ofAll
    .flatMap((one) => [one, entryOf(one, 'params')])
    .map((level) => entryAt(level, name.split('.')))
    .find((one) => one !== undefined);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

const nameOf = (value: unknown) =>
  typeof value === 'string' && /^[\w-]+$/.test(value) ? value : undefined;

/** The data that the templates of a page asked for: a folder may hold megabytes. */
const askedData = new WeakMap<Document, Map<string, Value>>();

export function siteData(keys: readonly string[], document: Document): Value {
  const asked = getOrMake(askedData, document, () => new Map<string, Value>());
  return getOrMake(asked, keys.join('\n'), () => dataValue(siteDataAt(keys, document)));
}
