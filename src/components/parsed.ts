import { BoundedMap } from '../bounded-map.ts';

/** Files of which a worker remembers the syntax tree. */
const mostFiles = 500;

/**
 * Remembers what was made of a file's text, for all documents of a worker: components are few, and
 * the documents that use them many.
 */
export function remembered<T>(
  make: (text: string, path: string) => T,
): (text: string, path: string) => T {
  const known = new BoundedMap<string, { text: string; made: T }>(mostFiles);
  return (text, path) => {
    const before = known.get(path);
    if (before?.text === text) return before.made;
    const made = make(text, path);
    known.set(path, { text, made });
    return made;
  };
}

/** A node and all nodes below it, in the order of the source. */
export function* nodesIn(tree: unknown): Generator<object> {
  const open = [tree];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== 'object' || node === null) continue;
    if (!Array.isArray(node)) yield node;
    const parts = Object.entries(node);
    for (let at = parts.length - 1; at >= 0; at--) {
      const [key, part] = parts[at]!;
      if (key !== 'parent') open.push(part);
    }
  }
}
