import type { Message } from '../contract/message.ts';
import type { SitePage } from '../document/site.ts';
import { groupBy } from '../maps.ts';
import type { PublishedPage } from '../output/publish/page.ts';
import { normalRoute } from '../site/routes.ts';

/** A page with its place on the site and that of its Markdown twin. */
export interface TwinPage extends PublishedPage {
  /** Leading slash, no trailing one; `/` for the root. */
  route: string;
  /** Path as the site writes it, such as `/guide/`. */
  address: string;
  /** The twin, relative to the folder of the site: `guide/intro.md`. */
  twin: string;
  /** Whether the site serves the page as a folder: the twin then also stands in it as `index.md`. */
  folder: boolean;
  /** Language tag, where the page is of one of several. */
  locale?: string | undefined;
  /** Name of the version, where the page is of one of several. */
  version?: string | undefined;
}

/** A file that is added to a site. */
export interface SiteFile {
  /** Relative to the folder of the site, forward slashes. */
  path: string;
  text: string;
}

/** `/guide/intro` -> `guide/intro.md`, `/` -> `index.md`. */
export const twinPath = (route: string): string =>
  route === '/' ? 'index.md' : `${route.slice(1)}.md`;

/** All files of a twin: the one that links name first. */
export const twinPaths = ({ twin, route, folder }: TwinPage): string[] =>
  folder && route !== '/' ? [twin, `${route.slice(1)}/index.md`] : [twin];

interface PlaceOptions {
  /** What the site scan says of the pages, by source path. */
  scanned: ReadonlyMap<string, SitePage>;
  /** Routes by source path that win over those of the scan, as the site's own build states them. */
  routes?: Readonly<Record<string, string>> | undefined;
  /** Whether the site serves a route as a folder. */
  isFolder(route: string, address: string): boolean;
  variantOf(path: string): { locale?: string; version?: string };
}

/** Gives each page its place on the site; a page that cannot have one is left out, with a message. */
export function placePages(
  pages: readonly PublishedPage[],
  { scanned, routes = {}, isFolder, variantOf }: PlaceOptions,
): { placed: TwinPage[]; messages: Message[] } {
  const taken = new Map<string, string>();
  const placed: TwinPage[] = [];
  const messages: Message[] = [];
  const refuse = (path: string, reason: string) => {
    messages.push({ severity: 'warning', rule: 'site-route', path, reason });
  };
  for (const page of pages) {
    const { path } = page;
    const site = scanned.get(path);
    const given = routes[path] ?? site?.route ?? `/${page.out.replace(/\.mdc$/, '')}`;
    const route = normalRoute(given);
    const fault = faultOf(route);
    if (fault !== undefined) {
      refuse(path, `the route ${JSON.stringify(given)} ${fault}; the page has no Markdown twin`);
      continue;
    }
    // File systems that know no case would keep one of the two.
    const other = taken.get(route.toLowerCase());
    if (other !== undefined) {
      refuse(path, `${other} has the same route ${route}, and takes its Markdown twin`);
      continue;
    }
    taken.set(route.toLowerCase(), path);
    const address = routes[path] ?? site?.address ?? route;
    const folder = isFolder(route, address);
    placed.push({ ...page, ...variantOf(path), route, address, folder, twin: twinPath(route) });
  }
  return { placed, messages };
}

function faultOf(route: string): string | undefined {
  const parts = route.split('/').slice(1);
  if (parts.some((part) => part === '..' || part === '.')) return 'leads out of the site';
  if (/[\0-\u001f\u007f\\]/.test(route)) return 'has a character that file names cannot have';
  return parts.some((part) => Buffer.byteLength(part) > 250) ? 'is too long' : undefined;
}

/** The pages of one locale and version; each set has an index of its own. */
export interface PageSet {
  /** Folder of the set on the site, without slashes at its ends; empty for the one at the root. */
  folder: string;
  /** What tells it from the others, such as `fr` or `2.x`; empty for the one at the root. */
  name: string;
  pages: TwinPage[];
}

interface SetOptions {
  /** Tag of the locale that the site serves by default. */
  locale?: string | undefined;
  /** Name of the version that people mean by "the docs". */
  version?: string | undefined;
}

/** Parts the pages into sets, the one of the root first: default locale and stable version, and pages of none. */
export function pageSets(pages: readonly TwinPage[], main: SetOptions): PageSet[] {
  const groups = groupBy(pages, ({ locale, version }) =>
    [locale, version].filter((part) => part !== undefined).join(' '),
  );
  const rank = ([, [first]]: [string, TwinPage[]]) =>
    Number(first!.locale !== undefined && first!.locale !== main.locale) +
    Number(first!.version !== undefined && first!.version !== main.version);
  const ranked = [...groups].sort(
    (a, b) => rank(a) - rank(b) || b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1),
  );
  const sets: PageSet[] = [{ folder: '', name: '', pages: [] }];
  for (const [at, [name, group]] of ranked.entries()) {
    const isMain = at === 0 || rank([name, group]) === 0;
    const folder = isMain ? '' : commonFolder(group);
    const place = sets.find((set) => set.folder === folder);
    if (place !== undefined) place.pages.push(...group);
    else sets.push({ folder, name, pages: group });
  }
  return sets;
}

/** The folder that all of these pages are served below; a page may be that of the folder. */
function commonFolder(pages: readonly TwinPage[]): string {
  const own = pages.length === 1 ? -1 : undefined;
  const routes = pages.map(({ route }) => route.split('/').slice(1, own));
  const shortest = routes.reduce((a, b) => (b.length < a.length ? b : a));
  let same = 0;
  while (same < shortest.length && routes.every((parts) => parts[same] === shortest[same])) same++;
  return shortest.slice(0, same).join('/');
}
