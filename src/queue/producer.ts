import { randomUUID } from 'node:crypto';
import { type EventEmitter, setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Message } from '../contract/message.ts';
import { rootsOf, type WorkerSetup } from '../job/setup.ts';
import type { Runner } from '../pool/host/runner.ts';
import { connectRedis, explainWrite, loadQueuePackages, redacted } from './connection.ts';
import { Contents, describeBuild } from './contents.ts';
import { Jobs } from './jobs.ts';
import { Lifeline } from './lifeline.ts';
import type { Place } from './needs.ts';
import { keepAlive, removeBuild, removeDeadBuilds } from './participation.ts';
import { documentProducer, maxStalled } from './produce.ts';
import {
  type BuildKeys,
  blockMs,
  buildKeys,
  buildsChannel,
  buildsKey,
  type QueueResult,
  type QueueTask,
} from './protocol.ts';

interface ProducerOptions {
  /** `redis://` or `rediss://`; never printed. */
  url: string;
  /** Milliseconds that Redis may stay without an answer; default 60,000. */
  timeoutMs?: number | undefined;
  /** Ends the build. */
  signal: AbortSignal;
  say: (severity: Message['severity'], reason: string) => void;
}

/** Batches that the producer keeps under way at once, as if it had this many workers. */
const assumedWorkers = 4;
/** How often lost workers are looked for, in milliseconds. */
const stalledIntervalMs = 2_000;

/** Milliseconds that the end of a build may take, and of these, that it waits for its workers. */
const endMs = 4_000;
const workersMs = 3_000;

/**
 * Works through a queue on Redis; any number of `contextor worker` processes take part.
 *
 * @throws ContextorError `QUEUE_NOT_INSTALLED`, `REDIS_...`
 */
export async function queueRunner(setup: WorkerSetup, options: ProducerOptions): Promise<Runner> {
  const { url, timeoutMs, signal, say } = options;
  const { bullmq, ioredis } = await loadQueuePackages();
  const redis = await connectRedis(url, ioredis);
  const lifeline = new Lifeline({
    redis,
    name: redacted(url),
    timeoutMs,
    signal,
    say: (text) => say('warning', text),
  });
  try {
    return await startProducer(setup, { lifeline, bullmq, say });
  } catch (error) {
    lifeline.close();
    throw explainWrite(error);
  }
}

interface Starting {
  lifeline: Lifeline;
  bullmq: typeof import('bullmq');
  say: ProducerOptions['say'];
}

async function startProducer(setup: WorkerSetup, starting: Starting): Promise<Runner> {
  const { lifeline, say } = starting;
  const { redis } = lifeline;
  const build = randomUUID();
  const keys = buildKeys(build);
  const { contents, stopSigns } = await announce(setup, { lifeline, build, say });
  const parts = openQueue(keys, starting);
  const { queue, events, watcher } = parts;
  const end = () => {
    stopSigns();
    return endBuild(build, lifeline, parts);
  };
  try {
    await lifeline.ask(() => events.waitUntilReady());
    watcher.startStalledCheckTimer().catch(lifeline.hear);
    await lifeline.ask(() => redis.publish(buildsChannel, build));
  } catch (error) {
    await end();
    throw error;
  }
  const jobs = new Jobs({ queue, events, lifeline });
  const counts = new Map<string, number>();
  const stopWatching = watchWorkers(redis, { keys, counts, say });
  const one = documentProducer({ jobs, contents, place: placeOf(setup) });
  return {
    workers: assumedWorkers,
    async run(documents, { onRecord, signal }) {
      setMaxListeners(0, signal);
      await Promise.all(
        documents.map(async (document) => {
          const result = await one(document, signal);
          if (result === undefined) return;
          counts.set(result.worker, (counts.get(result.worker) ?? 0) + 1);
          onRecord(result.record);
        }),
      );
    },
    documentsByWorker: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    async close() {
      stopWatching();
      jobs.close();
      await end();
    },
  };
}

/** Takes a build out of Redis, where that answers in time, and ends its connections. */
async function endBuild(
  build: string,
  lifeline: Lifeline,
  { queue, events, watcher }: ReturnType<typeof openQueue>,
): Promise<void> {
  const { redis } = lifeline;
  const cleanUp = async () => {
    // A Redis that was flushed has forgotten whose keys they are that have come since.
    await redis.sadd(buildsKey, build);
    await redis.unlink(buildKeys(build).alive);
    await redis.publish(buildsChannel, build).catch(() => {});
    await Promise.all([watcher.close(true), events.close()]);
    const left = await workersLeave(queue);
    await queue.close();
    // Where one is still at work, who looks for dead builds removes what it leaves.
    if (left) await removeBuild(redis, build);
  };
  await lifeline.whileAnswering(cleanUp, endMs);
  for (const part of [watcher, events, queue]) part.close().catch(() => {});
  lifeline.close();
}

/** The queue of a build, the events of its jobs, and the search for jobs whose worker was lost. */
function openQueue({ queue: name, prefix }: BuildKeys, { lifeline, bullmq }: Starting) {
  const { redis } = lifeline;
  const place = { connection: redis, prefix };
  const queue = new bullmq.Queue<QueueTask, QueueResult>(name, place);
  const events = new bullmq.QueueEvents(name, {
    connection: redis,
    prefix,
    blockingTimeout: blockMs,
  });
  const watcher = new bullmq.Worker(name, null, {
    ...place,
    autorun: false,
    stalledInterval: stalledIntervalMs,
    maxStalledCount: maxStalled,
  });
  // Connections that break come back; what is lost meanwhile is looked for by `Jobs`.
  for (const part of [queue, events, watcher] as EventEmitter[]) part.on('error', lifeline.hear);
  return { queue, events, watcher };
}

function placeOf(setup: WorkerSetup) {
  const places = setup.sources.map((source): Place => {
    const { folder, settings, derived } = source;
    const roots = rootsOf(setup, source);
    return { ...roots, folder, derived, mayInclude: settings.mayInclude };
  });
  return { sourceRoot: setup.sourceRoot, places };
}

/** Makes the build known to Redis, before a worker hears of it. */
async function announce(
  setup: WorkerSetup,
  { lifeline, build, say }: { lifeline: Lifeline; build: string; say: ProducerOptions['say'] },
) {
  const { redis } = lifeline;
  const keys = buildKeys(build);
  await lifeline.ask(() => sayWhatWasLeft(redis, say));
  // Registered before the first key is written, so that whatever is left has an owner.
  const stopSigns = await keepAlive(lifeline, build);
  try {
    await lifeline.ask(() => redis.sadd(buildsKey, build));
    const contents = new Contents(lifeline, build);
    const description = JSON.stringify(await describeBuild(setup, contents));
    await lifeline.ask(() => redis.set(keys.setup, description));
    lifeline.expect(keys.setup);
    return { contents, stopSigns };
  } catch (error) {
    stopSigns();
    throw error;
  }
}

async function sayWhatWasLeft(redis: Redis, say: ProducerOptions['say']): Promise<void> {
  const { builds, keys } = await removeDeadBuilds(redis);
  if (builds === 0) return;
  say(
    'warning',
    `Removed ${keys} keys that ${builds} dead ${builds === 1 ? 'build' : 'builds'} left in Redis.`,
  );
}

/** Waits until the workers have left the queue, so that none writes after its keys are removed. */
async function workersLeave(queue: { getWorkersCount(): Promise<number> }): Promise<boolean> {
  const started = performance.now();
  while ((await queue.getWorkersCount()) > 0) {
    if (performance.now() - started > workersMs) return false;
    await sleep(100);
  }
  return true;
}

/** How long a build without workers stays silent about it. */
const lonelyMs = 3_000;

interface Watching {
  keys: BuildKeys;
  counts: ReadonlyMap<string, number>;
  say: ProducerOptions['say'];
}

/** Says which workers do not take part, and that there are none as long as nothing is done. */
function watchWorkers(redis: Redis, { keys, counts, say }: Watching): () => void {
  const started = Date.now();
  let warned = false;
  const look = async () => {
    for (const refusal of (await redis.lpop(keys.refusals, 100)) ?? []) say('warning', refusal);
    if (warned || counts.size > 0 || Date.now() - started < lonelyMs) return;
    warned = true;
    say('warning', 'No worker has done anything yet. Start some: contextor worker --redis URL');
  };
  const timer = setInterval(() => void look().catch(() => {}), 500);
  return () => clearInterval(timer);
}
