import { mergeModule } from '../config/document-settings.ts';
import type { Settings } from '../config/settings.ts';
import type { Severity } from '../contract/message.ts';
import type { DocumentRecord } from '../contract/record.ts';
import type { WorkerSetup } from '../job/setup.ts';
import { batches } from '../loader/batch.ts';
import type { SourceFile } from '../loader/discover.ts';
import { besideHost, memoryShares, workerHeapMb } from '../pool/host/beside-host.ts';
import { type Dispatched, dispatch } from '../pool/host/dispatch.ts';
import type { InlineOptions } from '../pool/host/inline.ts';
import type { PoolOptions, Runner } from '../pool/host/runner.ts';
import type { ThreadPool } from '../pool/host/threads.ts';
import type { DispatchTotals } from './metrics.ts';

interface WorkersOptions {
  settings: Settings;
  signal: AbortSignal;
  /** URL of the queue's Redis, for `executor: 'bullmq'`. */
  redis?: string | undefined;
  /** Milliseconds that Redis may take to answer. */
  redisTimeoutMs?: number | undefined;
  /** Names of stages that are not modules: they run in this thread. */
  inline?: readonly string[];
  /** Documents that a worker may work on at once while a stage waits. */
  atOnce?: number;
  /** Called with messages about the workers. */
  say: (severity: Severity, reason: string) => void;
}

/**
 * Starts as many workers as pay off, or none. Threads may start before it is known what they will work
 * on: they load their code while the host looks at the site.
 */
export class Workers {
  readonly #options: WorkersOptions;
  readonly #settings: Settings;
  #early: Promise<ThreadPool> | undefined;
  #runner: Runner | undefined;
  #dispatched: Dispatched | undefined;

  constructor(options: WorkersOptions) {
    this.#options = options;
    const { settings, inline = [] } = options;
    this.#settings = inline.length > 0 ? { ...settings, executor: 'inline' } : settings;
  }

  /**
   * Starts threads at once, if these files are worth a pool. Resolves when they have started: what the
   * host does next blocks the event loop.
   */
  async startEarly(files: readonly SourceFile[]): Promise<void> {
    const workload = workloadOf(files);
    if (this.#settings.executor !== 'threads' || !isForPool(workload, this.#settings)) return;
    const options = poolOptions(workload, this.#settings);
    this.#early = import('../pool/host/threads.ts').then(({ startThreads }) =>
      startThreads(options),
    );
    // Reported by `start`.
    await this.#early.catch(() => {});
  }

  /** Starts the workers for these files; resolves to their number. */
  async start(setup: WorkerSetup, files: readonly SourceFile[]): Promise<number> {
    if (files.length === 0) return 0;
    await checkOwnStages(setup);
    const workload = workloadOf(files);
    this.#tellOfOneThread(workload);
    this.#runner = await this.#startRunner(setup, workload);
    return this.#runner.workers;
  }

  /** Says that a stage that is not a module keeps the build in one thread: a warning if threads would have paid off. */
  #tellOfOneThread({ bytes }: Workload): void {
    const { settings, inline = [], say } = this.#options;
    const { executor, parallel, inlineThreshold } = settings;
    if (inline.length === 0 || executor === 'inline') return;
    const severity = parallel && bytes >= inlineThreshold ? 'warning' : 'info';
    say(severity, `Building in one thread: ${inline.join(', ')} cannot leave it. A module can.`);
  }

  /** Transforms these files; yields the record of each as it is finished. */
  transform(files: readonly SourceFile[]): AsyncIterable<DocumentRecord> {
    const runner = this.#runner;
    if (runner === undefined) return nothing();
    const { documentTimeoutMs } = this.#settings;
    const { signal, atOnce } = this.#options;
    const { workers } = runner;
    const { window, limits } = memoryShares(this.#settings, { workers, atOnce });
    this.#dispatched = dispatch(batches(files, limits), {
      runner,
      window,
      documentTimeoutMs,
      atOnce,
      signal,
    });
    return this.#dispatched;
  }

  /** Stops the workers; resolves to what dispatching took. */
  async close(): Promise<DispatchTotals> {
    const early = await this.#early?.catch(() => undefined);
    await early?.close();
    const runner = this.#runner;
    this.#runner = undefined;
    await runner?.close();
    const documentsByWorker = runner?.documentsByWorker?.();
    return { batches: 0, milliseconds: 0, ...this.#dispatched?.totals, documentsByWorker };
  }

  /** Workers of a queue that others share, or of this machine. */
  async #startRunner(setup: WorkerSetup, workload: Workload): Promise<Runner> {
    if (this.#settings.executor === 'bullmq') {
      const { redis: url = '', redisTimeoutMs: timeoutMs, signal, say } = this.#options;
      const { queueRunner } = await import('../queue/producer.ts');
      return queueRunner(setup, { url, timeoutMs, signal, say });
    }
    if (pools[this.#settings.executor] === undefined) return hostRunner(setup);
    const host = (turnMs?: number) => this.#hostUntilHeld(setup, { workload, turnMs });
    if (!isForPool(workload, this.#settings)) return host();
    return this.#orHost(setup, async () => {
      const pool = await this.#pool(setup, workload);
      return hostWorks(workload, this.#settings) ? besideHost(pool, () => host(giveWay)) : pool;
    });
  }

  /** The host's own thread; what holds it for too long goes to a worker. */
  async #hostUntilHeld(
    setup: WorkerSetup,
    { workload, turnMs }: { workload: Workload; turnMs: number | undefined },
  ): Promise<Runner> {
    const { untilHeld } = await import('../pool/host/slots.ts');
    const options = { ...poolOptions(workload, this.#settings), workers: 1 };
    return untilHeld(await hostRunner(setup, { turnMs, holdMs }), () =>
      this.#orHost(setup, () => pools[this.#settings.executor]!(setup, options)),
    );
  }

  async #orHost(setup: WorkerSetup, start: () => Promise<Runner>): Promise<Runner> {
    try {
      return await start();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const said = `The workers could not start (${reason}); building in one thread.`;
      this.#options.say('warning', said);
      return hostRunner(setup);
    }
  }

  async #pool(setup: WorkerSetup, workload: Workload): Promise<Runner> {
    const early = this.#early;
    this.#early = undefined;
    if (early !== undefined) return (await early).runner(setup);
    return pools[this.#settings.executor]!(setup, poolOptions(workload, this.#settings));
  }
}

/** Milliseconds: what workers hand in is taken after each document. */
const giveWay = 0;

/** Milliseconds that a document may keep signals waiting; ordinary ones take some ten at most. */
const holdMs = 1_000;

async function hostRunner(setup: WorkerSetup, options?: InlineOptions): Promise<Runner> {
  const { inlineRunner } = await import('../pool/host/inline.ts');
  return inlineRunner(setup, options);
}

type PoolStart = (setup: WorkerSetup, options: PoolOptions) => Promise<Runner>;

/** Each loads its library only when it is used. */
const pools: Readonly<Record<string, PoolStart>> = {
  threads: async (...start) => (await import('../pool/host/threads.ts')).threadRunner(...start),
  processes: async (...start) =>
    (await import('../pool/host/processes.ts')).processRunner(...start),
};

/** A mistake in the user's stages ends the run here, once, and not in each worker. */
async function checkOwnStages(setup: WorkerSetup): Promise<void> {
  const { transforms, mergeModule: merge, settings } = setup;
  if (transforms.length === 0 && merge === undefined && settings.merge === undefined) return;
  const { graphOf } = await import('../job/graph.ts');
  await graphOf(setup);
}

async function* nothing(): AsyncGenerator<never, void> {}

/** What there is to do. */
interface Workload {
  documents: number;
  bytes: number;
  /** Size of the largest document. */
  largestBytes: number;
}

function workloadOf(files: readonly { bytes: number }[]): Workload {
  return {
    documents: files.length,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    largestBytes: files.reduce((most, file) => Math.max(most, file.bytes), 0),
  };
}

/** Whether threads or processes pay off, or are needed. */
function isForPool(workload: Workload, settings: Settings): boolean {
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
function hostWorks(workload: Workload, settings: Settings): boolean {
  const { parallel, executor, maxWorkers, parser } = settings;
  const wanted = parallel && executor === 'threads' && parser !== 'remark';
  return wanted && maxWorkers === 2 && !mayHang(workload, settings);
}

function poolOptions(workload: Workload, settings: Settings): PoolOptions {
  const { parallel, maxWorkers, parser } = settings;
  const { documents, largestBytes } = workload;
  const workers = hostWorks(workload, settings) ? maxWorkers - 1 : maxWorkers;
  return {
    workers: parallel ? Math.min(workers, documents) : 1,
    heapMb: workerHeapMb(settings, largestBytes),
    parser,
  };
}
