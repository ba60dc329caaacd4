import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import type { WorkerSetup } from '../../job/setup.ts';
import { type BatchTask, isTurn, type ThreadTask, type WorkerMessage } from '../protocol.ts';
import {
  type PoolOptions,
  type Runner,
  type RunOptions,
  WorkerLost,
  workerEntry,
  youngGenerationMb,
} from './runner.ts';
import { TurnDesk } from './turn-desk.ts';

/** Threads that load their code and wait for what they are to work on. */
export interface ThreadPool {
  /** @throws where the first worker does not start; the pool is closed then */
  runner(setup: WorkerSetup): Promise<Runner>;
  close(): Promise<void>;
}

export async function startThreads(options: PoolOptions): Promise<ThreadPool> {
  // Loaded only where there are threads: the bundle has this file and the host's own thread in one.
  const { Piscina } = await import('piscina');
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
      // As much as the first thread has; the guard of the native parser goes by it.
      stackSizeMb: 8,
    },
  });
  // A worker that dies between two batches is replaced; there is no document to blame.
  pool.on('error', () => {});
  const close = () => pool.destroy();
  const desk = new TurnDesk(options.turns);
  return {
    async runner(setup) {
      const task = shared(setup);
      try {
        await pool.run(task, { name: 'ready' });
      } catch (error) {
        await close();
        throw error;
      }
      return {
        workers: options.workers,
        run: (documents, run) => work(pool, { ...task, documents }, { ...run, desk }),
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
export const threadRunner = async (setup: WorkerSetup, options: PoolOptions): Promise<Runner> =>
  (await startThreads(options)).runner(setup);

function shared(setup: WorkerSetup): ThreadTask {
  const json = Buffer.from(JSON.stringify(setup));
  const copy = new SharedArrayBuffer(json.length);
  json.copy(new Uint8Array(copy));
  return { setup: copy };
}

async function work(
  pool: Piscina,
  task: ThreadTask & BatchTask,
  { onStart, onRecord, onIdle = () => {}, signal, desk }: RunOptions & { desk: TurnDesk },
): Promise<void> {
  const { port1, port2: port } = new MessageChannel();
  const counter = desk.open((message) => port1.postMessage(message), onIdle);
  const onMessage = (message: WorkerMessage) => {
    if (message === 'started') onStart();
    else if (isTurn(message)) counter.hear(message);
    else onRecord(message);
  };
  port1.on('message', onMessage);
  try {
    await pool.run({ ...task, port }, { name: 'work', transferList: [port], signal });
  } catch (error) {
    throw new WorkerLost(reason(error), { cause: error });
  } finally {
    for (let last = receiveMessageOnPort(port1); last; last = receiveMessageOnPort(port1)) {
      onMessage(last.message as WorkerMessage);
    }
    counter.close();
    port1.close();
  }
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'its worker ran out of memory';
  return `its worker ended: ${message}`;
}
