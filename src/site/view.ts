import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Site, SitePage, SiteTarget, SiteView } from '../document/site.ts';
import { anchorFinder, type FindAnchor } from './anchors.ts';
import { isReallyInside } from './inside.ts';
import { normalRoute } from './routes.ts';

export interface RecordingSiteView extends SiteView {
  /** What was asked since the last call, and what it gave: `lookup=result`, sorted. */
  used(): string[];
  /** Whether every recorded lookup would give the same today. */
  holds(used: readonly string[]): boolean;
}

export interface ViewOptions {
  /** Absolute path of the source root; with it, assets that the scan does not list are looked for on disk. */
  sourceRoot?: string;
}

/** Pages whose anchors are kept taken apart; a site links to few of its pages often. */
const maxFinders = 500;

/** The indexed form of a scan. Made once in each worker; `used()` after each document. */
export function siteView(site: Site, { sourceRoot }: ViewOptions = {}): RecordingSiteView {
  const byPath = new Map<string, SitePage>();
  const byRoute = new Map<string, SitePage>();
  const byStem = new Map<string, SitePage>();
  for (const page of site.pages) {
    byPath.set(page.path, page);
    for (const stem of stemsOf(page.path)) if (!byStem.has(stem)) byStem.set(stem, page);
    const known = byRoute.get(page.route);
    if (known === undefined) byRoute.set(page.route, page);
  }
  const assets = new Set(site.assets);
  const mounts = site.mounts ?? [];
  const asked = new Map<string, string>();
  const finders = new Map<string, FindAnchor>();

  const lookups: Record<string, (key: string) => string> = {
    path: (key) => describe(atPath(key)),
    route: (key) => describe(routed(key)),
    anchor: (key) => slugOf(key) ?? '\u0000',
    asset: (key) => String(assetExists(key)),
  };

  function atPath(path: string): SitePage | undefined {
    return byPath.get(path) ?? byStem.get(path);
  }

  function routed(route: string): SitePage | undefined {
    const normal = normalRoute(route);
    const direct = byRoute.get(normal);
    if (direct !== undefined) return direct;
    for (const mount of mounts) {
      if (normal === mount) return byRoute.get('/');
      if (normal.startsWith(`${mount}/`)) {
        const rest = normal.slice(mount.length);
        // A source root may hold the folder that the mount is named after.
        const above = mount.slice(0, mount.lastIndexOf('/'));
        const page = byRoute.get(rest) ?? byRoute.get(above + rest);
        if (page !== undefined) return page;
      }
    }
    return undefined;
  }

  function slugOf(key: string): string | undefined {
    const at = key.indexOf('\t');
    const page = byPath.get(key.slice(0, at));
    return page === undefined ? undefined : finderOf(page)(key.slice(at + 1));
  }

  function finderOf({ path, anchors: list }: SitePage): FindAnchor {
    const known = finders.get(path);
    if (known !== undefined) return known;
    if (finders.size >= maxFinders) finders.clear();
    const finder = anchorFinder(list);
    finders.set(path, finder);
    return finder;
  }

  function assetExists(path: string): boolean {
    if (assets.has(path)) return true;
    if (sourceRoot === undefined || path.split('/').includes('..')) return false;
    const file = join(sourceRoot, path);
    const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
    return isFile && isReallyInside([sourceRoot], file);
  }

  function record(kind: string, key: string): void {
    asked.set(`${kind}:${key}`, lookups[kind]!(key));
  }

  return {
    source: site.source ?? '',
    pageByPath(path) {
      record('path', path);
      return atPath(path);
    },
    pageByRoute(route) {
      record('route', route);
      return routed(route);
    },
    anchor(path, id) {
      record('anchor', `${path}\t${id}`);
      return slugOf(`${path}\t${id}`);
    },
    hasAsset(path) {
      record('asset', path);
      return assetExists(path);
    },
    used() {
      const list = Array.from(asked, ([lookup, result]) => `${lookup}=${result}`).sort();
      asked.clear();
      return list;
    },
    holds(used) {
      return used.every((entry) => {
        const colon = entry.indexOf(':');
        const lookup = lookups[entry.slice(0, colon)];
        const equals = entry.lastIndexOf('=');
        if (lookup === undefined) return false;
        return lookup(entry.slice(colon + 1, equals)) === entry.slice(equals + 1);
      });
    },
  };
}

/** `a/b/index.md` -> `a/b/index`, `a/b`: how a link may name a file in short. */
function stemsOf(path: string): string[] {
  const stem = path.replace(/\.[^./]+$/, '');
  const folder = stem.replace(/(?:^|\/)(?:index|_index|readme|page)$/i, '');
  return stem === folder ? [stem] : [stem, folder];
}

function describe(page: SiteTarget | undefined): string {
  if (page === undefined) return '';
  return [page.path, page.out, page.route, page.title].join('\t').replaceAll('=', '\u0001');
}
