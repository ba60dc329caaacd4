import { toString as textOf } from 'mdast-util-to-string';
import type { SiteTarget, SiteView } from '../../src/document/site.ts';
import { pageUrl, urlOfPage } from '../../src/site/routes.ts';
import { slug as slugOf } from '../../src/site/slug.ts';
import { assetLink, besideLink, inRepository } from './asset-link.ts';
import { broken, brokenAnchor, type LinkNode, type LinkScope } from './link-scope.ts';
import { nameLink, placeOfName, type Resolution } from './resolution.ts';
import { resolvePath } from './resolve.ts';
import {
  addressFromRoot,
  encodePath,
  hashRoute,
  isFilledIn,
  parseTarget,
  relativeUrl,
} from './target.ts';

/** The URL that a link has in the output; what is broken is reported and stays as it is. */
export function rewriteUrl(node: LinkNode, scope: LinkScope): string {
  const { document, page } = scope;
  // Docsify's `a.md?id=kilns`: https://docsify.js.org/#/helpers?id=customise-id-headings
  const url =
    document.dialect.name === 'docsify' ? node.url.replace(/\?id=([^&#]*)$/, '#$1') : node.url;
  const target = parseTarget(url);
  if (target.kind === 'anchor') return rewriteAnchor(node, target.fragment, scope);
  if (target.kind === 'refused') {
    broken(scope, node, target.reason);
    return node.url;
  }
  if (target.kind === 'external') {
    if (besidePages.test(node.url)) return addressBeside(node, scope);
    // `part:intro` may be a name or an unknown scheme.
    const isName = /^[\w-]+:(?!\/\/)/.test(node.url);
    return (isName ? byName(node, node.url, scope) : undefined) ?? addressOfOther(node, scope);
  }
  if (target.kind !== 'relative' && target.kind !== 'root') return node.url;
  const { query, fragment } = target;
  const origin = {
    page,
    source: node.data?.source,
    site: document.site,
    dialect: document.dialect.name,
    baseUrl: document.settings.baseUrl,
  };
  const resolution = resolvePath(withoutSourceEnding(target, origin), origin);
  if (resolution.written !== undefined)
    node.url = encodePath(resolution.written) + query + hash(fragment);
  const isFound = resolution.kind !== 'missing' && !('guessed' in resolution && resolution.guessed);
  const named = isFound ? undefined : byName(node, target.path, scope);
  if (named !== undefined) return named;
  if (resolution.kind === 'missing' && !resolution.unknown)
    broken(scope, node, target.kind === 'root' ? 'no page has this route' : 'no such file');
  return resolvedUrl(node, { resolution, query, fragment }, scope);
}

interface ResolvedLink {
  resolution: Resolution;
  query: string;
  fragment: string;
}

function resolvedUrl(node: LinkNode, link: ResolvedLink, scope: LinkScope): string {
  const { resolution, query, fragment } = link;
  const { site } = scope.document;
  switch (resolution.kind) {
    case 'page': {
      const { page, guessed, made } = resolution;
      nameLink(node, { page, fragment }, site);
      if (guessed && !node.data?.given) {
        broken(scope, node, `no such file; taken for ${page.route}`);
      }
      const own = made ? madeFragment(node, page, site) : fragment;
      return pageLink(node, { page, query, fragment: own }, scope);
    }
    case 'elsewhere':
      return addressLink(node, { address: resolution.address, query, fragment }, scope);
    case 'asset':
    case 'site':
      return assetLink(node, resolution, scope);
    case 'beside':
      return besideLink(node, resolution, scope);
    case 'missing':
      return node.url;
  }
}

/** Docusaurus: a file of the host that is no page, `pathname:///api/a.html`. See https://docusaurus.io/docs/advanced/routing */
const besidePages = /^pathname:\/\/(?=\/)/;

function addressBeside({ url }: LinkNode, { document: { settings, dialect } }: LinkScope): string {
  const path = url.replace(besidePages, '');
  return settings.baseUrl === undefined
    ? path
    : addressFromRoot(path, settings.baseUrl, dialect.name);
}

/** A whole address leads to the output where it is that of a page of another source of the build. */
function addressOfOther(node: LinkNode, scope: LinkScope): string {
  const page = scope.document.site.pageByAddress(node.url);
  if (page === undefined) return node.url;
  const { search: query, hash: fragment } = new URL(node.url);
  return pageLink(node, { page, query, fragment: fragment.slice(1) }, scope);
}

/** The fragment of a link whose destination a template makes: the entry of its text, if the page has one. */
function madeFragment(node: LinkNode, page: SiteTarget, site: SiteView): string {
  const slug = slugOf(textOf(node));
  return site.anchor(page.path, slug) === undefined ? '' : slug;
}

/** `build-the-docs`: the slug of a heading of this page, rather than a name in code or in another project. */
const slugOfWords = /^[a-z\d]+(?:-[a-z\d]+){2,}$/;

/** MyST: what a name in the project leads to; undefined where it is none, and where it is one of this page. */
function byName(node: LinkNode, name: string, scope: LinkScope): string | undefined {
  if (scope.document.dialect.name !== 'myst') return undefined;
  const place = placeOfName(name, scope.document.site);
  if (place === undefined || place.kind === 'unknown') return place && node.url;
  if (place.kind === 'elsewhere') {
    // A name is no address: where that of the site is not known, its path there says more.
    if (scope.document.settings.baseUrl === undefined) return place.address + hash(place.fragment);
    return addressLink(node, { ...place, query: '' }, scope);
  }
  nameLink(node, place, scope.document.site);
  if (place.page.path === scope.page.path && place.fragment !== '') {
    const slug = scope.anchors.find(place.fragment);
    return slug && `#${encodePath(slug)}`;
  }
  return pageLink(node, { ...place, query: '' }, scope);
}

/** MyST: whether a name in the project stands on another page. */
function isOfOther(name: string, { document, page }: LinkScope): boolean {
  const place = document.dialect.name === 'myst' ? placeOfName(name, document.site) : undefined;
  return place?.kind === 'page' && place.page.path !== page.path;
}

/** Sphinx takes `a.rst` and `a.ipynb` for the page that is made of it. */
function withoutSourceEnding<Target extends { path: string }>(
  target: Target,
  { dialect }: { dialect: string },
): Target {
  if (dialect !== 'myst') return target;
  return { ...target, path: target.path.replace(/\.(?:rst|ipynb)$/, '') };
}

function rewriteAnchor(node: LinkNode, fragment: string, scope: LinkScope): string {
  if (fragment === '') return node.url;
  const slug = scope.anchors.find(fragment);
  // Of a page whose ids are not all known, any other may be one; a name of another page is none.
  if (slug !== undefined && !(slug === '' && isOfOther(fragment, scope))) {
    nameLink(node, { page: scope.page, fragment }, scope.document.site);
    return slug === '' ? '#' : `#${encodePath(slug)}`;
  }
  const inner = hashRoute(fragment);
  if (inner !== undefined) {
    const page = scope.document.site.pageByRoute(inner.path);
    return page === undefined ? node.url : pageLink(node, { page, ...inner }, scope);
  }
  if (fragment === 'top') return '#top';
  const home = homeOf(scope);
  if (home !== undefined)
    return pageLink(node, { ...home, fragment: fragment === 'main' ? '' : fragment }, scope);
  const named = byName(node, fragment, scope);
  if (named !== undefined && (named !== node.url || !slugOfWords.test(fragment))) return named;
  brokenAnchor(scope, node, fragment);
  return node.url;
}

/** The page that the cover of Docsify stands above; its `#main` is that page. */
function homeOf({ document: { dialect, site }, page }: LinkScope) {
  const [, folder = ''] = /^(.*\/)?_coverpage\.md$/.exec(page.path) ?? [];
  const isCover = dialect.name === 'docsify' && page.path.endsWith('_coverpage.md');
  const home = isCover ? site.pageByPath(`${folder}README.md`) : undefined;
  return home && { page: home, query: '' };
}

function pageLink(
  node: LinkNode,
  target: { page: SiteTarget; query: string; fragment: string },
  scope: LinkScope,
): string {
  const { document, page: own, repository } = scope;
  const { page, query, fragment } = target;
  if (page.path === own.path && fragment !== '') return rewriteAnchor(node, fragment, scope);
  const slug = fragment === '' ? undefined : document.site.anchor(page.path, fragment);
  const isKnown = fragment === '' || fragment === 'top' || isFilledIn(fragment);
  if (!isKnown && slug === undefined) brokenAnchor(scope, node, fragment, page);
  if (node.type === 'link') {
    document.linkTexts.push([page.out + (slug ? `#${slug}` : ''), textOf(node)]);
  }
  const { baseUrl, links } = document.settings;
  const url = page.url ?? urlOfPage(baseUrl, page);
  if (links === 'site' && url !== undefined) {
    return url + query + hash(slug === undefined ? undefined : fragment);
  }
  if (links === 'site' && repository !== undefined) {
    return repository.fileUrl(inRepository(page.path, document.site)) + hash(slug);
  }
  return relativeUrl(own.out, page.out) + hash(slug);
}

/** A page that the site has and the output has not. */
function addressLink(
  node: LinkNode,
  { address, query, fragment }: { address: string; query: string; fragment: string },
  { document }: LinkScope,
): string {
  const { baseUrl } = document.settings;
  if (/^https?:/.test(address)) return address.includes('#') ? address : address + hash(fragment);
  if (baseUrl === undefined) return node.url;
  return pageUrl(baseUrl, address) + query + hash(fragment);
}

const hash = (fragment: string | undefined): string =>
  fragment === undefined || fragment === '' ? '' : `#${encodePath(fragment)}`;
