import type { RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { type ElementNode, isNamed } from '../../src/contract/element.ts';
import { isElement } from '../nodes.ts';
import { isCard, titleName } from './attributes.ts';

/** Whether an element is a card below a heading of its own, which would begin a section, or in a link, which has no parts. */
export const isLinkedCard = (element: ElementNode, nodes: readonly RootContent[]): boolean =>
  isCard(element) && nodes.some((node) => hasLinkedHeading(node) || hasLinkAround(node, element));

/** Whether a heading that is a link is in a node. */
function hasLinkedHeading(node: RootContent): boolean {
  if (!('children' in node)) return false;
  const isHeading = isElement(node) && /^h[1-6]$/.test(node.name ?? '');
  return (node.children as RootContent[]).some(isHeading ? hasLink : hasLinkedHeading);
}

/** What an element with a title and a place to go to shows: below a title that is a link no section begins. */
export function withCardTitle(element: ElementNode, nodes: RootContent[]): RootContent[] {
  const says = (name: RegExp) =>
    element.attributes.some((one) => isNamed(one, name) && typeof one.value === 'string');
  const isLinked =
    element.children.length === 0 && says(titleName) && says(/^(?:href|url|to|link)$/);
  return isLinked ? nodes.map(titleAsLine) : nodes;
}

function titleAsLine(node: RootContent): RootContent {
  if (!isElement(node)) return node;
  if (/^h[1-6]$/.test(node.name ?? '') && hasLink(node)) return { ...node, name: 'p' };
  const children = (node.children as RootContent[]).map(titleAsLine);
  return { ...node, children } as RootContent;
}

const isLink = (node: RootContent): boolean =>
  isElement(node) && /^(?:a|\w*Link)$/.test(node.name ?? '');

const hasLink = (node: RootContent): boolean =>
  isLink(node) || (isElement(node) && (node.children as RootContent[]).some(hasLink));

/** Whether a link in a line is around the title of a card and what is said of it. */
function hasLinkAround(node: RootContent, card: ElementNode): boolean {
  if (isLink(node) && node.type === 'mdxJsxTextElement') {
    const shown = plainText(node);
    return card.attributes.every(
      (one) =>
        !isNamed(one, /^(?:title|label|description|text)$/) ||
        (typeof one.value === 'string' && shown.includes(one.value)),
    );
  }
  if (!('children' in node)) return false;
  return (node.children as RootContent[]).some((one) => hasLinkAround(one, card));
}
