import { sep } from 'node:path';

/** `join` for an absolute folder and a path within it that need no tidying: a tenth of its time. */
export function entryPath(folder: string, name: string): string {
  return folder.endsWith(sep) ? folder + name : folder + sep + name;
}
