import type { OtherSources, Site, SitePage, SiteView } from '../document/site.ts';
import { isWithin } from '../files/source-name.ts';
import { firstOf } from '../first-of.ts';
import { BoundedMap, getOrMake, groupBy } from '../maps.ts';
import { anchorFinder, type FindAnchor } from './anchors.ts';
import { nearestTo } from './nearest-path.ts';
import { normalRoute } from './routes.ts';
import type { SiteFiles } from './site-files.ts';
import { type RouteFinder, siteRoutes } from './site-routes.ts';

/** Pages whose anchors are kept in memory; a site links often to only a few of its pages. */
const maxFinders = 500;

/** The indexed form of a scan. */
export function siteLookups(site: Site, files: SiteFiles): SiteView {
  // Stages of the user's are given them.
  for (const page of site.pages) Object.freeze(page);
  const pages = pageIndex(site.pages);
  const onSite = siteRoutes(site.routes, pages.byRoute, { inFolders: servesFolders(site) });
  const made = new Map(site.routes?.made ?? []);
  return {
    source: site.source ?? '',
    pageByPath: (path) =>
      path.startsWith(':') ? named(pages, path) : (pages.byPath(path) ?? pages.byStem(path)),
    pagesBelow(folder) {
      const start = folder === '' ? '' : `${folder}/`;
      const below = site.pages.filter(({ path }) => path.startsWith(start));
      return below.map(({ path }) => path.slice(start.length));
    },
    pageByAddress: () => undefined,
    pageByRoute: pageFinder(site, pages, onSite),
    elsewhere: elsewhereFinder(site, onSite),
    isBeside: (address) => isBeside(normalRoute(address), site),
    isUnknown: (kind) => site.unknown?.[kind] !== undefined,
    madeRoute: (destination) => made.get(destination),
    anchor: anchorsOf(pages),
    fileOf: files.named,
    pictureIn: files.pictureIn,
    hasAsset: files.exists,
  };
}

/** Finds the page that a route leads to, at the root of the site or under one of its mounts. */
function pageFinder(
  { mounts = [] }: Site,
  pages: PageIndex,
  onSite: RouteFinder,
): SiteView['pageByRoute'] {
  const pageUnder = (mount: string, route: string) => {
    if (route === mount) return pages.byRoute('/');
    if (!route.startsWith(`${mount}/`)) return undefined;
    const rest = route.slice(mount.length);
    // A source root may contain the folder that the mount is named after.
    const above = mount.slice(0, mount.lastIndexOf('/'));
    return onSite.page(rest) ?? pages.byRoute(above + rest);
  };
  return (route) => {
    const normal = normalRoute(route);
    return onSite.page(normal) ?? firstOf(mounts, (mount) => pageUnder(mount, normal));
  };
}

/** Finds the address of a route that no document of this source is served at. */
function elsewhereFinder(site: Site, onSite: RouteFinder): SiteView['elsewhere'] {
  const { mounts = [] } = site;
  return (route) => {
    const normal = normalRoute(route);
    const direct = onSite.elsewhere(normal);
    // On another host, a file keeps its ending.
    const isOut = direct !== undefined && /^https?:/.test(direct);
    if (isOut && /\.html?$/i.test(route)) return onSite.elsewhere(route) ?? direct;
    if (direct !== undefined) return direct;
    const mount = mounts.find((one) => normal.startsWith(`${one}/`));
    return mount ? onSite.elsewhere(normal.slice(mount.length)) || undefined : undefined;
  };
}

function anchorsOf(pages: PageIndex): SiteView['anchor'] {
  const finders = new BoundedMap<string, FindAnchor>(maxFinders);
  return (path, id) => {
    const page = pages.byPath(path);
    if (page === undefined) return undefined;
    return getOrMake(finders, path, () => anchorFinder(page.anchors))(id);
  };
}

/** The same, where the build has other sources beside the one of the scan. */
export function withOthers(own: SiteView, others: OtherSources): SiteView {
  const isOther = (path: string) => path.startsWith('../');
  return {
    ...own,
    pageByPath: (path) => (isOther(path) ? others.byPath(path) : own.pageByPath(path)),
    pageByRoute: (route) => own.pageByRoute(route) ?? others.byRoute(normalRoute(route)),
    pageByAddress: (url) => others.byAddress(url),
    anchor: (path, id) => (isOther(path) ? others.anchor(path, id) : own.anchor(path, id)),
  };
}

/** Whether a route is of a part of the site that its documents say nothing of. */
function isBeside(route: string, site: Site): boolean {
  const { inferredMounts = [], mounts = [], others = [] } = site;
  const isBelow = (mount: string) => isWithin(mount, route);
  if (/\.\w+$/.test(route)) return false;
  // What the site shows at the folder of its documents, where none of them is its index.
  if (site.routes === undefined && mounts.includes(route)) return true;
  return others.some(isBelow) || (inferredMounts.length > 0 && !inferredMounts.some(isBelow));
}

/** Whether a site serves its pages as folders, as one shows that is not the index of a folder. */
function servesFolders({ pages }: Site): boolean {
  const page = pages.find(({ path, route }) => {
    return route !== '/' && !/(?:^|\/)_?(?:index|readme)\.\w+$/i.test(path);
  });
  return page?.address?.endsWith('/') === true;
}

/** Finds pages; of those with one key, the first, and a page before those that have its route as an alias. */
interface PageIndex {
  byPath(path: string): SitePage | undefined;
  byRoute(route: string): SitePage | undefined;
  /** `a/b/index.md` is found by `a/b/index` and by `a/b`. */
  byStem(stem: string): SitePage | undefined;
  /** The pages with a name, `b` of `a/b.md` and of `a/b/index.md`, in any letter case; blanks are dashes. Those in the fewest folders first. */
  byName(name: string): readonly SitePage[];
}

export function pageIndex(pages: readonly SitePage[]): PageIndex {
  const paths = new Map<string, SitePage>();
  const routes = new Map<string, SitePage>();
  const stems = new Map<string, SitePage>();
  let names: Map<string, SitePage[]> | undefined;
  for (const page of pages) {
    add(paths, page.path, page);
    add(routes, page.route, page);
    for (const stem of stemsOf(page.path)) add(stems, stem, page);
  }
  for (const page of pages) for (const alias of page.aliases ?? []) add(routes, alias, page);
  return {
    byPath: (path) => paths.get(path),
    byRoute: (route) => routes.get(route),
    byStem: (stem) => stems.get(stem),
    byName(name) {
      names ??= namesOf(pages);
      return names.get(nameKey(name)) ?? [];
    },
  };
}

function add(pages: Map<string, SitePage>, key: string, page: SitePage): void {
  if (!pages.has(key)) pages.set(key, page);
}

/** `:b` is the only page of that name, `::a/b|c` the nearest to the folder `c` whose path ends so. */
function named(pages: PageIndex, query: string): SitePage | undefined {
  const [, colons = '', name = '', from = ''] = /^(::?)([^|]*)\|?(.*)$/s.exec(query) ?? [];
  const found = pages.byName(name.slice(name.lastIndexOf('/') + 1));
  if (colons === ':') return found.length === 1 ? found[0] : undefined;
  const end = nameKey(`/${name}`);
  const ending = found.filter(({ path }) => nameKey(`/${shortStem(path)}`).endsWith(end));
  return nearestTo(from, ending, ({ path }) => path);
}

const nameKey = (name: string): string => name.toLowerCase().replaceAll(' ', '-');

/** Name -> the pages that have it. */
function namesOf(pages: readonly SitePage[]): Map<string, SitePage[]> {
  const names = groupBy(pages, ({ path }) => nameKey(shortStem(path).split('/').at(-1)!));
  const depth = ({ path }: SitePage) => path.split('/').length;
  for (const found of names.values()) found.sort((a, b) => depth(a) - depth(b));
  return names;
}

const shortStem = (path: string): string => stemsOf(path).at(-1)!;

/** How a link may name a file in short. */
function stemsOf(path: string): string[] {
  const stem = path.replace(/\.[^./]+$/, '');
  const folder = stem.replace(/(?:^|\/)(?:index|_index|readme|page)$/i, '');
  return stem === folder ? [stem] : [stem, folder];
}
