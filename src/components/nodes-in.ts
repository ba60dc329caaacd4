/** A node and all nodes below it, in the order of the source. */
export function* nodesIn(node: unknown): Generator<object> {
  if (Array.isArray(node)) for (const part of node) yield* nodesIn(part);
  else if (typeof node === 'object' && node !== null) {
    yield node;
    for (const [key, part] of Object.entries(node)) if (key !== 'parent') yield* nodesIn(part);
  }
}
