import { hostname } from 'node:os';
import type { Settings } from '../config/settings.ts';
import { resolveMerge, resolveTransforms } from '../loader/modules.ts';
import { agreementOf } from './agreement.ts';
import { connectRedis, explainRefusal, loadQueuePackages, redacted } from './connection.ts';
import { Lifeline } from './lifeline.ts';
import { Participation } from './participation.ts';
import { buildsChannel } from './protocol.ts';

interface ServeOptions {
  /** `redis://` or `rediss://`; never printed. */
  url: string;
  /** Milliseconds that Redis may stay without an answer; default 60,000. */
  timeoutMs?: number | undefined;
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
  const { url, timeoutMs, concurrency, settings, signal, say } = options;
  const own = { transforms: resolveTransforms(settings), mergeModule: resolveMerge(settings) };
  const agreement = agreementOf(own);
  const { bullmq, ioredis } = await loadQueuePackages();
  const redis = await connectRedis(url, ioredis);
  const lifeline = new Lifeline({ redis, name: redacted(url), timeoutMs, signal, say });
  const participation = new Participation({
    lifeline,
    bullmq,
    own,
    agreement,
    concurrency,
    say,
    name: `${hostname()}:${process.pid}`,
    heapMb: settings.memoryLimitMb,
  });
  say(`Waiting for builds, ${concurrency} documents at once.`);
  try {
    await repeat(() => participation.look(), { lifeline, signal, say });
  } finally {
    await participation.end();
    lifeline.close();
  }
}

interface Repetition {
  lifeline: Lifeline;
  signal: AbortSignal;
  say: (text: string) => void;
}

/** Looks at once when a build is announced, and regularly; rejects where Redis is gone. */
async function repeat(
  look: () => Promise<void>,
  { lifeline, signal, say }: Repetition,
): Promise<void> {
  const listener = lifeline.redis.duplicate();
  listener.on('error', lifeline.hear);
  let wake = () => {};
  listener.on('message', () => wake());
  lifeline.signal.addEventListener('abort', () => wake(), { once: true });
  // Without it, builds are found by looking.
  listener.subscribe(buildsChannel).catch(lifeline.hear);
  let said = '';
  while (!lifeline.signal.aborted) {
    await look().catch((error: Error) => {
      if (lifeline.signal.aborted) return;
      const refusal = explainRefusal(error);
      if (refusal !== undefined) throw refusal;
      if (error.message !== said) say(`Redis: ${error.message}`);
      said = error.message;
    });
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, lookMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (lifeline.signal.aborted) wake();
    });
  }
  if (!signal.aborted) lifeline.signal.throwIfAborted();
}
