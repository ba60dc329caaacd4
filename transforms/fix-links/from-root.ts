import type { SiteTarget, SiteView } from '../../src/document/site.ts';
import { pageExtension } from '../../src/site/routes.ts';
import type { LinkOrigin, Resolution } from './resolution.ts';
import { joinInside, otherExtension, routePrefix } from './target.ts';

const publicFolders = ['', 'public/', 'static/', 'docs/public/', '.vitepress/public/'];

/** Finds what a path from the root of the site, or of its sources, leads to. */
export function fromRoot(path: string, origin: LinkOrigin): Resolution {
  const { site, baseUrl, dialect } = origin;
  const inside = joinInside('', path);
  if (inside === undefined) return { kind: 'missing' };
  const page = pageAt(inside, origin);
  if (page !== undefined) return { kind: 'page', page };
  const route = `/${inside.replace(pageExtension, '')}`;
  const address = site.elsewhere(route) ?? (site.isBeside(route) ? route : undefined);
  if (address !== undefined) return { kind: 'elsewhere', address };
  for (const folder of publicFolders) {
    if (site.hasAsset(folder + inside)) return { kind: 'asset', path: folder + inside };
  }
  if (isServed(inside, origin)) return { kind: 'site', path: inside };
  const below = baseUrl === undefined ? belowBase(inside, site) : undefined;
  if (below !== undefined) return { kind: 'page', page: below, guessed: true };
  // GitHub takes a path from the root for one of the repository.
  return dialect === 'github' && site.source !== ''
    ? { kind: 'beside', path: '../'.repeat(site.source.split('/').length) + inside }
    : { kind: 'missing' };
}

/** The page of a file of that name, or the one that an address leads to from a page, in its language. */
function pageAt(path: string, { page: own, site, dialect }: LinkOrigin): SiteTarget | undefined {
  const named = pageExtension.test(path) ? fileFromAbove(path, site) : undefined;
  if (named !== undefined) return named;
  const route = path.replace(pageExtension, '');
  const local = () => localRoute(route, own, site);
  return (
    (dialect === 'rspress' ? prefixedRoute(route, own, site) : undefined) ??
    (keepsLanguage.has(dialect) ? local() : undefined) ??
    site.pageByRoute(`/${route}`) ??
    local() ??
    // Hugo finds pages whatever their letter case.
    (dialect === 'hugo' ? site.pageByRoute(`/${path.toLowerCase()}`) : undefined) ??
    site.pageByPath(path)
  );
}

/** Whether the host serves what stands at a path, or may do so. */
const isServed = (path: string, { site, baseUrl, dialect }: LinkOrigin): boolean =>
  path === '' ||
  otherExtension.test(path) ||
  leavesBase(path, baseUrl) ||
  (dialect === 'doc-builder' && isOfOtherDocs(path, site)) ||
  (!pageExtension.test(path) && site.isUnknown('root')) ||
  htmlAt(path).some((file) => site.fileOf(`/${file}`) !== undefined);

/** The page without the first folder, which may be the path of the site's address where no configuration has it. */
function belowBase(path: string, site: SiteView): SiteTarget | undefined {
  const [, below] = /^[^/]+\/(.+)$/.exec(path.replace(pageExtension, '')) ?? [];
  return below === undefined ? undefined : site.pageByRoute(`/${below}`);
}

/** Files of a public folder that a host serves at a path. */
const htmlAt = (path: string): string[] =>
  /\.html?$/.test(path) ? [path] : [`${path.replace(/\/$/, '')}/index.html`, `${path}.html`];

/** A file may be named from the source root, or from a folder above it: `/docs/a.md` in `docs`. */
export function fileFromAbove(path: string, site: SiteView): SiteTarget | undefined {
  const direct = site.pageByPath(path);
  if (direct !== undefined) return direct;
  const folders = site.source.split('/');
  for (const n of folders.keys()) {
    const above = `${folders.slice(n).join('/')}/`;
    const page = path.startsWith(above) ? site.pageByPath(path.slice(above.length)) : undefined;
    if (page !== undefined) return page;
  }
  return undefined;
}

// A site under `/docs` says nothing of what its host serves elsewhere.
function leavesBase(path: string, baseUrl: string | undefined): boolean {
  if (baseUrl === undefined) return false;
  const base = new URL(baseUrl).pathname.replace(/\/+$/, '');
  return base !== '' && `/${path}` !== base && !`/${path}`.startsWith(`${base}/`);
}

// The host of doc-builder serves the documentation of each project below `/docs`.
function isOfOtherDocs(path: string, site: SiteView): boolean {
  const [, project] = /^(docs\/[^/]+)(?:\/|$)/.exec(path) ?? [];
  return project !== undefined && site.pageByRoute(`/${project}/index`) === undefined;
}

/** Dialects of sites on Next, which leads an address without a language to that of the reader. */
const keepsLanguage: ReadonlySet<string> = new Set(['nextra', 'fumadocs']);

const localeAndVersion =
  /^\/([a-z]{2}(?:-[A-Za-z]{2,4})?)(?:\/(v?\d+(?:\.(?:\d+|x))*x?|latest|next|stable))?(?:\/|$)/;

// On sites with locales a link from `/en/a` to `/b` means `/en/b`; from `/en/v2/a`, where that is no page, `/en/v2/b`.
function localRoute(path: string, own: SiteTarget, site: SiteView): SiteTarget | undefined {
  const [, locale, version] = localeAndVersion.exec(own.route) ?? [];
  if (locale === undefined) return undefined;
  const page = site.pageByRoute(`/${locale}/${path}`);
  if (page !== undefined || version === undefined) return page;
  return site.pageByRoute(`/${locale}/${version}/${path}`);
}

// Rspress puts the version and the language of the page before a link that names none.
function prefixedRoute(path: string, own: SiteTarget, site: SiteView): SiteTarget | undefined {
  const version = routePrefix(own);
  const locale = /^\/[a-z]{2}(?:-[A-Za-z]{2,4})?(?=\/|$)/.exec(
    own.route.slice(version.length),
  )?.[0];
  return (
    (locale === undefined ? undefined : site.pageByRoute(`${version}${locale}/${path}`)) ??
    (version === '' ? undefined : site.pageByRoute(`${version}/${path}`))
  );
}
