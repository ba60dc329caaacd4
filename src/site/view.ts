import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OtherSources, Site, SitePage, SiteTarget, SiteView } from '../document/site.ts';
import { isOrdinaryFile } from '../files/ordinary-file.ts';
import { expandAlias } from './aliases.ts';
import { anchorFinder, type FindAnchor } from './anchors.ts';
import { isReallyInside } from './inside.ts';
import { pageIndex } from './page-index.ts';
import { normalRoute } from './routes.ts';
import { siteRoutes } from './site-routes.ts';

export interface RecordingSiteView extends SiteView {
  /** What was asked since the last call, and what it gave: `lookup=result`, sorted. */
  used(): string[];
  /**
   * Whether every recorded lookup would give the same today.
   *
   * @param samePages where the pages are known to be those of the record, only files are looked for
   */
  holds(used: readonly string[], samePages: boolean): boolean;
}

export interface ViewOptions {
  /** Absolute path of the source root; with it, assets that the scan does not list are looked for on disk. */
  sourceRoot?: string;
  /**
   * Whether no file comes or goes while the view is used, so that each is looked for once. Not so in
   * a worker of a queue, which is given files as it asks for them. Default false.
   */
  still?: boolean;
  /** Whether `used()` tells what was asked; what is asked gives the same without. Default true. */
  recording?: boolean;
  /** Pages of the other sources of the build; default: there are none. */
  others?: OtherSources | undefined;
}

/** Pages whose anchors are kept at hand; a site links to few of its pages often. */
const maxFinders = 500;
/** Files whose existence is kept in mind; many documents link to the same images. */
const maxFiles = 2_000;

/** The indexed form of a scan. Made once in each worker; `used()` after each document. */
export function siteView(
  site: Site,
  { sourceRoot, still = false, recording = true, others }: ViewOptions = {},
): RecordingSiteView {
  const pages = pageIndex(site.pages);
  const assets = new Set(site.assets);
  const mounts = site.mounts ?? [];
  const asked = new Map<string, string>();
  const finders = new Map<string, FindAnchor>();
  const files = new Map<string, boolean>();

  const lookups: Record<string, (key: string) => string> = {
    path: (key) => describe(atPath(key)),
    address: (key) => describe(others?.byAddress(key)),
    route: (key) => describe(routed(key)),
    elsewhere: (key) => elsewhere(key) ?? noSlug,
    made: (key) => madeRoute(key) ?? noSlug,
    file: (key) => fileOf(key) ?? noSlug,
    anchor: (key) => slugOf(key) ?? noSlug,
    asset: (key) => String(assetExists(key)),
  };

  function atPath(path: string): SiteTarget | undefined {
    if (path.startsWith('../')) return others?.byPath(path);
    return pages.byPath(path) ?? pages.byStem(path);
  }

  const onSite = siteRoutes(site.routes, pages.byRoute);

  function routed(route: string): SiteTarget | undefined {
    const normal = normalRoute(route);
    return ownPage(normal) ?? others?.byRoute(normal);
  }

  function ownPage(normal: string): SitePage | undefined {
    const direct = onSite.page(normal);
    if (direct !== undefined) return direct;
    for (const mount of mounts) {
      if (normal === mount) return pages.byRoute('/');
      if (normal.startsWith(`${mount}/`)) {
        const rest = normal.slice(mount.length);
        // A source root may hold the folder that the mount is named after.
        const above = mount.slice(0, mount.lastIndexOf('/'));
        const page = onSite.page(rest) ?? pages.byRoute(above + rest);
        if (page !== undefined) return page;
      }
    }
    return undefined;
  }

  const made = new Map(site.routes?.made ?? []);
  const madeRoute = (destination: string) => made.get(destination);

  function elsewhere(route: string): string | undefined {
    const normal = normalRoute(route);
    const [mount] = mounts.filter((one) => normal.startsWith(`${one}/`));
    return (
      onSite.elsewhere(normal) ??
      (mount === undefined ? undefined : onSite.elsewhere(normal.slice(mount.length)))
    );
  }

  function slugOf(key: string): string | undefined {
    const at = key.indexOf('\t');
    if (key.startsWith('../')) return others?.anchor(key.slice(0, at), key.slice(at + 1));
    const page = pages.byPath(key.slice(0, at));
    return page === undefined ? undefined : finderOf(page)(key.slice(at + 1));
  }

  function finderOf({ path, anchors: list }: SitePage): FindAnchor {
    return remembered(finders, { key: path, limit: maxFinders }, () => anchorFinder(list));
  }

  function assetExists(path: string): boolean {
    if (assets.has(path)) return true;
    if (!still) return fileExists(path);
    return remembered(files, { key: path, limit: maxFiles }, () => fileExists(path));
  }

  /** Links that lead nowhere are many, the folders that they would lead to are few. */
  function folderExists(path: string): boolean {
    if (sourceRoot === undefined || path === '.' || path === '/') return true;
    return remembered(files, { key: `${path}/`, limit: maxFiles }, () => {
      return folderExists(dirname(path)) && existsSync(join(sourceRoot, path));
    });
  }

  function fileExists(path: string): boolean {
    if (sourceRoot === undefined || path.split('/').includes('..')) return false;
    if (still && !folderExists(dirname(path))) return false;
    const file = join(sourceRoot, path);
    const isFile = isOrdinaryFile(file);
    return isFile && isReallyInside([sourceRoot], file);
  }

  function fileOf(specifier: string): string | undefined {
    if (sourceRoot === undefined || specifier.split('/').includes('..')) return undefined;
    const named = expandAlias(site.aliases ?? [], specifier);
    const served = (site.publics ?? []).map(
      (folder) => `${folder}/${specifier.replace(/^\//, '')}`,
    );
    return [...named, ...served].find((path) => isOrdinaryFile(join(sourceRoot, path)));
  }

  /** The answer that this document has had before, or a new one. */
  function recorded(kind: string, key: string): string {
    const lookup = `${kind}:${key}`;
    let answer = asked.get(lookup);
    if (answer === undefined) {
      answer = lookups[kind]!(key);
      asked.set(lookup, answer);
    }
    return answer;
  }

  const plain: Omit<SiteView, 'source'> = {
    pageByPath: atPath,
    pageByAddress: (url) => others?.byAddress(url),
    pageByRoute: routed,
    elsewhere,
    madeRoute,
    fileOf,
    anchor: (path, id) => slugOf(`${path}\t${id}`),
    hasAsset: assetExists,
  };

  const noting: typeof plain = {
    pageByPath(path) {
      if (others === undefined && path.startsWith('../')) return undefined;
      return recorded('path', path) === '' ? undefined : atPath(path);
    },
    pageByAddress(url) {
      if (others === undefined) return undefined;
      return recorded('address', url) === '' ? undefined : others.byAddress(url);
    },
    pageByRoute: (route) => (recorded('route', route) === '' ? undefined : routed(route)),
    elsewhere(route) {
      const address = recorded('elsewhere', route);
      return address === noSlug ? undefined : address;
    },
    madeRoute(destination) {
      if (made.size === 0) return undefined;
      const route = recorded('made', destination);
      return route === noSlug ? undefined : route;
    },
    fileOf(specifier) {
      const path = recorded('file', specifier);
      return path === noSlug ? undefined : path;
    },
    anchor(path, id) {
      const slug = recorded('anchor', `${path}\t${id}`);
      return slug === noSlug ? undefined : slug;
    },
    hasAsset: (path) => recorded('asset', path) === 'true',
  };

  return {
    source: site.source ?? '',
    ...(recording ? noting : plain),
    used() {
      const list = Array.from(asked, ([lookup, result]) => `${lookup}=${result}`).sort();
      asked.clear();
      return list;
    },
    holds(used, samePages) {
      return used.every((entry) => {
        if (samePages && !entry.startsWith('asset:')) return true;
        const colon = entry.indexOf(':');
        const lookup = lookups[entry.slice(0, colon)];
        const equals = entry.lastIndexOf('=');
        if (lookup === undefined) return false;
        return lookup(entry.slice(colon + 1, equals)) === entry.slice(equals + 1);
      });
    },
  };
}

/** A value that is made once, while it is among the last ones asked for. */
function remembered<Value>(
  known: Map<string, Value>,
  { key, limit }: { key: string; limit: number },
  make: () => Value,
): Value {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    if (known.size >= limit) known.clear();
    known.set(key, value);
  }
  return value;
}

/** Stands where an anchor is not there. */
const noSlug = '\u0000';

function describe(page: SiteTarget | undefined): string {
  if (page === undefined) return '';
  return [page.path, page.out, page.url ?? page.address ?? page.route, page.title]
    .join('\t')
    .replaceAll('=', '\u0001');
}
