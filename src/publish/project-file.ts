import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Emitted } from '../emitter/compare.ts';
import { makeFolders } from '../make-folders.ts';

export interface ProjectFileOptions {
  /** Absolute folder of the project. */
  cwd: string;
  /** Tells what would happen, and does nothing. */
  dry: boolean;
}

/**
 * Changes one file of the project whole or not at all: `change` gets its text (undefined where
 * there is none) and gives the new one (undefined to have none).
 */
export function settleProjectFile(
  path: string,
  change: (text: string | undefined) => string | undefined,
  { cwd, dry }: ProjectFileOptions,
): Emitted | 'removed' {
  const absolute = join(cwd, path);
  const before = readIfThere(absolute);
  const after = change(before);
  if (after === before) return 'unchanged';
  if (after === undefined) {
    if (!dry) rmSync(absolute);
    return 'removed';
  }
  if (!dry) {
    makeFolders(dirname(absolute));
    writeFileAtomic.sync(absolute, after);
  }
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
