import { statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';

/**
 * A pattern as globs want it. A backslash separates folders, unless it escapes a character that
 * means something to a glob (`\(group\)`, `\[slug\]`).
 */
export function forwardSlashes(pattern: string): string {
  return pattern.replace(/\\(?![()[\]{}!?+@])/g, '/').replace(/^\.\//, '');
}

/**
 * A glob of the command line, relative to the source root. What exists when read from the current
 * folder is taken as meant that way; a folder stands for everything in it.
 */
export function selection(pattern: string, { cwd, root }: { cwd: string; root: string }): string {
  const glob = forwardSlashes(pattern);
  for (const base of [root, cwd]) {
    const path = resolve(base, pattern);
    const stats = statSync(path, { throwIfNoEntry: false });
    const inside = relative(root, path).split(sep).join('/');
    if (!stats || inside.startsWith('..')) continue;
    const escaped = inside.replace(/[()[\]{}!?+@*]/g, '\\$&');
    return stats.isDirectory() ? [escaped, '**'].filter(Boolean).join('/') : escaped;
  }
  const prefix = `${relative(cwd, root).split(sep).join('/')}/`;
  return glob.startsWith(prefix) ? glob.slice(prefix.length) : glob;
}
