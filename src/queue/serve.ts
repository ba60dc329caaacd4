import { hostname } from 'node:os';
import type { Redis } from 'ioredis';
import type { Settings } from '../config/settings.ts';
import { resolveMerge, resolveTransforms } from '../loader/modules.ts';
import { agreementOf, disagreement } from './agreement.ts';
import { answered } from './answered.ts';
import { startBuildWorker } from './build-worker.ts';
import { connectRedis, loadQueuePackages } from './connection.ts';
import { type BuildSetup, buildKeys, buildsChannel, buildsKey } from './protocol.ts';

export interface ServeOptions {
  /** `redis://` or `rediss://`; never printed. */
  url: string;
  /** Documents that this machine works on at once. */
  concurrency: number;
  /** Of the project that the worker was started in: its own transforms and merge spec. */
  settings: Settings;
  /** Drains and ends the worker. */
  signal: AbortSignal;
  say: (text: string) => void;
}

/** How often builds are looked for, besides their announcements, in milliseconds. */
const lookMs = 1_000;

/**
 * Works for all builds on a Redis, until the signal aborts; then it finishes the documents in hand.
 *
 * @throws ContextorError `QUEUE_NOT_INSTALLED`, `REDIS_...`, `MODULE_MISSING`
 */
export async function serveQueue(options: ServeOptions): Promise<void> {
  const { url, settings, signal, say } = options;
  const own = { transforms: resolveTransforms(settings), mergeModule: resolveMerge(settings) };
  const agreement = agreementOf(own);
  const { bullmq, ioredis } = await loadQueuePackages();
  const redis = await connectRedis(url, ioredis);
  const name = `${hostname()}:${process.pid}`;
  const joined = new Map<string, { close(): Promise<void> }>();
  const refused = new Set<string>();

  const join = async (build: string) => {
    const text = await answered(() => redis.get(buildKeys(build).setup));
    if (text === null) return;
    const setup = JSON.parse(text) as BuildSetup;
    const difference = disagreement(setup.agreement, agreement);
    if (difference !== undefined) {
      refused.add(build);
      const reason = `Worker ${name} takes no part: ${difference}.`;
      say(reason);
      await tellProducer(redis, { build, reason });
      return;
    }
    const { concurrency } = options;
    const heapMb = settings.memoryLimitMb;
    const part = { redis, bullmq, build, setup, own, name, concurrency, heapMb, say };
    joined.set(build, await startBuildWorker(part));
    say(`Working for build ${build}.`);
  };
  const look = async () => {
    const builds = await answered(() => redis.smembers(buildsKey));
    const isAlive = async (build: string) =>
      (await answered(() => redis.exists(buildKeys(build).alive))) === 1;
    for (const build of builds) {
      if (joined.has(build) || refused.has(build)) continue;
      if (await isAlive(build)) await join(build);
    }
    for (const [build, part] of joined) {
      if (builds.includes(build) && (await isAlive(build))) continue;
      joined.delete(build);
      await part.close();
      say(`Build ${build} has ended.`);
    }
  };
  say(`Waiting for builds, ${options.concurrency} documents at once.`);
  await repeat(look, { redis, signal, say });
  await Promise.all([...joined.values()].map((part) => part.close()));
  redis.disconnect();
}

/** Pushes to a list while its build lives: what came later would stay for ever. */
const pushWhileAlive =
  "if redis.call('exists', KEYS[1]) == 1 then redis.call('rpush', KEYS[2], ARGV[1]) end";

async function tellProducer(
  redis: Redis,
  { build, reason }: { build: string; reason: string },
): Promise<void> {
  const { alive, refusals } = buildKeys(build);
  await redis.eval(pushWhileAlive, 2, alive, refusals, reason);
}

interface Repetition {
  redis: Redis;
  signal: AbortSignal;
  say: (text: string) => void;
}

/** Looks at once when a build is announced, and regularly. */
async function repeat(
  look: () => Promise<void>,
  { redis, signal, say }: Repetition,
): Promise<void> {
  const listener = redis.duplicate();
  listener.on('error', () => {});
  let wake = () => {};
  listener.on('message', () => wake());
  signal.addEventListener('abort', () => wake(), { once: true });
  await listener.subscribe(buildsChannel);
  while (!signal.aborted) {
    await look().catch((error: Error) => say(`Redis: ${error.message}`));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, lookMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (signal.aborted) wake();
    });
  }
  listener.disconnect();
}
