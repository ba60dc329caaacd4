import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeScratchFolder } from '../scratch-folder.ts';
import { TextFile } from '../text-file.ts';
import type { Target } from './collisions.ts';
import {
  comparingEmitter,
  createEmitter,
  type Emitter,
  notWritable,
  prepareOutRoot,
} from './emit.ts';
import { planName, readLedger, readPublished } from './ledger.ts';
import { type LockOptions, lockOutput } from './lock.ts';

/** The output folder, as long as a build has it. */
export interface Output extends Emitter {
  /** Folder for files in the making. */
  readonly scratch: string;
  /** Outputs that earlier builds left. */
  readonly ledger: readonly Target[];
  /** Files beside the documents that the last build published, such as `llms.txt`. */
  readonly published: readonly string[];
  /** Whether this run only compares. */
  readonly dry: boolean;
  /** @param finished false leaves what the next build needs to know about this one */
  release(finished: boolean): void;
}

export interface OutputOptions extends LockOptions {
  /** What will be written; remembered in case the build dies. */
  targets: readonly Target[];
  /** What the last index lists, where that is known without reading it; asked for under the lock. */
  indexed?: (() => readonly Target[] | undefined) | undefined;
}

/**
 * Takes the output folder for writing.
 *
 * @throws ContextorError `OUT_NOT_WRITABLE`, `OUTPUT_LOCKED`
 */
export async function openOutput(outRoot: string, options: OutputOptions): Promise<Output> {
  prepareOutRoot(outRoot);
  const lock = await lockOutput(outRoot, options).catch((error) => {
    throw notWritable(outRoot, error);
  });
  try {
    const ledger = readLedger(outRoot, lock.abandoned, options.indexed?.());
    const published = readPublished(outRoot);
    const planned = new TextFile(join(lock.folder, planName));
    const targets = new Map(options.targets.map(({ path, out }) => [path, out]));
    const others = ledger.filter(({ path, out }) => targets.get(path) !== out);
    for (const { path, out } of [...options.targets, ...others]) {
      planned.add(JSON.stringify({ path, out }));
    }
    planned.close();
    lock.clear();
    const emitter = createEmitter(outRoot, lock.folder);
    return {
      ...emitter,
      scratch: lock.folder,
      ledger,
      published,
      dry: false,
      release: (finished) => (finished ? lock.release() : lock.abandon()),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Looks at the output folder without changing it. */
export function compareOutput(outRoot: string): Output {
  const scratch = makeScratchFolder();
  return {
    ...comparingEmitter(outRoot),
    scratch,
    ledger: readLedger(outRoot, undefined),
    published: readPublished(outRoot),
    dry: true,
    release: () => rmSync(scratch, { recursive: true, force: true }),
  };
}
