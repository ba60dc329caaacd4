import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { PageTable } from '../../site/page-table.ts';
import type { FileScan } from '../../site/scan-file.ts';
import { type ScannedChunk, type SharedScan, scanRest } from '../../site/scan-together.ts';
import type { BatchTask, ThreadTask, WorkerMessage, WorkerSetup } from '../protocol.ts';
import {
  type PoolOptions,
  type Runner,
  type RunOptions,
  WorkerLost,
  youngGenerationMb,
} from './runner.ts';
import { workerEntry } from './worker-entry.ts';

/** Threads that load their code and wait for what they are to work on. */
export interface ThreadPool {
  /** @throws where the first worker does not start; the pool is closed then */
  runner(setup: WorkerSetup): Promise<Runner>;
  /** Scans documents together with the host; those that a lost worker had taken are missing. */
  scan(task: SharedScan): Promise<ReadonlyMap<string, FileScan>>;
  close(): Promise<void>;
}

export function startThreads(options: PoolOptions): ThreadPool {
  const pool = new Piscina({
    filename: workerEntry('threads'),
    minThreads: options.workers,
    maxThreads: options.workers,
    concurrentTasksPerWorker: 1,
    // Timers and ports of a stage go on between two batches.
    atomics: 'disabled',
    resourceLimits: {
      maxYoungGenerationSizeMb: youngGenerationMb[options.parser],
      maxOldGenerationSizeMb: options.heapMb,
    },
  });
  // A worker that dies between two batches is replaced; there is no document to blame.
  pool.on('error', () => {});
  const close = () => pool.destroy();
  return {
    scan: (task) => scanWith(pool, task, options.workers),
    async runner(given) {
      const setup = shared(given);
      try {
        await pool.run(setup, { name: 'ready' });
      } catch (error) {
        await close();
        throw error;
      }
      return {
        workers: options.workers,
        run: (documents, run) => work(pool, { ...setup, documents }, run),
        close,
      };
    },
    close,
  };
}

/**
 * Works in a pool of threads.
 *
 * @throws where the first worker does not start
 */
export function threadRunner(setup: WorkerSetup, options: PoolOptions): Promise<Runner> {
  return startThreads(options).runner(setup);
}

async function scanWith(
  pool: Piscina,
  task: SharedScan,
  workers: number,
): Promise<ReadonlyMap<string, FileScan>> {
  const found = new Map<string, FileScan>();
  const keep = ({ first, scans }: ScannedChunk) => {
    for (const [at, scan] of scans.entries()) found.set(task.paths[first + at]!, scan);
  };
  const others = Array.from({ length: workers }, () =>
    pool.run(task, { name: 'scan' }).then(
      (chunks: ScannedChunk[]) => chunks.forEach(keep),
      // The host scans what is missing.
      () => {},
    ),
  );
  for (const chunk of scanRest(task)) {
    keep(chunk);
    // A worker that has just started is given its task in a turn of the host.
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (found.size < task.paths.length) await Promise.all(others);
  return found;
}

/** The setup as memory that all threads see: a large site is there once, not once a thread. */
function shared(setup: WorkerSetup): ThreadTask {
  const { memory: pages } = PageTable.of(setup.site.pages);
  const json = Buffer.from(JSON.stringify({ ...setup, site: { ...setup.site, pages: [] } }));
  const copy = new SharedArrayBuffer(json.length);
  json.copy(new Uint8Array(copy));
  return { setup: copy, pages };
}

async function work(
  pool: Piscina,
  task: ThreadTask & BatchTask,
  { onStart, onRecord, signal }: RunOptions,
): Promise<void> {
  const onMessage = (message: WorkerMessage) =>
    message === 'started' ? onStart() : onRecord(message);
  const { port1, port2: port } = new MessageChannel();
  port1.on('message', onMessage);
  try {
    await pool.run({ ...task, port }, { name: 'work', transferList: [port], signal });
  } catch (error) {
    throw new WorkerLost(reason(error), { cause: error });
  } finally {
    for (let last = receiveMessageOnPort(port1); last; last = receiveMessageOnPort(port1)) {
      onMessage(last.message as WorkerMessage);
    }
    port1.close();
  }
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'its worker ran out of memory';
  return `its worker ended: ${message}`;
}
