/** Files of which a worker remembers the syntax tree. */
const mostFiles = 500;

/**
 * Remembers what was made of a file's text, for all documents of a worker: components are few, and
 * the documents that use them many.
 */
export function remembered<T>(
  make: (text: string, path: string) => T,
): (text: string, path: string) => T {
  const known = new Map<string, { text: string; made: T }>();
  return (text, path) => {
    const before = known.get(path);
    if (before?.text === text) return before.made;
    if (known.size >= mostFiles) known.clear();
    const made = make(text, path);
    known.set(path, { text, made });
    return made;
  };
}

/** A node and all nodes below it, in the order of the source. */
export function* nodesIn(node: unknown): Generator<object> {
  if (Array.isArray(node)) for (const part of node) yield* nodesIn(part);
  else if (typeof node === 'object' && node !== null) {
    yield node;
    for (const [key, part] of Object.entries(node)) if (key !== 'parent') yield* nodesIn(part);
  }
}
