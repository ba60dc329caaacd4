import type { Settings } from '../../config/settings.ts';
import type { BatchLimits } from '../../loader/batch.ts';
import type { Runner } from './runner.ts';
import { Slots } from './slots.ts';

/**
 * A pool, and the host's own thread. With two cores a thread for the few things that the host has to
 * do costs more than it gives: each thread loads and compiles the same code.
 *
 * The host's thread leaves with the first document that it is ended on: what it was loading then, such
 * as a parser, stays half loaded, and the next document would be read without it.
 *
 * @param startHost called when the pool has its first batches, since loading blocks the main thread
 */
export function besideHost(pool: Runner, startHost: () => Promise<Runner>): Runner {
  const slots = new Slots<Runner>(Array<Runner>(pool.workers).fill(pool));
  const joined = new Promise<void>((resolve) => setImmediate(resolve)).then(startHost);
  // Where the host cannot take part, the pool does all of it.
  joined.then((host) => slots.give(host)).catch(() => {});
  return {
    workers: pool.workers + 1,
    async run(documents, options) {
      const slot = await slots.take((runner) => runner === pool || !options.suspect);
      try {
        await slot.run(documents, options);
        slots.give(slot);
      } catch (error) {
        if (slot === pool) slots.give(slot);
        throw error;
      }
    },
    async close() {
      await Promise.all([pool.close(), joined.then((host) => host.close()).catch(() => {})]);
    },
  };
}

/**
 * Memory that one byte of source takes while it is worked on: text, tree, contributions and output.
 * Measured with the 3.9 MB of react.dev as one document and twice that: the process grew by 38 bytes
 * for each byte more.
 */
const treeToText = 40;

const megabyte = 1024 * 1024;

/** Batches in flight for each worker: one at work, one whose documents are being written. */
const batchesPerWorker = 2;

/** Divides the memory limit among the batches that may be in flight. */
export function memoryShares(
  settings: Pick<Settings, 'batchSize' | 'memoryLimitMb' | 'cpuIntensiveThreshold'>,
  { workers, atOnce }: Pick<BatchLimits, 'workers' | 'atOnce'>,
): { window: number; limits: BatchLimits } {
  const { batchSize, memoryLimitMb, cpuIntensiveThreshold } = settings;
  const window = workers * batchesPerWorker;
  const byteBudget = Math.floor((memoryLimitMb * megabyte) / treeToText / window);
  return { window, limits: { batchSize, byteBudget, cpuIntensiveThreshold, workers, atOnce } };
}

/**
 * Over `treeToText`, as a factor: dense markup (a node for each ten characters) dies below 57 bytes
 * of heap for each byte of source, and the collector needs free space to be of use.
 */
const headroom = 2;

/**
 * Heap of one worker, in MB: the limit, or what the largest document takes. A document that alone
 * is over the limit is built all the same; no other is in flight in its worker.
 */
export function workerHeapMb(
  { memoryLimitMb }: Pick<Settings, 'memoryLimitMb'>,
  largestBytes: number,
): number {
  const largestMb = (largestBytes * treeToText * headroom) / megabyte;
  return Math.max(memoryLimitMb, Math.ceil(largestMb));
}
