import { readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { makeFolders } from '../../files/make-folders.ts';
import { slashed } from '../../files/source-name.ts';
import type { Emitted } from '../emitter/compare.ts';
import type { Output } from '../output.ts';

/**
 * Changes one file of the project whole or not at all: `change` gets its text (undefined where
 * there is none) and gives the new one (undefined to have none).
 *
 * @param path relative to the project's folder
 */
export function settleProjectFile(
  { cwd, output }: { cwd: string; output: Output },
  path: string,
  change: (text: string | undefined) => string | undefined,
): void {
  const absolute = join(cwd, path);
  const before = readIfThere(absolute);
  const after = change(before);
  if (after !== before && !output.dry) put(absolute, after);
  output.note(slashed(relative(output.outRoot, absolute)), emittedBy(before, after));
}

function put(path: string, text: string | undefined): void {
  if (text === undefined) {
    rmSync(path);
    return;
  }
  makeFolders(dirname(path));
  writeFileAtomic.sync(path, text);
}

function emittedBy(before: string | undefined, after: string | undefined): Emitted | 'removed' {
  if (after === before) return 'unchanged';
  if (after === undefined) return 'removed';
  return before === undefined ? 'created' : 'changed';
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
