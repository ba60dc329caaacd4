import { sep } from 'node:path';

/** A path of this system with forward slashes. */
export function slashed(path: string): string {
  return path.split(sep).join('/');
}
