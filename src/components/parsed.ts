import { BoundedMap, detached } from '../maps.ts';

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
    const own = detached(text);
    const made = make(own, path);
    known.set(path, { text: own, made });
    return made;
  };
}
