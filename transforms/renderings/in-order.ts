import type { RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { isBlank } from '../nodes.ts';
import type { RenderEnv } from './rendering.ts';

/**
 * For an element that is made up of certain parts but holds other nodes as well: all of them in
 * their order, the parts as given, the others as they render. Undefined where there are no others.
 */
export function inOrder(
  element: ElementNode,
  parts: ReadonlyMap<ElementNode, readonly RootContent[]>,
  env: RenderEnv,
): RootContent[] | undefined {
  const children = (element.children as RootContent[]).filter((child) => !isBlank(child));
  if (children.every((child) => isPart(child, parts))) return undefined;
  return children.flatMap((child) => [...(parts.get(child as ElementNode) ?? env.render([child]))]);
}

/** Whether a node is a part, or a paragraph of nothing else. */
function isPart(node: RootContent, parts: ReadonlyMap<ElementNode, unknown>): boolean {
  if (parts.has(node as ElementNode)) return true;
  if (node.type !== 'paragraph') return false;
  return node.children.every((child) => isBlank(child) || parts.has(child as ElementNode));
}
