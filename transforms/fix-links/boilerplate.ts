import type { PhrasingContent, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { classifyLink } from './target.ts';
import { walk } from './walk.ts';

/**
 * Removes what belongs to the site and not to the page. Conservative, and documented rule by rule:
 * a block goes only when it holds nothing else.
 *
 * - `edit`: a paragraph that is one link "Edit this page (on GitHub)".
 * - `pager`: at the very beginning or end, a paragraph or list of nothing but "Previous"/"Next" links.
 * - `share`: a paragraph or list of nothing but links to the share forms of social networks.
 */
export function removeBoilerplate(tree: Root): void {
  const { children } = tree;
  const kept = children.filter(
    (node, index, all) =>
      !isEditLink(node) && !isShareBar(node) && !(isPager(node) && isEdge(index, all)),
  );
  if (kept.length === children.length) return;
  // A line that set the boilerplate off ends with it.
  while (kept.at(-1)?.type === 'thematicBreak' && kept.at(-1) !== children.at(-1)) kept.pop();
  tree.children = kept;
}

const editText =
  /^\W*(?:edit|improve|suggest (?:an edit|changes) (?:to|on|for))\s+(?:this|the)\s+(?:page|doc|document|article)(?:\s+(?:on|in|at)\s+(?:github|gitlab|bitbucket))?\W*$/iu;
const pagerText =
  /^(?:[←«‹⬅<-]+\s*)?(?:previous|prev|next)(?:\s+(?:page|article|chapter|post))?\s*(?:[:–—|]\s*.+)?(?:\s*[→»›➡>-]+)?$/iu;
const shareUrl =
  /^https?:\/\/(?:www\.)?(?:(?:twitter|x)\.com\/(?:intent\/|share)|(?:\w+\.)?facebook\.com\/(?:sharer|share)|linkedin\.com\/(?:shareArticle|sharing\/)|reddit\.com\/submit|news\.ycombinator\.com\/submitlink|t\.me\/share|wa\.me\/\?|api\.whatsapp\.com\/send|bsky\.app\/intent)/i;
const shareLead = /^\W*(?:share(?:\s+(?:this|the))?(?:\s+(?:page|article|post))?(?:\s+on)?)?\W*$/iu;

function isEditLink(node: RootContent): boolean {
  if (node.type !== 'paragraph') return false;
  const { links, rest } = linksOf(node);
  return links.length === 1 && /^\W*$/.test(rest) && editText.test(textOf(links[0]));
}

function isPager(node: RootContent): boolean {
  if (node.type !== 'paragraph' && node.type !== 'list') return false;
  const { links, rest } = linksOf(node);
  return (
    links.length > 0 &&
    links.length <= 2 &&
    /^[^\p{L}\p{N}]*$/u.test(rest) &&
    links.every(
      (link) =>
        link.type === 'link' &&
        classifyLink(link.url) === 'internal' &&
        pagerText.test(textOf(link).trim()),
    )
  );
}

function isShareBar(node: RootContent): boolean {
  if (node.type !== 'paragraph' && node.type !== 'list') return false;
  const { links, rest } = linksOf(node);
  return (
    links.length > 0 &&
    shareLead.test(rest) &&
    links.every((link) => link.type === 'link' && shareUrl.test(link.url))
  );
}

// The edge may have a thematic break or other boilerplate beyond it.
function isEdge(index: number, all: readonly RootContent[]): boolean {
  const isFrame = (node: RootContent) =>
    node.type === 'thematicBreak' || isEditLink(node) || isShareBar(node) || isPager(node);
  return (
    all.slice(index + 1).every(isFrame) ||
    all.slice(0, index).every((node) => isFrame(node) || node.type === 'heading')
  );
}

function linksOf(node: RootContent): { links: PhrasingContent[]; rest: string } {
  const links: PhrasingContent[] = [];
  let rest = '';
  walk(node, (part) => {
    if (part.type === 'link' || part.type === 'linkReference') links.push(part);
    else if (!('children' in part)) {
      rest += part.type === 'text' ? part.value : part.type === 'break' ? ' ' : 'x';
    }
    return links.at(-1) !== part;
  });
  return { links, rest };
}
