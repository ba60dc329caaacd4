import type { Settings } from '../../config/settings.ts';
import type { BatchLimits } from '../../loader/batch.ts';

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
