import type { Definition, Image, Link, Nodes } from 'mdast';
import type { Document } from '../../src/document/document.ts';
import type { SiteTarget } from '../../src/document/site.ts';
import type { Anchors } from './anchors.ts';
import { type Repository, repositoryOf } from './repository.ts';

export type LinkNode = Link | Image | Definition;

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

/** What a bundler resolves by an alias that no configuration names; nobody can tell where it leads. */
const bundlerAlias = /^[@~][\w-]*\//;

export function broken(scope: LinkScope, node: LinkNode, why: string): void {
  if (node.type === 'image' && bundlerAlias.test(node.url)) return;
  const what = node.type === 'image' ? 'Image' : 'Link';
  const reason = `${what} to ${JSON.stringify(node.url)} leads nowhere: ${why}`;
  warn(scope, node, { rule: 'broken-link', reason });
}

export function brokenAnchor(
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
  document.report({ severity: 'warning', ...finding, about: node.url, at });
}
