import { mergeModule } from '../config/document-settings.ts';
import type { Settings } from '../config/settings.ts';
import { workerHeapMb } from '../pool/host/beside-host.ts';
import type { PoolOptions } from '../pool/host/runner.ts';

/** What there is to do. */
export interface Workload {
  documents: number;
  bytes: number;
  /** Size of the largest document. */
  largestBytes: number;
}

export function workloadOf(files: readonly { bytes: number }[]): Workload {
  return {
    documents: files.length,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    largestBytes: files.reduce((most, file) => Math.max(most, file.bytes), 0),
  };
}

/** Whether threads or processes pay off, or are needed. */
export function isForPool(workload: Workload, settings: Settings): boolean {
  const { parallel, executor, inlineThreshold } = settings;
  if (workload.documents === 0 || (executor !== 'threads' && executor !== 'processes'))
    return false;
  return mayHang(workload, settings) || (parallel && workload.bytes >= inlineThreshold);
}

/**
 * Whether a worker may have to be given up: nobody knows how long a large document takes, or what a
 * user's own code does.
 */
function mayHang({ largestBytes }: Workload, settings: Settings): boolean {
  const { transforms, merge, cpuIntensiveThreshold } = settings;
  const ownCode = transforms.length > 0 || mergeModule(merge) !== undefined;
  return ownCode || largestBytes >= cpuIntensiveThreshold;
}

/**
 * Whether the host works beside its threads. With more workers than two, taking what they hand in keeps
 * it busy. The reference parser needs a larger young generation than the host has: two workers of its
 * size take 13 % less time.
 */
export function hostWorks(workload: Workload, settings: Settings): boolean {
  const { parallel, executor, maxWorkers, parser } = settings;
  const wanted = parallel && executor === 'threads' && parser !== 'remark';
  return wanted && maxWorkers === 2 && !mayHang(workload, settings);
}

export function poolOptions(workload: Workload, settings: Settings): PoolOptions {
  const { parallel, maxWorkers, parser } = settings;
  const { documents, largestBytes } = workload;
  const workers = hostWorks(workload, settings) ? maxWorkers - 1 : maxWorkers;
  return {
    workers: parallel ? Math.min(workers, documents) : 1,
    heapMb: workerHeapMb(settings, largestBytes),
    parser,
  };
}
