import path, { type PlatformPath } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { statsOf } from '../files/disk.ts';
import type { SourceFile } from './discover.ts';
import { realSourceRoot } from './source-root.ts';

/**
 * A pattern as globs want it. A backslash separates folders, unless it escapes a character that
 * means something to a glob (`\(group\)`, `\[slug\]`).
 */
export function forwardSlashes(pattern: string): string {
  return pattern.replace(/\\(?![()[\]{}!?+@])/g, '/').replace(/^\.\//, '');
}

/** Where patterns of the command line are read from. */
interface PatternPlaces {
  /** Absolute working folder. */
  cwd: string;
  /** Absolute source root. */
  root: string;
  /** Rules of paths; default those of this system. */
  paths?: PlatformPath;
}

/**
 * A glob of the command line, relative to the source root. What exists when read from the current
 * folder is meant that way; a folder means everything in it.
 */
function selection(pattern: string, places: PatternPlaces): string {
  for (const base of [places.root, places.cwd]) {
    const inside = insideRoot(pattern, base, places);
    const stats = inside === undefined ? undefined : statsOf(path.join(places.root, inside));
    if (inside === undefined || stats === undefined) continue;
    const glob = escaped(inside);
    return stats.isDirectory() ? [glob, '**'].filter(Boolean).join('/') : glob;
  }
  return globInRoot(pattern, places);
}

/** A path as a glob that it alone matches. */
export const escaped = (path: string): string => path.replace(/[()[\]{}!?+@*]/g, '\\$&');

/** What a path names, relative to the source root with forward slashes; undefined where that is outside. */
export function insideRoot(
  pattern: string,
  base: string,
  { root, paths = path }: PatternPlaces,
): string | undefined {
  const inside = paths.relative(root, paths.resolve(base, pattern)).split(paths.sep);
  if (inside[0] === '..' || paths.isAbsolute(inside.join(paths.sep))) return undefined;
  return inside.join('/');
}

/** A glob without the way from the working folder, or from the top of the disk, to the source root. */
export function globInRoot(pattern: string, { cwd, root, paths = path }: PatternPlaces): string {
  const glob = forwardSlashes(pattern);
  const spelled = (text: string) => (paths.sep === '\\' ? text.toLowerCase() : text);
  const prefix = [paths.relative(cwd, root), root]
    .map((folder) => `${folder.split(paths.sep).join('/')}/`)
    .find((one) => spelled(glob).startsWith(spelled(one)));
  return glob.slice(prefix?.length);
}

/** The documents that a glob found, by the disk's own spelling of their names. */
export function matching(
  documents: readonly string[],
  found: readonly string[],
  { ignoreCase }: { ignoreCase: boolean },
): string[] {
  const spelled = (name: string) => (ignoreCase ? name.toLowerCase() : name);
  const names = new Set(found.map(spelled));
  return documents.filter((name) => names.has(spelled(name)));
}

/** The paths among `files` that the globs given for this run select; all of them without globs. */
export async function select(
  files: readonly SourceFile[],
  globs: readonly string[],
  settings: Pick<Settings, 'sourceRoot' | 'cwd'>,
): Promise<Set<string>> {
  const documents = files.map((file) => file.path);
  if (globs.length === 0) return new Set(documents);
  const { default: glob } = await import('fast-glob');
  const cwd = realSourceRoot(settings.sourceRoot);
  const patterns = globs.map((pattern) => selection(pattern, { cwd: settings.cwd, root: cwd }));
  const ignoreCase = process.platform === 'win32';
  const options = {
    cwd,
    followSymbolicLinks: false,
    dot: true,
    caseSensitiveMatch: !ignoreCase,
    // What may not be read was reported when the documents were listed.
    suppressErrors: true,
  };
  return new Set(matching(documents, await glob(patterns, options), { ignoreCase }));
}
