import type { Settings } from '../config/settings.ts';
import type { SourceFile } from './discover.ts';
import { matching, selection } from './patterns.ts';
import { realSourceRoot } from './source-root.ts';

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
