import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { walk } from '../../src/document/walk.ts';
import { classifyLink } from './target.ts';

/**
 * Removes what belongs to the site and not to the page. Conservative, and documented rule by rule:
 * a block goes only when it holds nothing else.
 *
 * - `edit`: a paragraph that is one link "Edit this page (on GitHub)".
 * - `pager`: at the very beginning or end, a paragraph or list of nothing but "Previous"/"Next" links.
 * - `share`: a paragraph or list of nothing but links, of few words each, to the share forms of
 *   social networks.
 */
export function removeBoilerplate(tree: Root): void {
  const { children } = tree;
  const kept = children.filter((node, index, all) => {
    const kind = kindOf(node);
    return kind === undefined || (kind === 'pager' && !isEdge(index, all));
  });
  // A line that set the boilerplate off ends with it.
  while (kept.at(-1)?.type === 'thematicBreak' && kept.at(-1) !== children.at(-1)) kept.pop();
  tree.children = kept;
}

/** `Edit this page`, `Suggest changes to this doc on GitHub`. */
const editText =
  /^\W*(?:edit|improve|suggest (?:an edit|changes) (?:to|on|for))\s+(?:this|the)\s+(?:page|doc|document|article)(?:\s+(?:on|in|at)\s+(?:github|gitlab|bitbucket))?\W*$/iu;
/** `Next`, `← Previous page`, `Next: Install the tools →`. */
const pagerText =
  /^(?:[←«‹⬅<-]+\s*)?(?:previous|prev|next)(?:\s+(?:page|article|chapter|post))?\s*(?:[:–—|]\s*\S.*)?(?:\s*[→»›➡>-]+)?$/iu;
const shareUrl =
  /^https?:\/\/(?:www\.)?(?:(?:twitter|x)\.com\/(?:intent\/|share)|(?:\w+\.)?facebook\.com\/(?:sharer|share)|linkedin\.com\/(?:shareArticle|sharing\/)|reddit\.com\/submit|news\.ycombinator\.com\/submitlink|t\.me\/share|wa\.me\/\?|api\.whatsapp\.com\/send|bsky\.app\/intent)/i;
const shareLead = /^\W*(?:share(?:\s+(?:this|the))?(?:\s+(?:page|article|post))?(?:\s+on)?)?\W*$/iu;

type Kind = 'edit' | 'pager' | 'share';

/** What the links of a block have to be for each kind, and what may stand beside them. */
const kinds: Readonly<Record<Kind, { fits(links: PhrasingContent[]): boolean; rest: RegExp }>> = {
  edit: { fits: (links) => links.length === 1 && editText.test(textOf(links[0])), rest: /^\W*$/ },
  share: {
    fits: (links) =>
      links.every(
        (link) => link.type === 'link' && shareUrl.test(link.url) && isLabel(textOf(link)),
      ),
    rest: shareLead,
  },
  pager: {
    fits: (links) => links.length <= 2 && links.every(isPagerLink),
    rest: /^[^\p{L}\p{N}]*$/u,
  },
};

function kindOf(node: RootContent): Kind | undefined {
  if (node.type !== 'paragraph' && node.type !== 'list') return undefined;
  const links = linksIn(node);
  if (links.length === 0) return undefined;
  return possible[node.type].find(
    (kind) => kinds[kind].fits(links) && kinds[kind].rest.test(restOf(node)),
  );
}

const possible = {
  paragraph: ['edit', 'share', 'pager'],
  list: ['share', 'pager'],
} as const satisfies Record<string, readonly Kind[]>;

/** A sentence of the page about what to share is no mere label. */
const isLabel = (text: string): boolean => text.trim().split(/\s+/).length <= 6;

/** Words of a link to the next page, and that page's title; the expression is slow on longer texts. */
const isPager = (text: string): boolean => text.length < 300 && pagerText.test(text);

function isPagerLink(link: PhrasingContent): boolean {
  return (
    link.type === 'link' && classifyLink(link.url) === 'internal' && isPager(textOf(link).trim())
  );
}

// The edge may have a thematic break or other boilerplate beyond it.
function isEdge(index: number, all: readonly RootContent[]): boolean {
  const isFrame = (node: RootContent) =>
    node.type === 'thematicBreak' || kindOf(node) !== undefined;
  return (
    all.slice(index + 1).every(isFrame) ||
    all.slice(0, index).every((node) => isFrame(node) || node.type === 'heading')
  );
}

const isLink = (node: Nodes) => node.type === 'link' || node.type === 'linkReference';

function linksIn(block: RootContent): PhrasingContent[] {
  const links: PhrasingContent[] = [];
  walk(block, (node) => {
    const isFound = isLink(node);
    if (isFound) links.push(node as PhrasingContent);
    return !isFound;
  });
  return links;
}

/** What stands beside the links of a block. */
function restOf(block: RootContent): string {
  let rest = '';
  walk(block, (node) => {
    if (isLink(node)) return false;
    if (!('children' in node)) {
      rest += node.type === 'text' ? node.value : node.type === 'break' ? ' ' : 'x';
    }
    return true;
  });
  return rest;
}
