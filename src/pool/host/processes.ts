import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeScratchFolder } from '../../files/scratch-folder.ts';
import type { WorkerSetup } from '../../job/setup.ts';
import { type HostMessage, isTurn, type WorkerMessage } from '../protocol.ts';
import {
  type PoolOptions,
  type Runner,
  type RunOptions,
  WorkerLost,
  workerEntry,
  youngGenerationMb,
} from './runner.ts';
import { TurnDesk } from './turn-desk.ts';

/**
 * Works in a pool of processes: slower to start than threads, and nothing that native code does can
 * take the build with it.
 *
 * @throws where the first process does not start
 */
export async function processRunner(setup: WorkerSetup, options: PoolOptions): Promise<Runner> {
  const { Tinypool } = await import('tinypool');
  const { workers, heapMb, parser } = options;
  const folder = makeScratchFolder();
  const file = join(folder, 'setup.json');
  writeFileSync(file, JSON.stringify(setup));
  const pool = new Tinypool({
    runtime: 'child_process',
    filename: workerEntry('processes'),
    minThreads: workers,
    maxThreads: workers,
    env: { ...process.env, CONTEXTOR_WORKER_SETUP: file } as Record<string, string>,
    execArgv: [
      ...process.execArgv,
      `--max-old-space-size=${heapMb}`,
      `--max-semi-space-size=${Math.floor(youngGenerationMb[parser] / 3)}`,
    ],
  });
  const desk = new TurnDesk(options.turns);
  // A worker that dies between two batches is replaced; one that cannot start ends the pool.
  const broken = new Promise<never>((_, reject) => void pool.on('error', reject));
  broken.catch(() => {});
  const close = async () => {
    await pool.destroy();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.race([pool.run(undefined, { name: 'ready' }), broken]);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    workers,
    async run(documents, { onStart, onRecord, onIdle = () => {}, signal }) {
      const { channel, counter } = channelTo(desk, { onStart, onRecord, onIdle });
      try {
        await pool.run({ documents }, { name: 'work', signal, channel });
      } catch (error) {
        throw new WorkerLost(`its worker ended: ${(error as Error).message}`, { cause: error });
      } finally {
        counter.close();
      }
    },
    close,
  };
}

/** What the host and one batch in a process say to each other. */
function channelTo(
  desk: TurnDesk,
  { onStart, onRecord, onIdle }: Required<Pick<RunOptions, 'onStart' | 'onRecord' | 'onIdle'>>,
) {
  let send = (_message: HostMessage) => {};
  const counter = desk.open((message) => send(message), onIdle);
  const channel = {
    onMessage(listener: (message: HostMessage) => void) {
      send = listener;
    },
    postMessage(message: WorkerMessage) {
      if (message === 'started') onStart();
      else if (isTurn(message)) counter.hear(message);
      else onRecord(message);
    },
  };
  return { channel, counter };
}
