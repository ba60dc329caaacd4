import type { RootContent } from 'mdast';
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
