import type { DocumentFailed, DocumentRecord, DocumentTask } from '../../contract/record.ts';
import type { Turns } from '../../engine/index.ts';
import { distFile } from '../../files/dist-file.ts';

/** Where documents are transformed; the variants differ in what a failing document takes with it. */
export interface Runner {
  /** Batches that it works on at once. */
  readonly workers: number;
  /**
   * Works on documents in their order and hands each record over as soon as it is made. Rejects
   * with `WorkerLost` where the worker ended before the last one.
   */
  run(documents: readonly DocumentTask[], options: RunOptions): Promise<void>;
  close(): Promise<void>;
  /** How many documents each worker made, by its name; only where workers have names. */
  documentsByWorker?(): Record<string, number>;
}

export interface RunOptions {
  /** Called when a worker takes the documents up. */
  onStart: () => void;
  onRecord: (record: DocumentRecord) => void;
  /** Called when the worker begins or ends to do nothing but wait for the turns of others. */
  onIdle?: (isIdle: boolean) => void;
  /** A worker was lost on them before: they are not for a thread that must not be lost. */
  suspect?: boolean;
  /** Ends the work; the worker is given up where it does not listen. */
  signal: AbortSignal;
}

/**
 * Space for new objects in each worker, in MB, by parser. Measured on react.dev, two workers: with the
 * native parser CPU is the same at 16, 24, 48 and 64 MB, and the whole process takes 205 MB at 16 and
 * 280 MB at 64; remark leaves more behind and takes 15 % less CPU at 64 than at 16.
 */
export const youngGenerationMb = { auto: 16, native: 16, remark: 64 } as const;

export interface PoolOptions {
  workers: number;
  /** Heap of one worker, in MB. */
  heapMb: number;
  parser: keyof typeof youngGenerationMb;
  /** Gives turns to stages that declare `concurrency`. Default: over the workers of this pool. */
  turns?: Turns | undefined;
}

/** The worker is gone, and with it the document that it was working on. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost';
}

/** The document took longer than it may. */
export const tookLonger = (limitMs: number) => new WorkerLost(`it took longer than ${limitMs} ms`);

/** The record of a document that no worker could finish. */
export function lostRecord(path: string, lost: Error): DocumentFailed {
  const rule = lost.message.startsWith('it took') ? 'timeout' : 'transform-error';
  const reason = `The document was given up: ${lost.message}.`;
  return {
    status: 'failed',
    path,
    messages: [{ severity: 'error', rule, reason, path }],
    dependencies: { includes: [], site: [] },
    timing: { cpuMs: 0, stages: {}, merge: { joins: 0, fields: 0, conflicts: 0, durationMs: 0 } },
  };
}

const entries = { threads: 'thread.cjs', processes: 'process-entry.js' } as const;

/** The built file that a worker starts from. */
export const workerEntry = (kind: keyof typeof entries): string =>
  distFile('src', 'pool', 'worker', entries[kind]);
