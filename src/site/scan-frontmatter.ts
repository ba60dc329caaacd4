import { readFrontmatter } from '../document/frontmatter.ts';
import { readMetaLines } from '../document/meta-lines.ts';

/** What front matter says about a page on the site. */
export interface SiteMatter {
  title?: string;
  /** What the front matter has as title, where the page shows another. */
  matterTitle?: string;
  /** Title for search engines (Nuxt), or name in the hero (VitePress), of a page that has no other. */
  seoTitle?: string;
  slug?: string;
  permalink?: string;
  id?: string;
  label?: string;
  order?: number;
  /** Address of its own (Hugo). */
  url?: string;
  /** The same (Zola). */
  path?: string;
  /** Where the part of the navigation is served that it belongs to (dumi 1). */
  navPath?: string;
  date?: string;
  /** Further addresses (Hugo, Jekyll). */
  aliases?: string[];
  /** Parts of the addresses of posts (Jekyll). */
  categories?: string[];
  visibility?: 'draft' | 'hidden' | 'unlisted';
  /** Whether it names an operation of an API, whose fields the site gives anchors. */
  operation?: true;
}

/** YAML between `---`, or TOML between `+++`; `---json` names another language. */
const fence = /^(---(?:[ \t]*(?:ya?ml|json|toml|js|javascript))?|\+\+\+)[ \t]*\r?\n/;
const otherLanguage = /^---[ \t]*(?:json|toml|js|javascript)[ \t]*\r?\n/;

/** Where the body begins: after the front matter, which may follow blank lines, or at 0. */
export function bodyStart(text: string, { hasMetaLines = false } = {}): number {
  if (hasMetaLines && /^ {0,3}\w/.test(text)) return readMetaLines(text).end;
  const open = fence.exec(text);
  if (open === null) return /^[ \t]*\r?\n|^\+\+\+/.test(text) ? readFrontmatter(text).end : 0;
  const close = open[1] !== '+++' ? /^---[ \t]*$/m : /^\+\+\+[ \t]*$/m;
  const rest = text.slice(open[0].length, open[0].length + 65_536);
  const end = close.exec(rest);
  if (end === null) return 0;
  return open[0].length + end.index + end[0].length;
}

/** What the front matter of a text says; nothing where it has none. */
export function matterOf(text: string): SiteMatter {
  const start = bodyStart(text);
  return start > 0 ? scanFrontmatter(text.slice(0, start)) : {};
}

type Reader = (matter: SiteMatter, value: string) => void;

const flag = (visibility: NonNullable<SiteMatter['visibility']>): Reader => {
  return (matter, value) => {
    if (value === 'true') matter.visibility = visibility;
  };
};
/** Hugo renders no page of its own for it. */
const rendered: Reader = (matter, value) => {
  if (value === 'never' || value === 'false') matter.visibility = 'hidden';
};
/** Eleventy writes no page without one. */
const permalink: Reader = (matter, value) => {
  if (value === 'false') matter.visibility = 'hidden';
  text('permalink')(matter, value);
};
const label: Reader = (matter, value) => {
  matter.label = value;
};
const order: Reader = (matter, value) => {
  const number = Number(value);
  if (value !== '' && Number.isFinite(number)) matter.order = number;
};
const operation: Reader = (matter) => {
  matter.operation = true;
};
const text = (
  key: 'title' | 'seoTitle' | 'slug' | 'permalink' | 'id' | 'url' | 'path' | 'navPath' | 'date',
): Reader => {
  return (matter, value) => {
    if (value !== '') matter[key] = value;
  };
};

/** The words of a text that sites take as HTML. */
const wordsOf = (html: string): string =>
  html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Keys read, nested ones with a dot; the rest of the front matter is left to the real parser. */
const readers = new Map<string, Reader>([
  ['title', text('title')],
  ['seo.title', text('seoTitle')],
  ['hero.name', (matter, value) => text('seoTitle')(matter, wordsOf(value))],
  ['slug', text('slug')],
  ['permalink', permalink],
  ['id', text('id')],
  ['url', text('url')],
  ['path', text('path')],
  ['nav.path', text('navPath')],
  ['date', text('date')],
  ['date.created', text('date')],
  ['openapi', operation],
  ['draft', flag('draft')],
  ['hidden', flag('hidden')],
  ['unlisted', flag('unlisted')],
  ['headless', flag('hidden')],
  ['build.render', rendered],
  ['_build.render', rendered],
  ['sidebarTitle', label],
  ['sidebar_label', label],
  ['sidebar.label', label],
  ['sidebar_position', order],
  ['sidebar.order', order],
  ['nav_order', order],
  ['order', order],
  ['weight', order],
  ['sidebar.hidden', flag('hidden')],
]);

/** Reads the few keys that concern the site by lines, without a YAML parser: this runs over every page. */
export function scanFrontmatter(source: string): SiteMatter {
  const matter: SiteMatter = {};
  let parent = '';
  const lines = linesOf(source);
  const isToml = source.trimStart().startsWith('+++');
  for (let n = 0; n < lines.length; n++) {
    if (isToml) parent = tableName.exec(lines[n]!)?.[1] ?? parent;
    const match = keyLine.exec(lines[n]!);
    if (match === null) continue;
    const [, indent = '', key = '', yaml, toml] = match;
    const raw = yaml ?? toml ?? '';
    // Keys below the name of a table belong to it, indented or not.
    const isTop = isToml ? parent === '' : indent === '';
    if (isTop && !isToml) parent = key;
    if (isTop) takeList(matter, key, (between) => listAt(lines, n, raw, between));
    const reader = readers.get(isTop ? key : `${parent}.${key}`);
    if (reader === undefined) continue;
    const block = /^[|>][+-]?\s*$/.test(raw);
    reader(matter, block ? blockScalar(lines, n + 1) : scalar(raw));
  }
  return matter;
}

const tableName = /^\s*\[\[?([\w.-]+)\]\]?\s*(?:#.*)?$/;
const keyLine = /^(\s*)([\w-]+)\s*(?::(?:\s+(.*))?|=\s*(.*))$/;

function takeList(matter: SiteMatter, key: string, list: (between?: RegExp) => string[]): void {
  if (isAlias.test(key)) matter.aliases = list();
  if (isCategory.test(key)) matter.categories = list(/\s+/);
}

/** Front matter in another language than that of its marks as lines of YAML. */
function linesOf(source: string): string[] {
  const isPlain = /^ {0,3}\w/.test(source);
  if (!isPlain && !otherLanguage.test(source)) return source.replace(/^\+\+\+/, '$&\n').split('\n');
  const { data } = isPlain ? readMetaLines(source) : readFrontmatter(source);
  return ['---', ...Object.entries(data).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)];
}

const isAlias = /^(?:aliases|redirect_from)$/;
const isCategory = /^(?:category|categories)$/;

/** A list in brackets, which may close on a later line, or of the lines below; else the text of the line. */
function listAt(
  lines: readonly string[],
  at: number,
  raw: string,
  between: RegExp | string = '\n',
): string[] {
  if (raw.startsWith('[')) {
    const [inner = ''] = [raw.slice(1), ...lines.slice(at + 1)].join('\n').split(']', 1);
    return inner
      .split(',')
      .map((item) => scalar(item))
      .filter((item) => item !== '');
  }
  const one = scalar(raw);
  if (one !== '') return one.split(between);
  const taken: string[] = [];
  for (let n = at + 1; n < lines.length; n++) {
    const item = /^\s*-\s+(.+)$/.exec(lines[n]!)?.[1];
    if (item === undefined) break;
    taken.push(scalar(item));
  }
  return taken;
}

function blockScalar(lines: readonly string[], from: number): string {
  const taken: string[] = [];
  for (let n = from; n < lines.length && /^\s+\S/.test(lines[n]!); n++) {
    taken.push(lines[n]!.trim());
  }
  return taken.join(' ');
}

function scalar(raw: string): string {
  const value = raw.trim();
  if (/^"(?:[^"\\]|\\.)*"\s*(?:#.*)?$/.test(value)) {
    return value.slice(1, value.lastIndexOf('"')).replace(/\\(["\\/])/g, '$1');
  }
  if (/^'(?:[^']|'')*'\s*(?:#.*)?$/.test(value)) {
    return value.slice(1, value.lastIndexOf("'")).replaceAll("''", "'");
  }
  return value.replace(/\s#.*$/, '').trim();
}
