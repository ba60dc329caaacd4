import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { attempt } from '../attempt.ts';

/** Whether a path, as it is spelled, is a folder or lies in it. Both absolute. */
export function isInside(folder: string, path: string): boolean {
  const between = relative(folder, path);
  return (
    between === '' || (!between.startsWith(`..${sep}`) && between !== '..' && !isAbsolute(between))
  );
}

/** Whether a path that exists lies in one of the folders after all symbolic links are followed. */
export function isReallyInside(folders: readonly string[], path: string): boolean {
  const real = realOf(path);
  return real !== undefined && folders.some((folder) => isInside(realOf(folder) ?? folder, real));
}

/** A path without links; undefined where nothing is there. */
export const realOf = (path: string): string | undefined => attempt(() => realpathSync(path));

/** A path with symbolic links resolved as far as it exists. */
export function realPath(path: string): string {
  const real = realOf(path);
  if (real !== undefined) return real;
  const parent = dirname(path);
  return parent === path ? path : join(realPath(parent), relative(parent, path));
}

/** `join` for an absolute folder and a path within it that need no tidying: a tenth of its time. */
export const entryPath = (folder: string, name: string): string =>
  folder.endsWith(sep) ? folder + name : folder + sep + name;
