import type { DocumentRecord, DocumentTask } from '../contract/record.ts';
import type { Turns } from '../engine/index.ts';
import { ownStages } from '../job/graph.ts';
import { mostWaiting } from '../job/own-stage.ts';
import type { WorkerSetup } from '../job/setup.ts';
import { dispatch } from '../pool/host/dispatch.ts';
import { processRunner } from '../pool/host/processes.ts';
import type { PoolOptions, Runner } from '../pool/host/runner.ts';
import { threadRunner } from '../pool/host/threads.ts';
import { LastingWorker, type TakenJob } from './lasting-worker.ts';
import type { Lifeline } from './lifeline.ts';
import {
  type BuildKeys,
  type BuildSetup,
  blockMs,
  buildKeys,
  type QueueResult,
  type QueueTask,
} from './protocol.ts';
import { SharedTurns } from './shared-turns.ts';
import { Workspace } from './workspace.ts';

export interface BuildWorkerOptions {
  lifeline: Lifeline;
  bullmq: typeof import('bullmq');
  build: string;
  setup: BuildSetup;
  /** The user's modules, as this machine has them. */
  own: Pick<WorkerSetup, 'transforms' | 'mergeModule'>;
  name: string;
  /** Documents at once; more where a stage lets more of them wait. */
  concurrency: number;
  heapMb: number;
  say: (text: string) => void;
}

/**
 * Milliseconds for which a job belongs to a worker that gives no sign. The work is done in threads,
 * so a busy worker gives signs as an idle one does.
 */
const lockMs = 5_000;
/** Each takes the memory of a thread: so many documents may wait at once in a worker, or `concurrency`. */
const mostThreads = 8;

export interface BuildWorker {
  /** Ends after the documents in hand, where Redis answers and the build is not over. */
  close(isOver?: boolean): Promise<void>;
}

/** Takes part in one build, until it is closed. Rejects if the setup is not valid. */
export async function startBuildWorker(part: BuildWorkerOptions): Promise<BuildWorker> {
  const { lifeline, build, own } = part;
  const keys = buildKeys(build);
  const stages = (await ownStages(own)).map(({ transform }) => transform);
  // A thread whose document waits does nothing else.
  const concurrency = Math.max(part.concurrency, Math.min(mostThreads, mostWaiting(stages)));
  const desk = await openDesk(part, { keys, concurrency });
  const { queue, worker } = openQueue(part, { keys, concurrency, make: desk.make });
  return {
    async close(isOver = false) {
      if (!isOver) await lifeline.whileAnswering(() => worker.drain());
      const closed = Promise.all([worker.close(), queue.close()]).catch(() => {});
      await lifeline.whileAnswering(() => closed, blockMs);
      await desk.close();
    },
  };
}

interface Share {
  keys: BuildKeys;
  /** Documents at once. */
  concurrency: number;
}

/** Where the jobs of a build are done: its files on this machine, and threads. */
async function openDesk(
  { lifeline, setup, own, name, heapMb }: BuildWorkerOptions,
  { keys, concurrency }: Share,
) {
  const fetch = async (hash: string) =>
    (await lifeline.ask(() => lifeline.redis.getBuffer(keys.content(hash)))) ?? undefined;
  const workspace = new Workspace(setup.sourceName);
  const { sourceRoot, projectRoot } = workspace;
  const whole: WorkerSetup = { ...setup.setup, ...own, sourceRoot, projectRoot };
  const turns = new SharedTurns(lifeline, keys);
  const over = new AbortController();
  let runners: Awaited<ReturnType<typeof startRunners>>;
  try {
    await workspace.lay(setup.files, fetch);
    runners = await startRunners(whole, { concurrency, heapMb, turns });
  } catch (error) {
    workspace.close();
    throw error;
  }
  return {
    async make({ data, stalledCounter }: TakenJob<QueueTask>): Promise<QueueResult> {
      const { path, bytes, content, files } = data;
      await workspace.lay(files, fetch);
      await workspace.layDocument({ path, content }, fetch);
      try {
        const runner = await runners.runnerFor(stalledCounter);
        const record = await makeRecord(runner, {
          path,
          bytes,
          timeoutMs: whole.documentTimeoutMs,
          signal: over.signal,
        });
        return { worker: name, record };
      } finally {
        workspace.dropDocument(path);
      }
    },
    async close() {
      over.abort();
      await runners.close();
      workspace.close();
    },
  };
}

/** The queue of a build, and who takes jobs from it. */
function openQueue(
  { lifeline, bullmq, name, say }: BuildWorkerOptions,
  { keys, concurrency, make }: Share & Pick<Awaited<ReturnType<typeof openDesk>>, 'make'>,
) {
  const place = { connection: lifeline.redis, prefix: keys.prefix };
  const options = {
    ...place,
    name,
    concurrency,
    lockDuration: lockMs,
    skipStalledCheck: true,
    drainDelay: blockMs / 1_000,
  };
  // It only looks: a key that it wrote as the build ends would stay for ever.
  const queue = new bullmq.Queue<QueueTask, QueueResult>(keys.queue, {
    ...place,
    skipMetasUpdate: true,
  });
  queue.on('error', lifeline.hear);
  const worker = new LastingWorker<QueueTask, QueueResult>({
    queue,
    open: (work) => new bullmq.Worker(keys.queue, work, options),
    make,
    ask: (question) => lifeline.ask(question),
    onReplace: () => say(`Worker ${name} took no more jobs; it is reconnecting.`),
    onError: lifeline.hear,
  });
  return { queue, worker };
}

/** Threads; and for documents with which a worker was lost before, a process that they cannot leave. */
async function startRunners(
  setup: WorkerSetup,
  {
    concurrency,
    heapMb,
    turns,
  }: Pick<BuildWorkerOptions, 'concurrency' | 'heapMb'> & { turns: Turns },
) {
  const options: PoolOptions = {
    workers: concurrency,
    heapMb,
    turns,
    parser: setup.settings.parser,
  };
  const threads = await threadRunner(setup, options);
  let isolated: Promise<Runner> | undefined;
  return {
    runnerFor(lostWorkers: number): Runner | Promise<Runner> {
      if (lostWorkers === 0) return threads;
      isolated ??= processRunner(setup, { ...options, workers: 1 });
      return isolated;
    },
    async close() {
      await threads.close();
      await (await isolated?.catch(() => undefined))?.close();
    },
  };
}

async function makeRecord(
  runner: Runner,
  { path, bytes, timeoutMs, signal }: DocumentTask & { timeoutMs: number; signal: AbortSignal },
): Promise<DocumentRecord> {
  const records = dispatch([{ documents: [{ path, bytes }], bytes }], {
    runner,
    window: 1,
    documentTimeoutMs: timeoutMs,
    signal,
  });
  let made: DocumentRecord | undefined;
  // To the end: who stops taking records gives the thread up that is still at work.
  for await (const record of records) made = record;
  if (made === undefined) throw new Error('the worker ended without a record');
  return made;
}
