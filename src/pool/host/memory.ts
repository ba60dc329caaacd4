import type { Settings } from '../../config/settings.ts';
import type { BatchLimits } from '../../loader/batch.ts';

/**
 * Memory that one byte of source takes while it is worked on: text, tree, contributions and output.
 * Measured as growth of the heap over source size; see BENCHMARKS.md.
 */
const treeToText = 40;

const megabyte = 1024 * 1024;

/** Batches in flight for each worker: one at work, one whose documents are being written. */
const batchesPerWorker = 2;

/** Divides the memory limit among the batches that may be in flight. */
export function memoryShares(
  settings: Pick<Settings, 'batchSize' | 'memoryLimitMb' | 'cpuIntensiveThreshold'>,
  workers: number,
): { window: number; limits: BatchLimits } {
  const { batchSize, memoryLimitMb, cpuIntensiveThreshold } = settings;
  const window = workers * batchesPerWorker;
  const byteBudget = Math.floor((memoryLimitMb * megabyte) / treeToText / window);
  return { window, limits: { batchSize, byteBudget, cpuIntensiveThreshold } };
}
