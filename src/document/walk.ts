import type { Nodes, Parent } from 'mdast';

/** The children of a node; undefined for one that has none. Half the time of asking whether it has the key. */
export const childrenOf = (node: Nodes): Nodes[] | undefined => (node as Partial<Parent>).children;

/** Visits a tree in document order, without recursion: documents may nest deeper than the stack. `false` passes over a node's children. */
export function walk(root: Nodes, visit: (node: Nodes) => unknown): void {
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const children = visit(node) === false ? undefined : childrenOf(node);
    if (children === undefined) continue;
    for (let at = children.length - 1; at >= 0; at--) stack.push(children[at]!);
  }
}

/** Whether a node, or any in it, is of a kind. */
export const holds = (node: Nodes, isWanted: (node: Nodes) => boolean): boolean =>
  isWanted(node) || ('children' in node && node.children.some((child) => holds(child, isWanted)));
