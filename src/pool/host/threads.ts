import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { WorkerMessage, WorkerSetup } from '../protocol.ts';
import { type PoolOptions, type Runner, WorkerLost, youngGenerationMb } from './runner.ts';
import { workerEntry } from './worker-entry.ts';

/**
 * Works in a pool of threads.
 *
 * @throws where the first worker does not start
 */
export async function threadRunner(setup: WorkerSetup, options: PoolOptions): Promise<Runner> {
  const pool = new Piscina({
    filename: workerEntry('threads'),
    workerData: setup,
    minThreads: options.workers,
    maxThreads: options.workers,
    concurrentTasksPerWorker: 1,
    // Timers and ports of a stage go on between two batches.
    atomics: 'disabled',
    resourceLimits: {
      maxYoungGenerationSizeMb: youngGenerationMb,
      maxOldGenerationSizeMb: options.heapMb,
    },
  });
  // A worker that dies between two batches is replaced; there is no document to blame.
  pool.on('error', () => {});
  try {
    await pool.run(undefined, { name: 'ready' });
  } catch (error) {
    await pool.destroy();
    throw error;
  }
  return {
    workers: options.workers,
    async run(documents, { onStart, onRecord, signal }) {
      const onMessage = (message: WorkerMessage) =>
        message === 'started' ? onStart() : onRecord(message);
      const { port1, port2 } = new MessageChannel();
      port1.on('message', onMessage);
      try {
        const task = { documents, port: port2 };
        await pool.run(task, { name: 'work', transferList: [port2], signal });
      } catch (error) {
        throw new WorkerLost(reason(error), { cause: error });
      } finally {
        for (let last = receiveMessageOnPort(port1); last; last = receiveMessageOnPort(port1)) {
          onMessage(last.message as WorkerMessage);
        }
        port1.close();
      }
    },
    close: () => pool.destroy(),
  };
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'its worker ran out of memory';
  return `its worker ended: ${message}`;
}
