import { posix, sep } from 'node:path';

/** A path of this system with forward slashes. */
export const slashed = (path: string): string => path.split(sep).join('/');

/**
 * The path of a file in the folder that holds all sources.
 *
 * @param folder of the source, relative to that folder; empty where there is one source
 * @param path relative to the source, forward slashes
 * @example
 * sourceName('packages/a/docs', 'guide.md'); // 'packages/a/docs/guide.md'
 */
export const sourceName = (folder: string, path: string): string =>
  folder === '' ? path : posix.join(folder, path);

/** The source that a document belongs to. */
export function sourceOf<Source extends { folder: string }>(
  sources: readonly Source[],
  name: string,
): Source {
  return sources.find(({ folder }) => isInSource(folder, name)) ?? sources[0]!;
}

/** Whether a path of the folder that holds all sources lies in one of them. */
export const isInSource = (folder: string, name: string): boolean =>
  folder === '' || name.startsWith(`${folder}/`);

/** Whether a path or an address is a folder or lies below it. */
export const isWithin = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(`${folder}/`);

/** The path of a file relative to its source; the inverse of `sourceName`. */
export const nameInSource = (folder: string, name: string): string =>
  folder === '' ? name : name.slice(folder.length + 1);

/** Code unit order of paths, the same on every machine and in every locale. */
export const byPath = (a: { path: string }, b: { path: string }): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
