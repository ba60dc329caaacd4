import type { Nodes, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { onlyText } from '../../src/components/content.ts';
import type { ElementNode } from '../../src/contract/element.ts';
import { inlineNames } from '../../src/document/html-names.ts';
import { isElement } from '../nodes.ts';
import { isComponentName, isContent, isStyle } from './attributes.ts';
import type { Place } from './place.ts';
import { attributeValues } from './values.ts';

/** Whether a node is more than boxes around nothing. */
export function saysSomething(node: RootContent): boolean {
  if (node.type === 'text') return node.value.trim() !== '';
  if (!('children' in node)) return true;
  if (node.children.length > 0) return (node.children as RootContent[]).some(saysSomething);
  return (
    isElement(node) &&
    (isComponentName(node.name) || node.attributes.length > 1 || node.name === 'img')
  );
}

const isEmptyBox = (node: RootContent): boolean =>
  isElement(node) &&
  /^(?:article|div|figure|p|pre|section|span)$/.test(node.name ?? '') &&
  (node.children as RootContent[]).every(isEmptyBox);

/** Whether boxes that say nothing are given words or data, which only a script puts into them. */
export function isFilledByScript(
  element: ElementNode,
  nodes: readonly RootContent[],
  place: Place,
): boolean {
  if (nodes.length === 0 || !nodes.every(isEmptyBox)) return false;
  if (element.attributes.some(isContent)) return true;
  const values = [...attributeValues(element, place)];
  return values.some(
    ([name, value]) => typeof value === 'object' && value !== null && !isStyle(name),
  );
}

/** A drawing, be it in boxes, or nothing at all. */
export const isDrawing = (node: RootContent): boolean =>
  (isElement(node) &&
    (node.name === 'svg' ||
      (node.children.length > 0 && (node.children as RootContent[]).every(isDrawing)))) ||
  !saysSomething(node);

export const isSpan = (node: RootContent): boolean =>
  node.type === 'text' || (isElement(node) && inlineNames.has(node.name ?? ''));

/** Whether nothing of the text of an attribute is in what an element without content shows. */
export function hidesAttributes(element: ElementNode, nodes: readonly RootContent[]): boolean {
  if (element.children.length > 0 || plainText(nodes).trim() !== '') return false;
  return element.attributes.some(
    ({ value }) =>
      typeof value === 'string' && !nodes.some((node) => names(node, value, new Set())),
  );
}

/** Whether words are in the texts and attributes of a node, but for what its use holds. */
export function names(node: Nodes, words: string, held: ReadonlySet<Nodes>): boolean {
  if (held.has(node)) return false;
  if (node.type === 'text') return node.value.includes(words);
  if (isElement(node) && JSON.stringify(node.attributes).includes(words)) return true;
  return 'children' in node && node.children.some((child) => names(child, words, held));
}

/** Whether a heading that is a link is in a node. */
export function hasLinkedHeading(node: RootContent): boolean {
  if (!('children' in node)) return false;
  const isHeading = isElement(node) && /^h[1-6]$/.test(node.name ?? '');
  return (node.children as RootContent[]).some(isHeading ? hasLink : hasLinkedHeading);
}

const isLink = (node: RootContent): boolean =>
  isElement(node) && /^(?:a|\w*Link)$/.test(node.name ?? '');

const hasLink = (node: RootContent): boolean =>
  isLink(node) || (isElement(node) && (node.children as RootContent[]).some(hasLink));

/** Whether a link in a line is around the title of a card and what is said of it. */
export function hasLinkAround(node: RootContent, card: ElementNode): boolean {
  if (isLink(node) && node.type === 'mdxJsxTextElement') {
    const shown = plainText(node);
    return card.attributes.every(
      (one) =>
        !('name' in one && /^(?:title|label|description|text)$/.test(one.name)) ||
        (typeof one.value === 'string' && shown.includes(one.value)),
    );
  }
  if (!('children' in node)) return false;
  return (node.children as RootContent[]).some((one) => hasLinkAround(one, card));
}

/**
 * Whether all that an element holds is among what its component makes of it: as one text, or by parts of its
 * children, as in `Children.map(children, (child) => child.props.children)`.
 */
export function saysWordsOf(element: ElementNode, nodes: RootContent[]): boolean {
  const children = element.children as RootContent[];
  const words = onlyText(children)?.trim();
  if (words) return plainText({ type: 'root', children: nodes }).includes(words);
  const held = children.flatMap(leaves);
  const shown = new Set(nodes.flatMap(leaves));
  return held.length > 0 && held.every((leaf) => shown.has(leaf));
}

/** The texts, code, pictures and empty elements of a node. */
function leaves(node: RootContent): string[] {
  if ('children' in node && node.children.length > 0)
    return (node.children as RootContent[]).flatMap(leaves);
  if ('value' in node) return node.value.trim() === '' ? [] : [node.value];
  const { name = '', attributes = [], url = '' } = node as Partial<ElementNode & { url: string }>;
  return [JSON.stringify([node.type, name, attributes, url])];
}
