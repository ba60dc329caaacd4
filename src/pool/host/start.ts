import { mergeModule } from '../../config/document-settings.ts';
import type { Settings } from '../../config/settings.ts';
import type { WorkerSetup } from '../protocol.ts';
import { inlineRunner } from './inline.ts';
import { workerHeapMb } from './memory.ts';
import type { PoolOptions, Runner } from './runner.ts';
import type { ThreadPool } from './threads.ts';

export interface Workload {
  documents: number;
  bytes: number;
  /** Size of the largest document. */
  largestBytes: number;
}

export type StartSettings = Pick<
  Settings,
  | 'parallel'
  | 'executor'
  | 'maxWorkers'
  | 'memoryLimitMb'
  | 'inlineThreshold'
  | 'cpuIntensiveThreshold'
  | 'parser'
  | 'transforms'
  | 'merge'
>;

export interface StartOptions {
  workload: Workload;
  /** Told why a pool could not start; the build goes on in this thread. */
  onFallback: (reason: string) => void;
}

/**
 * Starts as many workers as the work is worth; none where a pool would cost more than it gives.
 * Threads may be started before it is settled what they work on: their code loads while the host
 * looks at the site.
 */
export class WorkerStart {
  readonly #settings: StartSettings;
  #early: Promise<ThreadPool> | undefined;

  constructor(settings: StartSettings) {
    this.#settings = settings;
  }

  /** Starts threads at once, where such a workload will be given to them. */
  early(workload: Workload): void {
    if (this.#settings.executor !== 'threads' || !this.#isForPool(workload)) return;
    const options = this.#poolOptions(workload);
    this.#early = import('./threads.ts').then(({ startThreads }) => startThreads(options));
    // Reported by `runner`.
    this.#early.catch(() => {});
  }

  async runner(setup: WorkerSetup, { workload, onFallback }: StartOptions): Promise<Runner> {
    const early = this.#early;
    if (!this.#isForPool(workload)) return inlineRunner(setup);
    this.#early = undefined;
    try {
      if (early !== undefined) return await (await early).runner(setup);
      const pool = pools[this.#settings.executor]!;
      return await pool(setup, this.#poolOptions(workload));
    } catch (error) {
      onFallback(error instanceof Error ? error.message : String(error));
      return inlineRunner(setup);
    }
  }

  /** Ends threads that were started and not taken. */
  async close(): Promise<void> {
    const early = await this.#early?.catch(() => undefined);
    await early?.close();
  }

  #isForPool({ documents, bytes, largestBytes }: Workload): boolean {
    const { parallel, executor, inlineThreshold, cpuIntensiveThreshold } = this.#settings;
    if (documents === 0 || pools[executor] === undefined) return false;
    // How long a small document takes is known; a large one may have to be given up.
    const large = parallel ? bytes >= inlineThreshold : largestBytes >= cpuIntensiveThreshold;
    return large || this.#hasOwnCode();
  }

  /** What a user's own code does to the thread that it runs in is not known; only a worker can be given up. */
  #hasOwnCode(): boolean {
    const { transforms, merge } = this.#settings;
    return transforms.length > 0 || mergeModule(merge) !== undefined;
  }

  #poolOptions({ documents, largestBytes }: Workload): PoolOptions {
    const { parallel, maxWorkers, parser } = this.#settings;
    return {
      workers: parallel ? Math.min(maxWorkers, documents) : 1,
      heapMb: workerHeapMb(this.#settings, largestBytes),
      parser,
    };
  }
}

/** Sums up what is to be worked on. */
export function workloadOf(files: readonly { bytes: number }[]): Workload {
  return {
    documents: files.length,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    largestBytes: files.reduce((most, file) => Math.max(most, file.bytes), 0),
  };
}

type PoolStart = (setup: WorkerSetup, options: PoolOptions) => Promise<Runner>;

/** Each loads its library only when it is used. */
const pools: Readonly<Record<string, PoolStart>> = {
  threads: async (...start) => (await import('./threads.ts')).threadRunner(...start),
  processes: async (...start) => (await import('./processes.ts')).processRunner(...start),
};
