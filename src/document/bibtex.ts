import { createRequire } from 'node:module';
import { attempt } from '../attempt.ts';
import { BoundedMap, getOrMake } from '../maps.ts';
import { loadedLate } from './load-late.ts';
import { plainTex } from './plain-tex.ts';

const require = createRequire(import.meta.url);

/** A value of BibTeX as `bibtex-parse`, which has no types, gives it. */
type Value =
  | { datatype: 'concatinate'; value: readonly Value[] }
  | { datatype: 'number' | 'quoted' | 'braced' | 'identifier' | 'null'; value: unknown };
type Field = Value & { name: string };
type Item =
  | ({ itemtype: 'string' } & Field)
  | { itemtype: 'entry'; type: string; key?: string | null; fields: readonly Field[] }
  | { itemtype: 'preamble' | 'comment' };
interface Package {
  parse(text: string, options: { number: 'string' }): readonly Item[];
  /** The package where it is built in, beside Jinja, which has a `parse` of its own. */
  bibtex?: Package;
}

/** An entry of a file. Its fields are as they are written; `plainTex` makes text of them. */
export interface BibEntry {
  key: string;
  type: string;
  fields: ReadonlyMap<string, string>;
}

interface BibFile {
  entries: ReadonlyMap<string, BibEntry>;
  /** Lines at which entries begin that are not valid. */
  faults: readonly number[];
}

/** Longer entries are left out, as faults. */
const longest = 200_000;
const known = new BoundedMap<string, BibFile>(5);
const parser = loadedLate((): Package => {
  const found: Package = require('bibtex-parse');
  return found.bibtex ?? found;
});

const months =
  'January February March April May June July August September October November December'
    .split(' ')
    .map((month) => [month.slice(0, 3).toLowerCase(), month] as const);

/** The entries of a BibTeX file, in its order; one that is not valid takes no other with it. */
export function readBibtex(text: string): BibFile {
  return getOrMake(known, text, () => {
    const strings = new Map<string, string>(months);
    const entries = new Map<string, BibEntry>();
    const faults: number[] = [];
    for (const { source, line } of partsOf(text)) {
      const items = itemsOf(source) ?? [];
      if (!items.some(isWhole)) faults.push(line);
      for (const item of items) {
        if (item.itemtype === 'string') strings.set(item.name.toLowerCase(), textOf(item, strings));
        if (item.itemtype !== 'entry' || !item.key || entries.has(item.key)) continue;
        const fields = item.fields.map(
          (field) => [field.name.toLowerCase(), textOf(field, strings)] as const,
        );
        entries.set(item.key, { key: item.key, type: item.type, fields: new Map(fields) });
      }
    }
    const byKey = new Map([...entries.values()].map((one) => [one.key.toLowerCase(), one]));
    for (const entry of entries.values()) inherit(entry, byKey);
    return { entries, faults };
  });
}

/** An entry needs a key, in which there is no blank. */
const isWhole = (item: Item): boolean =>
  item.itemtype === 'string' || (item.itemtype === 'entry' && Boolean(item.key));

/** What begins with an `@` at the start of a line, each up to the next. */
function* partsOf(text: string): Generator<{ source: string; line: number }> {
  let line = 1;
  for (const source of text.split(/^(?=[ \t]*@[A-Za-z]+[ \t]*[{(])/m)) {
    if (/^[ \t]*@(?!comment|preamble)/i.test(source)) yield { source, line };
    line += source.split('\n').length - 1;
  }
}

function itemsOf(source: string): readonly Item[] | undefined {
  if (source.length > longest) return undefined;
  const { parse } = parser();
  return attempt(() => parse(source, { number: 'string' }));
}

function textOf({ datatype, value }: Value, strings: ReadonlyMap<string, string>): string {
  if (datatype === 'concatinate') return value.map((one) => textOf(one, strings)).join('');
  const written = typeof value === 'string' ? value : '';
  return datatype === 'identifier' ? (strings.get(written.toLowerCase()) ?? written) : written;
}

/**
 * `crossref` names an entry whose fields count here too; its title is that of the book. BibTeX does not
 * tell capital from small letters in keys.
 */
function inherit(entry: BibEntry, byKey: ReadonlyMap<string, BibEntry>): void {
  const parent = byKey.get(entry.fields.get('crossref')?.toLowerCase() ?? '');
  if (parent === undefined || parent === entry) return;
  const fields = new Map(parent.fields);
  const title = fields.get('title');
  if (title !== undefined && !fields.has('booktitle')) fields.set('booktitle', title);
  entry.fields = new Map([...fields, ...entry.fields]);
}

/** The names of a field such as `author`, each with the first name before the last. */
export function namesIn(value: string): string[] {
  return splitOutside(value, /\sand\s/gi).map((name) => {
    const parts = splitOutside(name, /,/g).map((part) => plainTex(part));
    const [last = '', ...rest] = parts;
    return last === 'others'
      ? 'et al.'
      : [rest.at(-1), last, ...rest.slice(0, -1)].filter(Boolean).join(' ');
  });
}

/** Splits a text at what a pattern finds outside braces. */
function splitOutside(text: string, pattern: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let at = 0;
  for (const { index, 0: found } of text.matchAll(pattern)) {
    for (; at < index; at++) depth += text[at] === '{' ? 1 : text[at] === '}' ? -1 : 0;
    if (depth > 0) continue;
    parts.push(text.slice(start, index));
    start = index + found.length;
  }
  return [...parts, text.slice(start)].map((part) => part.trim()).filter((part) => part !== '');
}
