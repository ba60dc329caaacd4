import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ContextorError } from '../../errors.ts';
import { makeFolders } from '../../files/make-folders.ts';
import { compareFiles, compareText, type Emitted } from './compare.ts';
import { lockName } from './lock-name.ts';

/** Writes files below one folder: each whole or not at all, and none that already holds the content. */
export interface Emitter {
  /** @throws ContextorError where nothing more can be written; other errors concern this file alone. */
  emit(out: string, content: string | Uint8Array): Promise<Emitted>;
  /** Puts a finished file of the lock's folder in its place. */
  adopt(finished: string, out: string): Emitted;
}

/** Errors that pass when other files are closed: waited for, a few times. */
const passing = new Set(['EMFILE', 'ENFILE', 'EBUSY', 'EAGAIN']);
const waitsMs = [20, 80, 320, 1_280];

/** Errors after which no other document can be written either. */
const fatal: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
};

export function createEmitter(outRoot: string, scratch: string): Emitter {
  const root = realpathSync(outRoot);
  const folders = new Set<string>([root]);
  let count = 0;

  const place = (out: string) => {
    const target = join(root, out);
    const folder = dirname(target);
    if (folders.has(folder)) return target;
    refuseEscape(root, folder, out);
    makeFolders(folder);
    folders.add(folder);
    return target;
  };
  const write = (out: string, bytes: Buffer): Emitted => {
    const target = place(out);
    const emitted = compareText(target, bytes);
    if (emitted === 'unchanged') return emitted;
    count += 1;
    const finished = join(scratch, `${count}.tmp`);
    writeWhole(finished, bytes);
    renameSync(finished, target);
    return emitted;
  };
  return {
    async emit(out, content) {
      const bytes = Buffer.from(content);
      for (const waitMs of [...waitsMs, undefined]) {
        try {
          return write(out, bytes);
        } catch (error) {
          if (waitMs === undefined || !passing.has(codeOf(error)))
            throw explainedError(error, outRoot);
          await sleep(waitMs);
        }
      }
      throw new Error('unreachable');
    },
    adopt(finished, out) {
      const target = place(out);
      const emitted = compareFiles(target, finished);
      if (emitted !== 'unchanged') renameSync(finished, target);
      return emitted;
    },
  };
}

/** Tells what an emitter would do, and does nothing. */
export function comparingEmitter(outRoot: string): Emitter {
  return {
    emit: async (out, content) => compareText(join(outRoot, out), Buffer.from(content)),
    adopt: (finished, out) => compareFiles(join(outRoot, out), finished),
  };
}

/** Makes the output folder, with the mistakes that a user can make explained. */
export function prepareOutRoot(outRoot: string): void {
  try {
    makeFolders(outRoot);
    accessSync(outRoot, constants.W_OK);
  } catch (cause) {
    throw notWritable(outRoot, cause);
  }
}

/** The error of an output folder in which nothing can be made. */
export function notWritable(outRoot: string, cause: unknown): ContextorError {
  if (cause instanceof ContextorError) return cause;
  return new ContextorError(`the output folder ${outRoot} cannot be written: ${codeOf(cause)}`, {
    code: 'OUT_NOT_WRITABLE',
    remedy: 'Choose a folder that you may write to with --out or "out".',
    cause,
  });
}

function writeWhole(path: string, bytes: Buffer): void {
  const file = openSync(path, 'w');
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

function refuseEscape(root: string, folder: string, out: string): void {
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  const real = realpathSync(existing);
  if (real === root || real.startsWith(root + sep)) return;
  throw new Error(`${out} would be written outside the output folder, through a link`);
}

/** An error after which nothing can be written, as a message; any other as it is. */
export function explainedError(error: unknown, outRoot: string): unknown {
  if (error instanceof ContextorError) return error;
  const isGone = codeOf(error) === 'ENOENT' && !existsSync(join(outRoot, lockName));
  const fault = isGone
    ? 'the output folder was removed while it was written to'
    : fatal[codeOf(error)];
  if (fault === undefined) return error;
  return new ContextorError(`${fault}; the build to ${outRoot} stopped`, {
    code: 'OUT_NOT_WRITABLE',
    remedy: isGone
      ? 'Build again.'
      : 'Make room or choose another folder with --out, and build again.',
    cause: error,
  });
}

const codeOf = (error: unknown): string =>
  (error as NodeJS.ErrnoException)?.code ?? 'unknown error';
