import type { Definition, Image, Link, Nodes } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Document } from '../../src/document/document.ts';
import type { SiteTarget } from '../../src/document/site.ts';
import { walk } from '../../src/document/walk.ts';
import { Slugs } from '../../src/site/slug.ts';
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
  /** Links that an editor has marked as dead. */
  dead: { url: string; at: Nodes | undefined }[];
}

export function linkScope(document: Document, page: SiteTarget, anchors: Anchors): LinkScope {
  const { repo, ref } = document.settings;
  return { document, page, anchors, repository: repositoryOf(repo, ref), dead: [] };
}

/** `@/a.png`, `~@alias/a.png`, `~package/a.png`: what a bundler resolves; where no configuration names the alias, nobody can tell where it leads. */
export const bundlerAlias = /^(?:@|~@?)[\w-]*\//;

/** What GitBook writes in place of a link to a page that is deleted. */
const deadMark = /^(?:\/broken\/pages\/[\w-]+|broken-reference)\/?(?:[#?]|$)/;

/**
 * What the all-contributors tool writes for a kind of contribution that has no page: the link only
 * bears a title. https://allcontributors.org/docs/en/emoji-key
 */
const contribution =
  /^(?:a11y|audio|blog|bug|business|code|content|data|design|doc|eventOrganizing|example|financial|fundingFinding|ideas|infra|maintenance|mentoring|platform|plugin|projectManagement|promotion|question|research|review|security|talk|test|tool|translation|tutorial|userTesting|video)(?:-|$)/;
const contributors = '<!-- ALL-CONTRIBUTORS-LIST:START';

export function broken(scope: LinkScope, node: LinkNode, why: string): void {
  if (node.type === 'image' && bundlerAlias.test(node.url)) return;
  if (deadMark.test(node.url)) {
    if (!node.data?.reported) scope.dead.push({ url: node.url, at: placeOf(node, scope) });
    return;
  }
  const what = node.type === 'image' ? 'Image' : 'Link';
  const reason = `${what} to ${JSON.stringify(node.url)} leads nowhere: ${why}`;
  warn(scope, node, { rule: 'broken-link', reason });
}

/** Tells of the links that an editor has marked as dead: one finding a page. */
export function reportDead({ document, dead }: LinkScope): void {
  const [first, ...others] = dead;
  if (first === undefined) return;
  const more = others.length === 0 ? '' : `, and for ${others.length} more on this page`;
  const reason = `GitBook wrote ${JSON.stringify(first.url)} for a link whose target is gone${more}: only its author knows where it led`;
  const finding = { severity: 'warning', rule: 'broken-link', reason } as const;
  document.report({ ...finding, about: 'broken-reference', at: first.at });
}

export function brokenAnchor(
  scope: LinkScope,
  node: LinkNode,
  ...[id, page]: [id: string, page?: SiteTarget]
): void {
  if (contribution.test(id) && scope.document.text.includes(contributors)) return;
  const where = page === undefined ? 'this page' : page.path;
  const reason = `Link to ${JSON.stringify(node.url)}: ${where} has no heading or anchor ${JSON.stringify(id)}`;
  warn(scope, node, { rule: 'broken-anchor', reason });
}

function warn(scope: LinkScope, node: LinkNode, finding: { rule: string; reason: string }): void {
  if (node.data?.reported) return;
  const at = placeOf(node, scope);
  scope.document.report({ severity: 'warning', ...finding, about: node.url, at });
}

const placeOf = (node: LinkNode, { near }: LinkScope): Nodes | undefined =>
  node.position === undefined ? near : node;

/** The ids that links within the page may use. */
interface Anchors {
  /** The slug of the heading in the output; undefined where there is none. */
  find(id: string): string | undefined;
}

/** Knows the headings that the tree has now, and the custom ids that the site scan found. */
export function anchorsOf(document: Document): Anchors {
  let slugs: ReadonlyMap<string, string> | undefined;
  return {
    find(id) {
      slugs ??= headingSlugs(document);
      const scanned = document.site.anchor(document.path, id);
      return scanned && slugs.get(scanned) === scanned ? scanned : (slugs.get(id) ?? scanned);
    },
  };
}

/** The slug of each heading by itself, and by the id that its author gave it, be it in an included part. */
function headingSlugs({ tree, site, path }: Document): Map<string, string> {
  const slugger = new Slugs();
  const first = tree.children[0];
  const startsWithTitle = first?.type === 'heading' && first.depth === 1;
  // The output begins with the page's title where the body has none.
  if (!startsWithTitle) slugger.next(site.pageByPath(path)?.title ?? '');
  const slugs = new Map<string, string>();
  const given: [string, string][] = [];
  walk(tree, (node) => {
    if (node.type !== 'heading') return true;
    const slug = slugger.next(textOf(node, { includeImageAlt: false }) || textOf(node));
    slugs.set(slug, slug);
    if (node.data?.id !== undefined) given.push([node.data.id, slug]);
    return false;
  });
  for (const [id, slug] of given) if (!slugs.has(id)) slugs.set(id, slug);
  return slugs;
}
