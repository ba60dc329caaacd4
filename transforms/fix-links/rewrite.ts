import type { Definition, Image, Link, Nodes } from 'mdast';
import type { Document } from '../../src/document/document.ts';
import type { SiteTarget } from '../../src/document/site.ts';
import { pageUrl } from '../../src/site/routes.ts';
import type { Anchors } from './anchors.ts';
import { type Repository, repositoryOf } from './repository.ts';
import { type Resolution, resolvePath } from './resolve.ts';
import { encodePath, joinInside, parseTarget, relativeUrl } from './target.ts';

type LinkNode = Link | Image | Definition;

/** What rewriting the links of one document needs to know. */
export interface LinkScope {
  document: Document;
  page: SiteTarget;
  anchors: Anchors;
  repository: Repository | undefined;
  /** The last node met that has a position: links that a rendering made have none. */
  near?: Nodes | undefined;
}

export function linkScope(document: Document, page: SiteTarget, anchors: Anchors): LinkScope {
  const { repo, ref } = document.settings;
  return { document, page, anchors, repository: repositoryOf(repo, ref) };
}

/** The URL that a link has in the output; what is broken is reported and stays as it is. */
export function rewriteUrl(node: LinkNode, scope: LinkScope): string {
  const target = parseTarget(node.url);
  if (target.kind === 'anchor') return rewriteAnchor(node, target.fragment, scope);
  if (target.kind === 'refused') {
    broken(scope, node, target.reason);
    return node.url;
  }
  if (target.kind !== 'relative' && target.kind !== 'root') return node.url;
  const { document, page } = scope;
  const origin = {
    page,
    source: node.data?.source,
    site: document.site,
    dialect: document.dialect.name,
    baseUrl: document.settings.baseUrl,
  };
  const resolution = resolvePath(target, origin);
  switch (resolution.kind) {
    case 'page':
      if (resolution.guessed) {
        broken(scope, node, `no such file; taken for ${resolution.page.route}`);
      }
      return pageLink(node, { ...resolution, ...target, kind: 'page' }, scope);
    case 'asset':
    case 'site':
      return assetLink(node, resolution, scope);
    case 'beside':
      return besideLink(node, resolution.path, scope);
    case 'missing':
      broken(scope, node, target.kind === 'root' ? 'no page has this route' : 'no such file');
      return node.url;
  }
}

function rewriteAnchor(node: LinkNode, fragment: string, scope: LinkScope): string {
  if (fragment === '') return node.url;
  const slug = scope.anchors.find(fragment);
  if (slug !== undefined) return slug === '' ? '#' : `#${encodePath(slug)}`;
  if (fragment === 'top') return '#top';
  brokenAnchor(scope, node, fragment);
  return node.url;
}

function pageLink(
  node: LinkNode,
  target: { kind: 'page'; page: SiteTarget; query: string; fragment: string },
  scope: LinkScope,
): string {
  const { document, page: own, repository } = scope;
  const { page, query, fragment } = target;
  if (page.path === own.path && fragment !== '') return rewriteAnchor(node, fragment, scope);
  const slug = fragment === '' ? undefined : document.site.anchor(page.path, fragment);
  if (fragment !== '' && fragment !== 'top' && slug === undefined) {
    brokenAnchor(scope, node, fragment, page);
  }
  const { baseUrl } = document.settings;
  if (baseUrl !== undefined) {
    return pageUrl(baseUrl, page.route) + query + hash(slug === undefined ? undefined : fragment);
  }
  if (repository !== undefined) {
    return repository.fileUrl(inRepository(page.path, scope)) + hash(slug);
  }
  return relativeUrl(own.out, page.out) + hash(slug);
}

function hash(fragment: string | undefined): string {
  return fragment === undefined || fragment === '' ? '' : `#${encodePath(fragment)}`;
}

function assetLink(
  node: LinkNode,
  resolution: Extract<Resolution, { kind: 'asset' | 'site' }>,
  { document, repository, ...scope }: LinkScope,
): string {
  const { baseUrl } = document.settings;
  if (resolution.kind === 'asset' && repository !== undefined) {
    const path = inRepository(resolution.path, { document, repository, ...scope });
    return node.type === 'image' ? repository.rawUrl(path) : repository.fileUrl(path);
  }
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return node.url;
  if (node.url.startsWith('/')) return new URL(node.url, baseUrl).href;
  return `${baseUrl.replace(/\/+$/, '')}/${encodePath(resolution.path)}`;
}

function besideLink(node: LinkNode, path: string, scope: LinkScope): string {
  const { source } = scope.document.site;
  const inside = joinInside(source, path);
  if (source === '' || inside === undefined) {
    broken(scope, node, 'leads out of the source folder');
    return node.url;
  }
  if (scope.repository === undefined) {
    broken(scope, node, 'leads out of the source folder; with repo and ref it leads into the repo');
    return node.url;
  }
  const { fileUrl, rawUrl } = scope.repository;
  return node.type === 'image' ? rawUrl(inside) : fileUrl(inside);
}

function inRepository(path: string, { document }: LinkScope): string {
  return document.site.source === '' ? path : `${document.site.source}/${path}`;
}

function broken(scope: LinkScope, node: LinkNode, why: string): void {
  const what = node.type === 'image' ? 'Image' : 'Link';
  const reason = `${what} to ${JSON.stringify(node.url)} leads nowhere: ${why}`;
  warn(scope, node, { rule: 'broken-link', reason });
}

function brokenAnchor(
  scope: LinkScope,
  node: LinkNode,
  ...[id, page]: [id: string, page?: SiteTarget]
): void {
  const where = page === undefined ? 'this page' : page.path;
  const reason = `Link to ${JSON.stringify(node.url)}: ${where} has no heading or anchor ${JSON.stringify(id)}`;
  warn(scope, node, { rule: 'broken-anchor', reason });
}

function warn(
  { document, near }: LinkScope,
  node: LinkNode,
  finding: { rule: string; reason: string },
): void {
  if (node.data?.reported) return;
  const at = node.position === undefined ? near : node;
  document.report({ severity: 'warning', ...finding, at });
}
