import type { Redis } from 'ioredis';
import type { DocumentRecord } from '../contract/record.ts';
import type { WorkerSetup } from '../job/setup.ts';
import { dispatch } from '../pool/host/dispatch.ts';
import type { Runner } from '../pool/host/runner.ts';
import { threadRunner } from '../pool/host/threads.ts';
import { answered } from './answered.ts';
import { LastingWorker } from './lasting-worker.ts';
import { type BuildSetup, buildKeys, type QueueResult, type QueueTask } from './protocol.ts';
import { Workspace } from './workspace.ts';

export interface BuildWorkerOptions {
  redis: Redis;
  bullmq: typeof import('bullmq');
  build: string;
  setup: BuildSetup;
  /** The user's modules, as this machine has them. */
  own: Pick<WorkerSetup, 'transforms' | 'mergeModule'>;
  name: string;
  concurrency: number;
  heapMb: number;
  say: (text: string) => void;
}

/**
 * Milliseconds for which a job belongs to a worker that gives no sign. The work is done in threads,
 * so a busy worker gives signs as an idle one does.
 */
const lockMs = 5_000;

/** Takes part in one build, until it is closed. */
export async function startBuildWorker(
  part: BuildWorkerOptions,
): Promise<{ close(): Promise<void> }> {
  const { redis, bullmq, build, setup, own, name, concurrency, heapMb, say } = part;
  const keys = buildKeys(build);
  const fetch = async (hash: string) =>
    (await answered(() => redis.getBuffer(keys.content(hash)))) ?? undefined;
  const workspace = new Workspace(setup.sourceName);
  await workspace.lay(setup.files, fetch);
  const { sourceRoot, projectRoot } = workspace;
  const whole: WorkerSetup = { ...setup.setup, ...own, sourceRoot, projectRoot };
  const runner = await threadRunner(whole, {
    workers: concurrency,
    heapMb,
    parser: whole.settings.parser,
  });
  const make = async ({ data }: { data: QueueTask }): Promise<QueueResult> => {
    const { path, bytes, content, files } = data;
    await workspace.lay(files, fetch);
    // What the producer could not read is not there; a path that leads out is refused.
    if (content === undefined) workspace.dropDocument(path);
    else await workspace.layDocument({ path, content }, fetch);
    try {
      const record = await makeRecord(runner, { path, bytes, timeoutMs: whole.documentTimeoutMs });
      return { worker: name, record };
    } finally {
      workspace.dropDocument(path);
    }
  };
  const place = { connection: redis, prefix: keys.prefix };
  const options = { ...place, name, concurrency, lockDuration: lockMs, skipStalledCheck: true };
  // It only looks: a key that it wrote as the build ends would stay for ever.
  const queue = new bullmq.Queue<QueueTask, QueueResult>(keys.queue, {
    ...place,
    skipMetasUpdate: true,
  });
  queue.on('error', () => {});
  const worker = new LastingWorker<QueueTask, QueueResult>({
    queue,
    open: (work) => new bullmq.Worker(keys.queue, work, options),
    make,
    onReplace: () => say(`Worker ${name} took no more jobs, and connects anew.`),
  });
  return {
    async close() {
      await worker.close();
      await queue.close();
      await runner.close();
      workspace.close();
    },
  };
}

async function makeRecord(
  runner: Runner,
  { path, bytes, timeoutMs }: { path: string; bytes: number; timeoutMs: number },
): Promise<DocumentRecord> {
  const records = dispatch([{ documents: [{ path, bytes }], bytes }], {
    runner,
    window: 1,
    documentTimeoutMs: timeoutMs,
    signal: new AbortController().signal,
  });
  let made: DocumentRecord | undefined;
  // To the end: who stops taking records gives the thread up that is still at work.
  for await (const record of records) made = record;
  if (made === undefined) throw new Error('the worker ended without a record');
  return made;
}
