import { existsSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { Settings } from '../config/settings.ts';

/**
 * Takes the globs of the command line for the run. Globs are relative to the sources; a path that
 * exists from the working folder, as a shell's completion gives it, is taken for that file or folder.
 */
export function withDocuments(settings: Settings, globs: readonly string[], cwd: string): Settings {
  if (globs.length === 0) return settings;
  const include = globs.map((glob) => existingPath(settings, resolve(cwd, glob)) ?? glob);
  return Object.freeze({ ...settings, include });
}

function existingPath({ sourceRoot }: Settings, path: string): string | undefined {
  const way = relative(sourceRoot, path).split(sep).join('/');
  if (way === '' || way.startsWith('../') || !existsSync(path)) return undefined;
  // Brackets and parentheses are common in route folders, and no globs when the path exists.
  const literal = way.replace(/[()[\]{}!*?\\+@]/g, '\\$&');
  return statSync(path).isDirectory() ? `${literal}/**/*.{md,mdx,markdown}` : literal;
}
