import type { SitePage } from '../../document/site.ts';
import { firstOf } from '../../first-of.ts';
import { member, type StaticData, stringMember } from '../config/values.ts';
import { titleFromPath } from '../title.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';

const indexName = /(?:^|\/)(?:index|readme|_index|page)\.[^./]+$/i;

interface FolderOptions {
  /** Whether the navigation is made from this folder; default false. */
  isRoot?: boolean;
}

/**
 * Pages and folders right in a folder, as the tree sorts them: by `order`, the index first, then by
 * name; of Starlight and Docusaurus, as these sort them.
 */
export function folderItems(
  place: NavigationPlace,
  folder: string,
  { isRoot = false }: FolderOptions = {},
): string[] {
  const framework = place.onSite?.record.framework;
  if (framework === 'starlight') return starlightItems(place, folder);
  if (framework === 'docusaurus') return docusaurusItems(place, folder, { isRoot });
  const rank = (name: string): number => {
    if (indexName.test(name)) return Number.NEGATIVE_INFINITY;
    return rankOf(place.page(name) ?? place.page(place.find(name) ?? ''));
  };
  return [...place.children(folder)].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    return left === right ? (a < b ? -1 : 1) : left - right;
  });
}

const rankOf = (page: SitePage | undefined): number => page?.order ?? Number.POSITIVE_INFINITY;

/** The page itself, or the group of all in a folder; a folder of nothing but its index is that page. */
export function folderNode(
  place: NavigationPlace,
  name: string,
  options: FolderOptions = {},
): NavigationNode {
  if (place.page(name) !== undefined) return name;
  const names = folderItems(place, name, options);
  const [only = ''] = names;
  if (names.length === 1 && place.page(only) !== undefined && indexName.test(only)) return only;
  const items = names.map((item) => folderNode(place, item));
  return { title: folderTitle(place, name), items };
}

export function folderTitle(place: NavigationPlace, folder: string): string {
  const stated =
    place.onSite?.record.framework === 'docusaurus'
      ? categoryLabel(place, folder)
      : titleOfNuxt(place, folder);
  if (stated) return stated;
  const index = folderItems(place, folder).find((name) => indexName.test(name));
  const page = index === undefined ? undefined : place.page(index);
  // Routers leave out what stands in parentheses, unless that is all.
  const name = folder.replace(/\(([^)]+)\)$/, '$1').replace(/\([^()/]*\)(?=[^/]+$)/, '');
  return page?.label ?? page?.title ?? titleFromPath(`${name}/index.md`);
}

/** The fallback of all: the tree of folders, pages above folders first. */
export function folderNavigation(place: NavigationPlace): NavigationNode[] {
  const nodes = folderItems(place, '').map((item) => folderNode(place, item));
  const isPage = (node: NavigationNode) => typeof node === 'string';
  return [...nodes.filter(isPage), ...nodes.filter((node) => !isPage(node))];
}

/** Of a name with a date or a version in front, the number is not a place. */
const numbered = /^(?!\d+[-_.]\d+)(\d+)\s*[-_.]+\s*(?=[^-_.\s])/;

/**
 * Pages and folders right in a folder as Docusaurus sorts them: by position, then by name; what has no
 * position comes last. The index page of a folder is its first.
 *
 * @param isRoot whether the sidebar is generated from this folder, so that it has no index page
 */
function docusaurusItems(
  place: NavigationPlace,
  folder: string,
  { isRoot }: FolderOptions,
): string[] {
  const own = isRoot ? undefined : linkedPage(place, folder);
  const key = (name: string) => ({
    name,
    position: name === own ? Number.NEGATIVE_INFINITY : positionOf(place, name),
    source: baseName(name),
  });
  return place
    .children(folder)
    .map(key)
    .sort((a, b) => {
      if (a.position !== b.position) return a.position < b.position ? -1 : 1;
      return a.source < b.source ? -1 : 1;
    })
    .map(({ name }) => name);
}

/** The label that `_category_` gives a folder. */
const categoryLabel = (place: NavigationPlace, folder: string): string | undefined =>
  stringMember(categoryOf(place, folder), 'label');

/** The title that Nuxt Content takes for a folder, from `.navigation.yml` or, before version 3, `_dir.yml`. */
function titleOfNuxt(place: NavigationPlace, folder: string): string | undefined {
  const files = ['.navigation.yml', '_dir.yml'];
  const datas = files.map((name) => place.data(`${folder}/${name}`));
  return datas.map((data) => stringMember(data, 'title')).find(Boolean);
}

function positionOf(place: NavigationPlace, name: string): number {
  const page = place.page(name);
  const stated = page === undefined ? member(categoryOf(place, name), 'position') : page.order;
  const linked = page === undefined ? place.page(linkedPage(place, name) ?? '')?.order : undefined;
  const prefix = numbered.exec(baseName(name))?.[1];
  const position = stated ?? linked ?? (prefix === undefined ? undefined : Number(prefix));
  return typeof position === 'number' ? position : Number.POSITIVE_INFINITY;
}

/** `index`, `README`, or a page with the name of the folder. */
function linkedPage(place: NavigationPlace, folder: string): string | undefined {
  const names = ['index', 'readme', baseName(folder).replace(numbered, '').toLowerCase()];
  return place.children(folder).find((name) => {
    const stem = baseName(name).replace(/\.mdx?$/, '');
    const plain = stem.replace(numbered, '').toLowerCase();
    return place.page(name) !== undefined && names.includes(plain);
  });
}

const categoryOf = (place: NavigationPlace, folder: string): StaticData =>
  firstOf(['json', 'yml', 'yaml'], (ending) => place.data(`${folder}/_category_.${ending}`));

const baseName = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/**
 * Pages and folders right in a folder as Starlight sorts them: by `order`, a folder by the lowest of
 * its pages, then by address in the default language. An index has no place of its own, and a page
 * beside a folder of its name goes into that folder.
 */
function starlightItems(place: NavigationPlace, folder: string): string[] {
  const children = place.children(folder);
  const isFolder = (name: string) => children.includes(name) && place.page(name) === undefined;
  const items = children.filter(
    (name) => !isFolder(name.replace(/\.[^./]+$/, '')) || isFolder(name),
  );
  const { compare } = collatorOf(place);
  return [...items, ...besideOf(place, folder)]
    .map((name) => ({ name, order: orderOf(place, name), address: addressOf(place, name) }))
    .sort((a, b) => {
      if (a.order !== b.order) return a.order < b.order ? -1 : 1;
      return compare(a.address, b.address) || (a.name < b.name ? -1 : 1);
    })
    .map(({ name }) => name);
}

const besideOf = (place: NavigationPlace, folder: string): string[] =>
  [`${folder}.md`, `${folder}.mdx`].filter((name) => place.page(name) !== undefined);

function orderOf(place: NavigationPlace, name: string): number {
  const shown = pagesIn(place, name).filter(({ visibility }) => visibility === undefined);
  return Math.min(...shown.map(({ order }) => order ?? Number.MAX_VALUE));
}

function pagesIn(place: NavigationPlace, name: string): SitePage[] {
  const page = place.page(name);
  if (page !== undefined) return [page];
  const beside = besideOf(place, name);
  return place.pages.filter(({ path }) => path.startsWith(`${name}/`) || beside.includes(path));
}

/** A page goes by its route, a folder by its path below the documents of the site. */
function addressOf(place: NavigationPlace, name: string): string {
  const page = place.page(name);
  if (page !== undefined) return page.route.slice(1);
  const { onSite } = place;
  const path = place.pages.find((one) => one.path.startsWith(`${name}/`))?.path ?? '';
  const inside = onSite?.record.sources
    .map((source) => onSite.inSource(path, source))
    .find((one) => one !== undefined);
  if (inside === undefined) return name;
  return path.length > inside.length
    ? name.slice(path.length - inside.length)
    : inside.slice(0, inside.length - path.length) + name;
}

// English too where the language is not known: what the machine speaks must not count.
function collatorOf({ onSite }: NavigationPlace): Intl.Collator {
  const key = onSite?.record.defaultLocale ?? '';
  const lang = onSite?.record.locales.find((locale) => locale.key === key)?.lang ?? key;
  try {
    return new Intl.Collator([lang, 'en']);
  } catch {
    return new Intl.Collator('en');
  }
}
