import { readFileSync, type Stats, statSync } from 'node:fs';

/** Files that people write have some kilobytes; a larger one was made by a program, for programs. */
const maxBytes = 2 * 1024 * 1024;

/** What the disk says of a path, links followed; undefined where there is nothing that can be reached. */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // Such as a link to itself, or a name that is too long.
    return undefined;
  }
}

/** Whether a path leads to a file; devices, pipes and folders are none. */
export function isOrdinaryFile(path: string): boolean {
  return statsOf(path)?.isFile() ?? false;
}

/**
 * The text of a file that people write; undefined where there is none that can be read, or it is a
 * device, a pipe, a folder, or larger than 2 MiB, or than the limit given.
 */
export function readOrdinaryFile(path: string, limit = maxBytes): string | undefined {
  const stats = statsOf(path);
  if (!stats?.isFile() || stats.size > limit) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
