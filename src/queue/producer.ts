import { randomUUID } from 'node:crypto';
import { type EventEmitter, setMaxListeners } from 'node:events';
import type { Redis } from 'ioredis';
import type { Message } from '../contract/message.ts';
import { rootsOf, type WorkerSetup } from '../job/setup.ts';
import type { Runner } from '../pool/host/runner.ts';
import { keepAlive, removeBuild, removeDeadBuilds } from './builds.ts';
import { connectRedis, explainWrite, loadQueuePackages } from './connection.ts';
import { Contents } from './contents.ts';
import { describeBuild } from './describe.ts';
import { Jobs } from './jobs.ts';
import type { Place } from './needs.ts';
import { documentProducer, maxStalled } from './produce.ts';
import { buildKeys, buildsChannel, buildsKey } from './protocol.ts';
import { watchWorkers } from './watch-workers.ts';

export interface ProducerOptions {
  /** `redis://` or `rediss://`; never printed. */
  url: string;
  say: (severity: Message['severity'], reason: string) => void;
}

/** Batches that the producer keeps under way at once, as if it had this many workers. */
const assumedWorkers = 4;
/** How often lost workers are looked for, in milliseconds. */
const stalledIntervalMs = 2_000;

/**
 * Works through a queue on Redis; any number of `contextor worker` processes take part.
 *
 * @throws ContextorError `QUEUE_NOT_INSTALLED`, `REDIS_...`
 */
export async function queueRunner(setup: WorkerSetup, options: ProducerOptions): Promise<Runner> {
  const { url, say } = options;
  const { bullmq, ioredis } = await loadQueuePackages();
  const redis = await connectRedis(url, ioredis);
  const build = randomUUID();
  const keys = buildKeys(build);
  const { contents, stopSigns } = await announce(setup, { redis, build, say }).catch((error) => {
    redis.disconnect();
    throw explainWrite(error);
  });
  const connection = { connection: redis, prefix: keys.prefix };
  const queue = new bullmq.Queue(keys.queue, connection);
  const events = new bullmq.QueueEvents(keys.queue, {
    connection: redis.duplicate(),
    prefix: keys.prefix,
  });
  const watcher = new bullmq.Worker(keys.queue, null, {
    ...connection,
    autorun: false,
    stalledInterval: stalledIntervalMs,
    maxStalledCount: maxStalled,
  });
  // Connections that break come back; what is lost meanwhile is looked for by `Jobs`.
  for (const part of [queue, events, watcher] as EventEmitter[]) part.on('error', () => {});
  await events.waitUntilReady();
  void watcher.startStalledCheckTimer();
  await redis.publish(buildsChannel, build);

  const jobs = new Jobs(queue as never, events);
  const counts = new Map<string, number>();
  const stopWatching = watchWorkers(redis, { keys, counts, say });
  const places = setup.sources.map((source): Place => {
    const { folder, settings } = source;
    const roots = rootsOf(setup, source);
    return { ...roots, folder, mayInclude: settings.mayInclude };
  });
  const place = { sourceRoot: setup.sourceRoot, places };
  const one = documentProducer({ jobs, contents, place });
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
      stopSigns();
      await redis.unlink(keys.alive);
      await redis.srem(buildsKey, build);
      await redis.publish(buildsChannel, build);
      await Promise.all([watcher.close(true), events.close()]);
      await workersGone(queue);
      await queue.close();
      await removeBuild(redis, build);
      redis.disconnect();
    },
  };
}

interface Announcement {
  redis: Redis;
  build: string;
  say: ProducerOptions['say'];
}

/** Makes the build known to Redis, before a worker hears of it. */
async function announce(setup: WorkerSetup, { redis, build, say }: Announcement) {
  await sayWhatWasLeft(redis, say);
  // Registered before the first key is written, so that whatever is left has an owner.
  const stopSigns = await keepAlive(redis, build);
  try {
    await redis.sadd(buildsKey, build);
    const contents = new Contents(redis, build);
    const description = JSON.stringify(await describeBuild(setup, contents));
    await redis.set(buildKeys(build).setup, description);
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
async function workersGone(queue: { getWorkersCount(): Promise<number> }): Promise<void> {
  for (let waits = 0; waits < 50; waits += 1) {
    if ((await queue.getWorkersCount()) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
