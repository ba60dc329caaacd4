import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Drift } from '../contract/build.ts';
import { ContextorError } from '../errors.ts';
import { makeScratchFolder } from '../files/scratch-folder.ts';
import { type Pieces, TextFile, writePieces } from '../files/text-file.ts';
import type { Target } from '../loader/collisions.ts';
import type { Emitted } from './emitter/compare.ts';
import {
  comparingEmitter,
  createEmitter,
  type Emitter,
  explainedError,
  notWritable,
  prepareOutRoot,
} from './emitter/emit.ts';
import { refuseForeignFiles, refuseForeignFolder } from './emitter/foreign.ts';
import { planName, readLedger, readPublished } from './emitter/ledger.ts';
import { lockOutput } from './emitter/lock.ts';
import { removeOutput } from './emitter/stale.ts';

interface OutputOptions {
  /** What will be written; remembered in case the build dies. */
  targets: readonly Target[];
  /** Only compares, and writes nothing. Default false. */
  dryRun?: boolean | undefined;
  /** Whether files that contextor did not write may be there, and be overwritten; default false. */
  force?: boolean | undefined;
  signal?: AbortSignal | undefined;
}

/** How an `Output` reaches its folder. */
interface Folder {
  outRoot: string;
  /** Folder for unfinished files. */
  scratch: string;
  emitter: Emitter;
  dry: boolean;
  /** A build that died here; its plan is read before it is cleared. */
  abandoned?: string | undefined;
  release(finished: boolean): void;
}

/**
 * Takes the output folder.
 *
 * @throws ContextorError `OUT_NOT_WRITABLE`, `OUT_FOREIGN`, `OUTPUT_LOCKED`
 */
export async function openOutput(outRoot: string, options: OutputOptions): Promise<Output> {
  const { targets, dryRun, force = false, signal } = options;
  if (dryRun) return comparedOutput(outRoot);
  if (!force) refuseForeignFolder(outRoot);
  prepareOutRoot(outRoot);
  const lock = await lockOutput(outRoot, { signal }).catch((error) => {
    throw notWritable(outRoot, error);
  });
  try {
    const output = new Output({
      outRoot,
      scratch: lock.folder,
      emitter: createEmitter(outRoot, lock.folder),
      dry: false,
      abandoned: lock.abandoned,
      release: (finished) => (finished ? lock.release() : lock.abandon()),
    });
    const { ledger } = output;
    if (!force) refuseForeignFiles(outRoot, { targets, ledger });
    output.remember(targets);
    lock.clear();
    return output;
  } catch (error) {
    lock.release();
    throw error;
  }
}

function comparedOutput(outRoot: string): Output {
  const scratch = makeScratchFolder();
  const release = () => rmSync(scratch, { recursive: true, force: true });
  return new Output({ outRoot, scratch, emitter: comparingEmitter(outRoot), dry: true, release });
}

/** The output folder, as long as a build has it, and what the build changed there. */
export class Output {
  readonly outRoot: string;
  readonly scratch: string;
  /** Whether this run only compares. */
  readonly dry: boolean;
  /** Outputs that earlier builds left. */
  readonly ledger: readonly Target[];
  /** Files beside the documents that the last build published, such as `llms.txt`. */
  readonly published: readonly string[];
  /** Every file that was written or found right, relative to the output root. */
  readonly files = new Set<string>();
  /** Outputs that could not be removed, with the reason. */
  readonly left: string[] = [];
  readonly #folder: Folder;
  readonly #drift = { stale: [] as string[], missing: [] as string[], orphaned: [] as string[] };
  readonly #removed: string[] = [];

  constructor(folder: Folder) {
    this.#folder = folder;
    this.outRoot = folder.outRoot;
    this.scratch = folder.scratch;
    this.dry = folder.dry;
    this.ledger = readLedger(folder.outRoot, folder.abandoned);
    this.published = readPublished(folder.outRoot);
  }

  /** Lists in the scratch folder what will be here, in case the build dies. */
  remember(targets: readonly Target[]): void {
    const planned = new TextFile(join(this.scratch, planName));
    const outs = new Map(targets.map(({ path, out }) => [path, out]));
    const others = this.ledger.filter(({ path, out }) => outs.get(path) !== out);
    for (const { path, out } of [...targets, ...others]) planned.add(JSON.stringify({ path, out }));
    planned.close();
  }

  /** Adds pages that have no source to that list. */
  rememberPages(outs: readonly string[]): void {
    const lines = outs.map((out) => `${JSON.stringify({ path: out, out })}\n`);
    appendFileSync(join(this.scratch, planName), lines.join(''));
  }

  /** @throws ContextorError where nothing more can be written; other errors concern this file alone. */
  async emit(out: string, content: string | Uint8Array): Promise<Emitted> {
    const emitted = await this.#folder.emitter.emit(out, content);
    this.note(out, emitted);
    return emitted;
  }

  /** Writes a file about all documents: without the index or the manifest there is no output. */
  async emitShared(out: string, content: string | Uint8Array): Promise<void> {
    await this.emit(out, content).catch((error) => {
      throw sharedFileError(out, error);
    });
  }

  /** Writes a file about all documents piece by piece. */
  async emitPieces(out: string, pieces: Pieces): Promise<void> {
    const finished = join(this.scratch, `${out.replaceAll('/', '-')}.tmp`);
    await writePieces(finished, pieces).catch((error) => {
      throw sharedFileError(out, explainedError(error, this.outRoot));
    });
    this.adopt(finished, out);
  }

  /** Takes a finished file of the scratch folder. */
  adopt(finished: string, out: string): void {
    try {
      this.note(out, this.#folder.emitter.adopt(finished, out));
    } catch (error) {
      throw sharedFileError(out, error);
    }
  }

  /** Counts a file as changed that was written otherwise, such as one of the project. */
  note(out: string, emitted: Emitted | 'removed'): void {
    if (emitted !== 'removed') this.files.add(out);
    if (emitted === 'created') this.#drift.missing.push(out);
    if (emitted === 'changed') this.#drift.stale.push(out);
    if (emitted === 'removed') this.#drift.orphaned.push(out);
  }

  /** Removes an output of an earlier build. */
  remove(out: string): void {
    this.#drift.orphaned.push(out);
    try {
      if (this.dry || removeOutput(this.outRoot, out)) this.#removed.push(out);
    } catch (error) {
      this.left.push(`The stale output ${out} cannot be removed: ${(error as Error).message}`);
    }
  }

  /** What the folder lacked or had too much of, and what was removed. */
  get changes(): { drift: Drift; removed: readonly string[] } {
    const { stale, missing, orphaned } = this.#drift;
    return {
      drift: { stale: stale.sort(), missing: missing.sort(), orphaned: orphaned.sort() },
      removed: this.#removed.sort(),
    };
  }

  /** @param finished false leaves what the next build needs to know about this one */
  release(finished: boolean): void {
    this.#folder.release(finished);
  }
}

function sharedFileError(out: string, cause: unknown): unknown {
  if (cause instanceof ContextorError) return cause;
  return new ContextorError(`${out} cannot be written: ${(cause as Error).message}`, {
    code: 'OUT_NOT_WRITABLE',
    remedy: 'Remove what is in its place, or choose another folder with --out.',
    cause,
  });
}
