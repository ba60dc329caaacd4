import { posix } from 'node:path';
import type { PageAddress } from '../../record.ts';
import { normalRoute } from '../../routes.ts';
import type { SiteMatter } from '../../scan-frontmatter.ts';
import { languageBySuffix } from '../addresses/languages.ts';
import { type AddressStyle, addressOf, partsOf } from '../addresses/routes.ts';

export interface HugoRules {
  /** Languages in lower case, with the first part of their routes. */
  languages: readonly { key: string; lang: string }[];
  keepsCase: boolean;
  ugly: boolean;
  /** Patterns of addresses by section. */
  permalinks: ReadonlyMap<string, string>;
  /** The same for the pages of sections. */
  ofSections: ReadonlyMap<string, string>;
}

export interface HugoPage {
  /** Route that the content of its source begins with. */
  prefix: string;
  matter: SiteMatter;
  rules: HugoRules;
}

const folderPages: AddressStyle = { pages: 'folder', indexes: 'folder' };
const files: AddressStyle = { pages: 'file', indexes: 'folder' };

/** Folders and name of the file in lower case, unless the page, its section or its language says otherwise. */
export function hugoAddress(
  path: string,
  { prefix: own, matter, rules }: HugoPage,
): PageAddress | undefined {
  const parts = partsOf(path);
  const { path: name, locale } = languageBySuffix(parts.name, rules.languages);
  const isIndex = name === 'index' || name === '_index';
  const prefix = locale === undefined ? own : `/${locale.key}`;
  if (matter.url !== undefined) {
    const url = matter.url.startsWith('/') ? matter.url : `${prefix}/${matter.url}`;
    return withAliases(statedAddress(url), matter);
  }
  // A leaf bundle, `news/first/index.md`, is the page `first` of its section.
  const isLeaf = name === 'index';
  const folders = isLeaf ? parts.folders.slice(0, -1) : parts.folders;
  const base = isLeaf ? (parts.folders.at(-1) ?? '') : name;
  const [section = ''] = parts.folders;
  const patterns = name === '_index' ? rules.ofSections : rules.permalinks;
  const permalink = patterns.get(section || '/');
  const page = { section, folders, name: base, matter, rules };
  const filled = permalink === undefined ? undefined : fill(permalink, page);
  const plain = name === '_index' ? folders : [...folders, matter.slug ?? base];
  const route = filled ?? plain.map((part) => pathPart(part, rules)).join('/');
  const style = rules.ugly ? files : folderPages;
  return withAliases(addressOf(`${prefix}/${route}`, style, { isIndex }), matter);
}

/** The `url` of the front matter, which may name a file. */
function statedAddress(url: string): PageAddress {
  const route = url.replace(/\.html?$/, '');
  return route === url ? addressOf(url, folderPages) : { route, address: url };
}

/** An alias starts from the root with a slash, else from the folder that the page is served in. */
function withAliases(page: PageAddress, { aliases }: SiteMatter): PageAddress {
  if (aliases === undefined) return page;
  const folder = posix.dirname(page.route);
  const routes = aliases.map((alias) => normalRoute(posix.resolve('/', folder, alias)));
  return { ...page, aliases: routes };
}

/** Letters, digits and a few signs stay, and spaces between them become one hyphen. */
function pathPart(part: string, { keepsCase }: HugoRules): string {
  const clean = part
    .replace(/[^\p{L}\p{M}\p{N}\s._#+~@%-]/gu, '')
    .trim()
    .replace(/\s+(?=-)|(?<=-)\s+/g, '')
    .replace(/\s+/g, '-');
  return keepsCase ? clean : clean.toLowerCase();
}

interface PermalinkPage {
  section: string;
  folders: readonly string[];
  name: string;
  matter: SiteMatter;
  rules: HugoRules;
}

/** The tokens of a permalink pattern; undefined where one needs what is not known. */
function fill(
  pattern: string,
  { section, folders, name, matter, rules }: PermalinkPage,
): string | undefined {
  const [year, month, day] = matter.date?.split(/[-T ]/) ?? [];
  const title = matter.matterTitle ?? matter.title;
  const values: Readonly<Record<string, string | undefined>> = {
    year,
    month,
    day,
    title,
    section,
    sections: folders.join('/'),
    slug: matter.slug ?? title,
    slugorfilename: matter.slug ?? name,
    slugorcontentbasename: matter.slug ?? name,
    filename: name,
    contentbasename: name,
  };
  let complete = true;
  const filled = pattern.replace(/:(\w+)(?:\[([^\]]*)\])?/g, (_, token: string, slice?: string) => {
    const value = values[token.toLowerCase()];
    if (value === undefined) complete = false;
    return sliced((value ?? '').split('/'), slice)
      .map((part) => pathPart(part, rules))
      .join('/');
  });
  return complete ? filled : undefined;
}

/** Some of the parts, as `1:`, `:last`, `last` and `0` name them: https://gohugo.io/configuration/permalinks/ */
function sliced(parts: readonly string[], slice: string | undefined): readonly string[] {
  if (slice === undefined) return parts;
  const places: Readonly<Record<string, number>> = { first: 0, last: parts.length - 1 };
  const [from = '', to] = slice.split(':').map((word) => word.trim());
  const start = places[from] ?? Number(from);
  if (to === undefined) return parts.slice(start, start + 1);
  return parts.slice(start, to === '' ? undefined : (places[to] ?? Number(to)));
}
