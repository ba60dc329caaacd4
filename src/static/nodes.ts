import type { Node } from 'estree-jsx';

/** A node and all nodes below it, in the order of the source. */
export function* nodesIn(tree: unknown): Generator<Node> {
  const open = [tree];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== 'object' || node === null) continue;
    if (!Array.isArray(node)) yield node as Node;
    const parts = Object.entries(node);
    for (let at = parts.length - 1; at >= 0; at--) {
      const [key, part] = parts[at]!;
      if (key !== 'parent') open.push(part);
    }
  }
}
