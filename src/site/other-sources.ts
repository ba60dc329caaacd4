import { posix } from 'node:path';
import type { OtherSources, Site, SitePage, SiteTarget, SiteView } from '../document/site.ts';
import { decoded } from '../files/decoded.ts';
import { isInSource, nameInSource, sourceName } from '../files/source-name.ts';
import { firstOf } from '../first-of.ts';
import { siteLookups } from './lookups.ts';
import { normalRoute, urlOfPage } from './routes.ts';
import { siteFiles } from './site-files.ts';

/** One source of several, as links of the others see it. */
interface ViewedSource {
  /** Path of its root in the folder that contains all, forward slashes. */
  folder: string;
  site: Site;
  /** The configuration file of the site that serves it, where one is known: sources of one site share it. */
  siteFile?: string | undefined;
  settings: { baseUrl?: string | undefined; prefix?: string | undefined };
}

type View = Pick<SiteView, 'pageByPath' | 'pageByRoute' | 'anchor'>;

interface Viewed extends ViewedSource {
  /** Path on its host that its routes start from; empty for the root. */
  mount: string;
  view: View;
}

/**
 * What documents of each source see of the others: their pages by path, by route where one host serves
 * both, and by whole address. None where there is one source.
 */
export function otherSources(
  sources: readonly ViewedSource[],
): readonly (OtherSources | undefined)[] {
  if (sources.length < 2) return sources.map(() => undefined);
  const viewed = sources.map((source): Viewed => {
    return {
      ...source,
      mount: mountOf(source),
      view: siteLookups(source.site, siteFiles(source.site, { still: true })),
    };
  });
  return viewed.map((own) =>
    seenFrom(
      own,
      viewed.filter((other) => other !== own),
    ),
  );
}

function seenFrom(own: Viewed, others: readonly Viewed[]): OtherSources {
  const target = (other: Viewed, page: SiteTarget): SiteTarget => {
    const path = posix.relative(`/${own.folder}`, `/${sourceName(other.folder, page.path)}`);
    const url = urlOfPage(other.settings.baseUrl, page);
    return { ...page, path, ...(url !== undefined && { url }) };
  };
  const at = (path: string): [other: Viewed, inside: string] | undefined => {
    const name = sourceName(own.folder, path);
    const other = others.find(({ folder }) => isInSource(folder, name) || folder === name);
    return other && [other, nameInSource(other.folder, name)];
  };
  const first = (find: (other: Viewed) => SiteTarget | undefined): SiteTarget | undefined =>
    firstOf(others, (other) => {
      const page = find(other);
      return page && target(other, page);
    });
  return {
    byPath(path) {
      const [other, inside] = at(path) ?? [];
      const page = other?.view.pageByPath(inside!);
      return other && page && target(other, page);
    },
    byRoute: (route) =>
      first((other) => {
        const inside = routeIn(other, route, own);
        return inside === undefined ? undefined : other.view.pageByRoute(inside);
      }),
    byAddress(url) {
      if (!URL.canParse(url)) return undefined;
      const { origin, pathname } = new URL(url);
      const page = first((other) => {
        const inside = origin === originOf(other) ? below(pathname, other.mount) : undefined;
        return inside === undefined ? undefined : other.view.pageByRoute(decoded(inside));
      });
      // What is served there by a redirect has another address.
      return page?.url !== undefined && isSameAddress(page.url, url) ? page : undefined;
    },
    anchor(path, id) {
      const [other, inside] = at(path) ?? [];
      return other?.view.anchor(inside!, id);
    },
  };
}

/** A route of a document's own site as another source has it; undefined where that is on another host. */
function routeIn(other: Viewed, route: string, own: Viewed): string | undefined {
  if (own.siteFile !== undefined && own.siteFile === other.siteFile) return route;
  const [here, there] = [originOf(own), originOf(other)];
  if (here !== undefined && there !== undefined && here !== there) return undefined;
  // Only links that leave the base of their own site lead to a site at the root of the same host.
  if (other.mount === '' && (here === undefined || here !== there || own.mount === '')) {
    return undefined;
  }
  return below(route, other.mount);
}

function below(path: string, mount: string): string | undefined {
  if (path === mount) return '/';
  return path.startsWith(`${mount}/`) ? path.slice(mount.length) : undefined;
}

function mountOf({ settings: { baseUrl, prefix }, siteFile }: ViewedSource): string {
  if (baseUrl !== undefined && URL.canParse(baseUrl)) {
    return new URL(baseUrl).pathname.replace(/\/+$/, '');
  }
  return siteFile === undefined && prefix ? `/${prefix}` : '';
}

const originOf = ({ settings: { baseUrl } }: ViewedSource): string | undefined =>
  baseUrl !== undefined && URL.canParse(baseUrl) ? new URL(baseUrl).origin : undefined;

function isSameAddress(one: string, other: string): boolean {
  const [route, asked] = [one, other].map((url) => normalRoute(decoded(new URL(url).pathname)));
  return route === asked;
}

/**
 * All pages of several sources, with paths and routes as all of them together have them: under their
 * prefixes, unless one site serves them all and so decides on the routes.
 */
export function joinedPages(sources: readonly ViewedSource[]): SitePage[] {
  const isOne = new Set(sources.map(({ siteFile }) => siteFile ?? '')).size === 1;
  return sources.flatMap(({ folder, site, siteFile, settings: { prefix } }) => {
    if (folder === '') return site.pages;
    const before = (isOne && siteFile !== undefined) || !prefix ? '' : `/${prefix}`;
    const under = (route: string) =>
      before === '' ? route : before + (route === '/' ? '' : route);
    return site.pages.map((page) => ({
      ...page,
      path: sourceName(folder, page.path),
      route: under(page.route),
      ...(page.address !== undefined && { address: under(page.address) }),
    }));
  });
}
