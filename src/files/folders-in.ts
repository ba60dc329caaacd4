import { join } from 'node:path';
import { tryList } from './disk.ts';

/** The folders right in a folder, in order of their names; none where it cannot be read. */
export function foldersIn(folder: string): string[] {
  const names = tryList(folder).flatMap((one) => (one.isDirectory() ? one.name : []));
  return names.map((name) => join(folder, name));
}
