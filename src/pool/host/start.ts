import { mergeModule } from '../../config/document-settings.ts';
import type { Settings } from '../../config/settings.ts';
import type { FileScan } from '../../site/scan-file.ts';
import { type ScanTask, sharedScan } from '../../site/scan-together.ts';
import type { WorkerSetup } from '../protocol.ts';
import { besideHost } from './beside-host.ts';
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

  /**
   * Starts threads at once, where such a workload will be given to them. Resolves when they have
   * started: what the host does next leaves nothing else a turn.
   */
  async early(workload: Workload): Promise<void> {
    if (this.#settings.executor !== 'threads' || !this.#isForPool(workload)) return;
    const options = this.#poolOptions(workload);
    this.#early = import('./threads.ts').then(({ startThreads }) => startThreads(options));
    // Reported by `runner`.
    await this.#early.catch(() => {});
  }

  /** Scans documents with the threads that were started early, where there are some and it pays. */
  async scan(task: ScanTask): Promise<ReadonlyMap<string, FileScan> | undefined> {
    if (task.paths.length < scannedTogether) return undefined;
    const pool = await this.#early?.catch(() => undefined);
    return pool?.scan(sharedScan(task));
  }

  async runner(setup: WorkerSetup, { workload, onFallback }: StartOptions): Promise<Runner> {
    if (!this.#isForPool(workload)) return hostRunner(setup);
    try {
      const pool = await this.#pool(setup, workload);
      if (!this.#hostWorks(workload)) return pool;
      return besideHost(pool, () => hostRunner(setup, giveWay));
    } catch (error) {
      onFallback(error instanceof Error ? error.message : String(error));
      return hostRunner(setup);
    }
  }

  async #pool(setup: WorkerSetup, workload: Workload): Promise<Runner> {
    const early = this.#early;
    this.#early = undefined;
    if (early !== undefined) return (await early).runner(setup);
    return pools[this.#settings.executor]!(setup, this.#poolOptions(workload));
  }

  /** Ends threads that were started and not taken. */
  async close(): Promise<void> {
    const early = await this.#early?.catch(() => undefined);
    await early?.close();
  }

  #isForPool(workload: Workload): boolean {
    const { parallel, executor, inlineThreshold } = this.#settings;
    if (workload.documents === 0 || pools[executor] === undefined) return false;
    return this.#mayHang(workload) || (parallel && workload.bytes >= inlineThreshold);
  }

  /**
   * Whether a worker may have to be given up: how long a large document takes, or what a user's own
   * code does, is not known.
   */
  #mayHang({ largestBytes }: Workload): boolean {
    const { transforms, merge, cpuIntensiveThreshold } = this.#settings;
    const ownCode = transforms.length > 0 || mergeModule(merge) !== undefined;
    return ownCode || largestBytes >= cpuIntensiveThreshold;
  }

  /**
   * With more workers than two, what they hand in is enough for the host to do. The reference parser
   * needs a larger young generation than the host has: two workers of its size take 13 % less time.
   */
  #hostWorks(workload: Workload): boolean {
    const { parallel, executor, maxWorkers, parser } = this.#settings;
    const wanted = parallel && executor === 'threads' && parser !== 'remark';
    return wanted && maxWorkers === 2 && !this.#mayHang(workload);
  }

  #poolOptions(workload: Workload): PoolOptions {
    const { parallel, maxWorkers, parser } = this.#settings;
    const { documents, largestBytes } = workload;
    const workers = this.#hostWorks(workload) ? maxWorkers - 1 : maxWorkers;
    return {
      workers: parallel ? Math.min(workers, documents) : 1,
      heapMb: workerHeapMb(this.#settings, largestBytes),
      parser,
    };
  }
}

/**
 * So many documents are worth a scan by all threads, each of which has to load and warm up more code
 * for it. Measured with a thread beside the host, time of a build: of 223 documents 1.05 (react.dev),
 * of 420 1.03 (starlight), of 840 1.00, of 2,100 0.93.
 */
const scannedTogether = 1_500;

/** Milliseconds: what workers hand in is taken after each document. */
const giveWay = 0;

async function hostRunner(setup: WorkerSetup, turnMs?: number): Promise<Runner> {
  const { inlineRunner } = await import('./inline.ts');
  return inlineRunner(setup, turnMs);
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
