import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isInside } from './inside.ts';

/**
 * What would do where the documents that a command names lie in none of the folders that it looks
 * through; undefined where none of them does.
 *
 * @param named as they were given: globs, files or folders
 * @param roots absolute folders
 */
export function remedyElsewhere(
  named: readonly string[],
  { cwd, roots }: { cwd: string; roots: readonly string[] },
): string | undefined {
  for (const name of named) {
    const path = resolve(cwd, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined || roots.some((root) => isInside(root, path))) continue;
    const folder = found.isDirectory() ? name : dirname(name);
    return `${name} is somewhere else: name its folder with --src ${folder}, or run contextor there.`;
  }
  return undefined;
}
