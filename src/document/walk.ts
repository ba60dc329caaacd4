import type { Nodes } from 'mdast';

/** Visits a tree in document order, without recursion: documents may nest deeper than the stack. `false` passes over a node's children. */
export function walk(root: Nodes, visit: (node: Nodes) => unknown): void {
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (visit(node) === false || !('children' in node)) continue;
    for (let at = node.children.length - 1; at >= 0; at--) stack.push(node.children[at]!);
  }
}

/** Whether a node, or any in it, is of a kind. */
export const holds = (node: Nodes, isWanted: (node: Nodes) => boolean): boolean =>
  isWanted(node) || ('children' in node && node.children.some((child) => holds(child, isWanted)));
