import { posix } from 'node:path';
import { isRecord } from '../../src/is-record.ts';
import type { Store } from './collections.ts';

/** A thing that has no text of its own. */
export class NamedValue {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** What only a run of the site would know. */
export const unknown = new NamedValue('unknown');

/** The shortcode itself, its page and its site: what `.`, `.Page` and `.Site` stand for. */
export const shortcode = new NamedValue('shortcode');
export const page = new NamedValue('page');
export const site = new NamedValue('site');
/** The files beside the page. */
export const resources = new NamedValue('resources');

/** A folder of the site's data, or all of them: what stands below it is looked up by its keys. */
export class DataPath {
  readonly keys: readonly string[];

  constructor(keys: readonly string[]) {
    this.keys = keys;
  }
}

/** A shortcode around the one whose template it is: what `.Parent` stands for. */
export class OuterShortcode {
  readonly use: UseOfShortcode;

  constructor(use: UseOfShortcode) {
    this.use = use;
  }
}

/** The body of the shortcode, or a text that is Markdown, HTML or code. */
export class Part {
  readonly source: 'inner' | OtherPage | { text: string };
  readonly as: 'text' | 'markdown' | 'code' | 'html';
  readonly language: string | undefined;

  constructor(source: Part['source'], as: Part['as'], language?: string) {
    this.source = source;
    this.as = as;
    this.language = language;
  }
}

const isSection = (path: string): boolean => /(?:^|\/)_index\.(?:[\w-]+\.)?md$/.test(path);

/** https://gohugo.io/methods/page/path/ */
const pathOf = (file: string): string =>
  file
    .replace(/(?:\/_?index)?\.md$/, '')
    .toLowerCase()
    .replaceAll(' ', '-') || '/';

/** The first folder, but for that of a language. */
const sectionOf = (path: string): string =>
  /^\/(?:content\/)?(?:[a-z]{2}(?:-[a-z]{2,4})?\/)?([^/]+)\//i.exec(path)?.[1] ?? '';

/** Another page of the site. */
export class OtherPage {
  /** Path of its source. */
  readonly path: string;
  readonly params: Readonly<Record<string, unknown>>;

  constructor(path: string, params: Readonly<Record<string, unknown>>) {
    this.path = path;
    this.params = params;
  }

  /** What `.Title`, `.Description`, `.Params.x`, `.Content`, `.RelPermalink` and `.Resources` give. */
  value(keys: readonly string[]): Value {
    const [first = '', second] = keys;
    if (first === 'Resources') return second === undefined ? this : unknown;
    if (first === 'MediaType')
      return second === 'SubType'
        ? posix.extname(this.path).slice(1).replace('jpg', 'jpeg')
        : unknown;
    // A link to the source leads to the page.
    if (/^(?:Rel)?Permalink$/.test(first)) return this.path;
    if (first === 'Path') return pathOf(this.path);
    if (/^(?:Raw)?Content$|^RenderShortcodes$/.test(first)) return new Part(this, 'markdown');
    if (/^Is(?:Section|Node|Page)$/.test(first))
      return isSection(this.path) === (first !== 'IsPage');
    if (first === 'Section') return sectionOf(this.path);
    if (first === 'Params') return keys.length > 1 ? this.#param(keys.slice(1)) : unknown;
    const { linkTitle, linktitle = linkTitle, [first.toLowerCase()]: own } = this.params;
    const value = first === 'LinkTitle' ? (linktitle ?? this.params.title) : own;
    if (value === undefined && first === 'Description') return '';
    if (value instanceof Date) return value.toISOString();
    return typeof value === 'string' ? value : unknown;
  }

  #param([first = '', ...below]: readonly string[]): Value {
    const own = this.params[first] ?? this.params[first.toLowerCase()];
    // Parameters may stand below `params`, too.
    const isOwn = own !== undefined || !isRecord(this.params.params);
    const keys = isOwn ? [first, ...below] : ['params', first, ...below];
    let value: Value = dataValue(this.params);
    for (const key of keys) {
      if (!(value instanceof Map)) return value === unknown ? unknown : null;
      const map: ReadonlyMap<string, Value> = value;
      value = map.get(key) ?? map.get(key.toLowerCase()) ?? null;
    }
    return value;
  }
}

export type Value =
  | string
  | number
  | boolean
  | null
  | NamedValue
  | OtherPage
  | OuterShortcode
  | DataPath
  | Part
  | Store
  | readonly Value[]
  | ReadonlyMap<string, Value>;

/** Whether a part is a text, not the body of the shortcode or of another page. */
export const isText = (part: Part): part is Part & { source: { text: string } } =>
  part.source !== 'inner' && !(part.source instanceof OtherPage);

/** Whether `if` and `with` take a value for true; undefined where that cannot be known. */
export function isTrue(value: Value): boolean | undefined {
  if (value === unknown || value instanceof DataPath) return undefined;
  if (value instanceof Part) return !isText(value) || value.source.text !== '';
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map) return value.size > 0;
  return Boolean(value);
}

/** No value grows without end. */
export const bounded = (value: Value): Value =>
  (typeof value === 'string' || Array.isArray(value)) && value.length > 1e6 ? unknown : value;

export const textOf = (value: Value | undefined): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value instanceof Part && isText(value) ? value.source.text : undefined;
};

/** A value as Go prints it: a list of plain values in brackets, with blanks between them. */
export function printedOf(value: Value): string | undefined {
  if (!Array.isArray(value)) return textOf(value);
  const texts = value.map((item: Value) => textOf(item));
  return texts.includes(undefined) ? undefined : `[${texts.join(' ')}]`;
}

/** Data of front matter or of a data file. */
export function dataValue(data: unknown): Value {
  if (data === null || ['string', 'number', 'boolean'].includes(typeof data)) return data as Value;
  if (Array.isArray(data)) return data.map(dataValue);
  if (typeof data !== 'object' || data instanceof Date) return unknown;
  return new Map(Object.entries(data).map(([key, value]) => [key, dataValue(value)]));
}

/** What a `range` goes through, in its order: that of the keys for a map. */
export function itemsOf(value: Value): readonly (readonly [key: Value, item: Value])[] {
  if (Array.isArray(value)) return value.map((item, at) => [at, item] as const);
  if (!(value instanceof Map)) return [];
  const entries = [...(value as ReadonlyMap<string, Value>)];
  return entries.sort(([left], [right]) => (left < right ? -1 : 1));
}

/** One use of a shortcode. */
export interface UseOfShortcode {
  name: string;
  /** The arguments, named ones by name, others by place. */
  args: ReadonlyMap<string, string>;
  hasInner: boolean;
  /** The shortcode around it, and how many stand before it there; undefined where that is not known. */
  outer?: { use: UseOfShortcode; ordinal: number } | undefined;
}

/** The use of a shortcode, and what its template may ask for. */
export interface Use extends UseOfShortcode {
  /** Whether it prints Markdown, so that nothing of it is escaped. */
  isMarkdown?: boolean;
  /** A parameter of the page by its keys; without keys, all of them. */
  pageParam(keys: readonly string[]): Value;
  siteParam(keys: readonly string[]): Value | undefined;
  /** A setting of the site, or of the page's language, that is a text. */
  siteSetting(name: string): string | undefined;
  /** What the site's data files hold. */
  data(keys: readonly string[]): Value;
  /** A text of the site in its language, by its id. */
  translation(id: string): string | undefined;
  /** The data that a text holds; in a table, `separator` stands between its cells. */
  parsed(source: string, separator?: string): Value;
  /** The text of a file of the site. */
  file(path: string): string | undefined;
  /** What is known of the page beside its parameters, by dotted keys such as `File.Dir`. */
  pageFacts: ReadonlyMap<string, string>;
  /** A page by its path, as `GetPage` of the page, or of another one, looks it up. */
  otherPage(path: string, from?: OtherPage): OtherPage | undefined;
  /** The only page of the site that has a name, wherever it is. */
  pageNamed(name: string): OtherPage | undefined;
  /** The home page of the site; undefined where its pages are not all known. */
  home(): OtherPage | undefined;
  /** The section that the page, or another one, is in. */
  parentOf(page?: OtherPage): OtherPage | undefined;
  /** The pages of a section, which is the page or another one: `Pages`, `RegularPages`, `Sections`, `PagesRecursive` or `RegularPagesRecursive`; none below other pages. */
  pagesOf(kind: string, page?: OtherPage): Value;
  /** A file beside the page, or another one, by its name; `unknown` where only a list of the folder would tell. */
  resource(pattern: string, page?: OtherPage): Value;
  /** The source of a partial. */
  partial(name: string): string | undefined;
}

/** What `.Inner`, `.Params` and others give in the template of a shortcode. */
export function ofShortcode(key: string, use: UseOfShortcode): Value {
  const { args, hasInner, name, outer } = use;
  switch (key) {
    case 'Inner':
    case 'InnerDeindent':
      return hasInner ? new Part('inner', 'text') : '';
    case 'Params':
      return args.has('0') ? [...args.values()] : new Map(args);
    case 'IsNamedParams':
      return args.size > 0 && !args.has('0');
    case 'Name':
      return name;
    case 'Parent':
      return outer === undefined ? unknown : new OuterShortcode(outer.use);
    case 'Ordinal':
      return outer === undefined ? unknown : outer.ordinal;
    case 'Page':
      return page;
    case 'Site':
      return site;
    default:
      return unknown;
  }
}
