import { join, relative, sep } from 'node:path';

/** Where something was found. */
export interface Spot {
  /** Relative to a root. */
  path: string;
  line?: number;
  column?: number;
}

/** `docs/guide.md:3:1`, relative to the working folder, so that a terminal can open it. */
export function placeOf(
  { path, line, column }: Spot,
  { cwd, root }: { cwd: string; root: string },
): string {
  const file = relative(cwd, join(root, path)).split(sep).join('/');
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
