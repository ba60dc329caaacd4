import { randomUUID } from 'node:crypto';
import { type EventEmitter, setMaxListeners } from 'node:events';
import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Redis } from 'ioredis';
import type { Message } from '../document/message.ts';
import type { Runner } from '../pool/host/runner.ts';
import type { DocumentRecord, DocumentTask, WorkerSetup } from '../pool/protocol.ts';
import { siteView } from '../site/view.ts';
import { agreementOf } from './agreement.ts';
import { keepAlive, removeBuild, removeDeadBuilds } from './builds.ts';
import { connectRedis, explainWrite, loadQueuePackages } from './connection.ts';
import { Contents } from './contents.ts';
import { JobFailed, Jobs } from './jobs.ts';
import { needsOf, type Place } from './needs.ts';
import {
  type BuildSetup,
  buildKeys,
  buildsChannel,
  buildsKey,
  type QueueTask,
  type TaskFile,
} from './protocol.ts';

export interface ProducerOptions {
  /** `redis://` or `rediss://`; never printed. */
  url: string;
  say: (severity: Message['severity'], reason: string) => void;
}

/** Batches that the producer keeps under way at once, as if it had this many workers. */
const assumedWorkers = 4;
/** Lost workers after which a document counts as the cause. */
export const maxStalled = 4;
/** How often lost workers are looked for, in milliseconds. */
const stalledIntervalMs = 2_000;
/** How long a build without workers stays silent about it. */
const lonelyMs = 3_000;

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
  await sayWhatWasLeft(redis, say);
  const contents = new Contents(redis, build);
  await redis
    .set(keys.setup, JSON.stringify(await describeBuild(setup, contents)))
    .catch((error) => {
      throw explainWrite(error);
    });
  const stopSigns = await keepAlive(redis, build);
  await redis.sadd(buildsKey, build);
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
  const place: Place = { ...setup, site: siteView(setup.site, { sourceRoot: setup.sourceRoot }) };
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

interface Production {
  jobs: Jobs;
  contents: Contents;
  place: Place;
}

/** Has one document made; asks again with what the worker turned out to lack. */
function documentProducer({ jobs, contents, place }: Production) {
  return async ({ path, bytes }: DocumentTask, signal: AbortSignal) => {
    const file = join(place.sourceRoot, path);
    const content = existsSync(file) ? await contents.put(file) : undefined;
    let files: TaskFile[] = [];
    try {
      for (;;) {
        const task: QueueTask = { path, bytes, content, files };
        const result = await jobs.submit(task, signal);
        const needs = needsOf(result.record, files, place);
        if (needs.length === 0) return result;
        const added = await Promise.all(
          needs.map(async (need) => ({
            path: need.path,
            content: need.content
              ? await contents.put(join(place.sourceRoot, need.path))
              : undefined,
          })),
        );
        const paths = new Set(added.map((file) => file.path));
        files = [...files.filter((file) => !paths.has(file.path)), ...added];
      }
    } catch (error) {
      if (!(error instanceof JobFailed)) throw error;
      if (signal.aborted) return undefined;
      return { worker: '', record: givenUp(path, error) };
    } finally {
      if (content !== undefined) await contents.release(content);
    }
  };
}

function givenUp(path: string, error: JobFailed): DocumentRecord {
  const cause = /stalled/.test(error.message)
    ? `its workers were lost ${maxStalled + 1} times`
    : error.message;
  const reason = `The document was given up: ${cause}.`;
  return {
    status: 'failed',
    path,
    messages: [{ severity: 'error', rule: 'transform-error', reason, path }],
    dependencies: { includes: [], site: [] },
    timing: { cpuMs: 0, stages: {}, merge: { joins: 0, fields: 0, conflicts: 0, durationMs: 0 } },
  };
}

async function describeBuild(setup: WorkerSetup, contents: Contents): Promise<BuildSetup> {
  const { sourceRoot, projectRoot, transforms: _own, mergeModule: _merge, ...shared } = setup;
  const slashed = (path: string) => path.split(sep).join('/');
  const aliasFiles = ['tsconfig.json', 'jsconfig.json']
    .flatMap((name) => [join(projectRoot, name), join(sourceRoot, name)])
    .filter((file, index, all) => existsSync(file) && all.indexOf(file) === index);
  return {
    agreement: agreementOf(setup),
    sourceName: slashed(relative(projectRoot, sourceRoot)),
    setup: shared,
    files: await Promise.all(
      aliasFiles.map(async (file) => ({
        path: slashed(relative(sourceRoot, file)),
        content: await contents.put(file),
      })),
    ),
  };
}

async function sayWhatWasLeft(redis: Redis, say: ProducerOptions['say']): Promise<void> {
  const { builds, keys } = await removeDeadBuilds(redis);
  if (builds === 0) return;
  say(
    'warning',
    `Removed ${keys} keys that ${builds} dead ${builds === 1 ? 'build' : 'builds'} left in Redis.`,
  );
}

interface Watching {
  keys: ReturnType<typeof buildKeys>;
  counts: ReadonlyMap<string, number>;
  say: ProducerOptions['say'];
}

/** Says which workers do not take part, and that there are none as long as nothing is done. */
function watchWorkers(redis: Redis, { keys, counts, say }: Watching): () => void {
  const started = Date.now();
  let told = false;
  const look = async () => {
    for (const refusal of (await redis.lpop(keys.refusals, 100)) ?? []) say('warning', refusal);
    if (told || counts.size > 0 || Date.now() - started < lonelyMs) return;
    told = true;
    say('warning', 'No worker has done anything yet. Start some: contextor worker --redis URL');
  };
  const timer = setInterval(() => void look().catch(() => {}), 500);
  return () => clearInterval(timer);
}

/** Waits until the workers have left the queue, so that none writes after its keys are removed. */
async function workersGone(queue: { getWorkersCount(): Promise<number> }): Promise<void> {
  for (let waits = 0; waits < 50; waits += 1) {
    if ((await queue.getWorkersCount()) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
