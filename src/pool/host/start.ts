import type { Settings } from '../../config/settings.ts';
import type { WorkerSetup } from '../protocol.ts';
import { inlineRunner } from './inline.ts';
import { workerHeapMb } from './memory.ts';
import type { PoolOptions, Runner } from './runner.ts';

export interface Workload {
  documents: number;
  bytes: number;
  /** Size of the largest document. */
  largestBytes: number;
}

export interface StartOptions {
  settings: Pick<
    Settings,
    'parallel' | 'executor' | 'maxWorkers' | 'memoryLimitMb' | 'inlineThreshold'
  >;
  workload: Workload;
  /** Told why a pool could not start; the build goes on in this thread. */
  onFallback: (reason: string) => void;
}

type PoolStart = (setup: WorkerSetup, options: PoolOptions) => Promise<Runner>;

/** Each loads its library only when it is used. */
const pools: Readonly<Record<string, PoolStart>> = {
  threads: async (...start) => (await import('./threads.ts')).threadRunner(...start),
  processes: async (...start) => (await import('./processes.ts')).processRunner(...start),
};

/** Starts as many workers as the work is worth; none where a pool would cost more than it gives. */
export async function startRunner(setup: WorkerSetup, options: StartOptions): Promise<Runner> {
  const { settings, workload, onFallback } = options;
  const workers = Math.min(settings.maxWorkers, workload.documents);
  const pool = pools[settings.executor];
  if (!settings.parallel || pool === undefined) return inlineRunner(setup);
  if (workload.bytes < settings.inlineThreshold && !hasOwnCode(setup)) return inlineRunner(setup);
  try {
    return await pool(setup, { workers, heapMb: workerHeapMb(settings, workload.largestBytes) });
  } catch (error) {
    onFallback(error instanceof Error ? error.message : String(error));
    return inlineRunner(setup);
  }
}

/** What a user's own code does to the thread that it runs in is not known; only a worker can be given up. */
function hasOwnCode({ transforms, mergeModule }: WorkerSetup): boolean {
  return transforms.length > 0 || mergeModule !== undefined;
}
