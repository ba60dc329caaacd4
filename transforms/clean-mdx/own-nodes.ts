import type { Nodes, RootContent } from 'mdast';
import { inlineNames } from '../../src/document/html-names.ts';
import { isElement } from '../nodes.ts';
import { isComponentName } from './attributes.ts';

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

/** A drawing, be it in boxes, or nothing at all. */
export const isDrawing = (node: RootContent): boolean =>
  (isElement(node) &&
    (node.name === 'svg' ||
      (node.children.length > 0 && (node.children as RootContent[]).every(isDrawing)))) ||
  !saysSomething(node);

export const isSpan = (node: RootContent): boolean =>
  node.type === 'text' || (isElement(node) && inlineNames.has(node.name ?? ''));

/** Whether words are in the texts and attributes of a node, but for what its use holds. */
export function names(node: Nodes, words: string, held: ReadonlySet<Nodes>): boolean {
  if (held.has(node)) return false;
  if (node.type === 'text') return node.value.includes(words);
  if (isElement(node) && JSON.stringify(node.attributes).includes(words)) return true;
  return 'children' in node && node.children.some((child) => names(child, words, held));
}
