import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { ContextorError } from '../errors.ts';
import { explainRefusal } from './connection.ts';

/** How often Redis is asked whether it is there, and how long its answer may take, in milliseconds. */
const lookMs = 1_000;
/** Looks without an answer after which that is said. */
const patience = 3;

/** Milliseconds without an answer after which a build or a worker ends, by default. */
const defaultRedisTimeoutMs = 60_000;

interface LifelineOptions {
  redis: Redis;
  /** The URL as it may be shown. */
  name: string;
  /** Milliseconds without an answer after which the work ends; default 60,000. */
  timeoutMs?: number | undefined;
  /** Ends the work. */
  signal: AbortSignal;
  say: (text: string) => void;
}

/**
 * A Redis that may go away and come back. Who asks it waits for a bounded time, and hears why there
 * will be no answer.
 */
export class Lifeline {
  readonly redis: Redis;
  /** Aborts when the work is to end; the reason is a `ContextorError` where Redis is the cause. */
  readonly signal: AbortSignal;
  readonly #options: LifelineOptions;
  readonly #end = new AbortController();
  readonly #connections: Redis[] = [];
  #expected: string | undefined;
  /** Looks in a row without an answer. */
  #silent = 0;
  #closed = false;
  #lastError = '';

  constructor(options: LifelineOptions) {
    const { redis, signal } = options;
    this.redis = redis;
    this.#options = options;
    this.signal = AbortSignal.any([signal, this.#end.signal]);
    setMaxListeners(0, this.signal);
    redis.on('error', (error: NodeJS.ErrnoException) => {
      this.#lastError = error.code ?? error.message;
    });
    this.#follow(redis);
    void this.#watch();
  }

  /** Whether Redis answers, as far as is known. */
  get answers(): boolean {
    return this.#silent < patience;
  }

  /** See `answered`; rejects when the work is to end. */
  ask<T>(question: () => Promise<T>): Promise<T> {
    return answered(question, this.signal);
  }

  /** From now on, Redis has lost what it was given when it has this key no longer. */
  expect(key: string): void {
    this.#expected = key;
  }

  /** Receives an error that no call waits for. */
  readonly hear = (error: Error): void => {
    const refusal = explainRefusal(error);
    if (refusal !== undefined) this.#end.abort(refusal);
  };

  /** Does something where Redis answers, and waits for it as long as it does, so many milliseconds at most. */
  async whileAnswering(
    work: () => Promise<unknown>,
    mostMs = Number.POSITIVE_INFINITY,
  ): Promise<void> {
    if (!this.answers) return;
    const started = performance.now();
    let done = false;
    const settled = work()
      .catch(() => {})
      .finally(() => {
        done = true;
      });
    while (!done && this.answers && performance.now() - started < mostMs) {
      await Promise.race([settled, sleep(100)]);
    }
  }

  /** Ends all connections; what still waits for an answer waits for ever. */
  close(): void {
    this.#closed = true;
    // Of one that has ended, ioredis waits two seconds for the end.
    const open = this.#connections.filter(({ status }) => status !== 'end');
    for (const connection of open) connection.disconnect();
  }

  /**
   * BullMQ makes connections of its own from those that it is given. They begin at once: one that BullMQ
   * has to begin itself is given up for ever where its first attempt fails.
   */
  #follow(connection: Redis): void {
    this.#connections.push(connection);
    const duplicate = connection.duplicate.bind(connection);
    connection.duplicate = (override) => {
      const copy = duplicate({ ...override, lazyConnect: false });
      copy.on('error', this.hear);
      this.#follow(copy);
      return copy;
    };
  }

  async #watch(): Promise<void> {
    const { name, timeoutMs = defaultRedisTimeoutMs, say } = this.#options;
    const seconds = Math.round(timeoutMs / 1_000);
    while (!this.#closed) {
      const wait = sleep(lookMs, undefined, { ref: false });
      const answer = await this.#look();
      if (answer === false) this.#end.abort(lost(name));
      if (answer !== undefined && !this.answers) say(`Redis at ${name} answers again.`);
      this.#silent = answer === undefined ? this.#silent + 1 : 0;
      if (this.#silent === patience) {
        const cause = this.#lastError && ` (${this.#lastError})`;
        say(`Redis at ${name} does not answer${cause}; waiting for it up to ${seconds} seconds.`);
      }
      if (this.#silent * lookMs >= timeoutMs) this.#end.abort(gone(name, seconds));
      await wait;
    }
  }

  /** Whether Redis has what it was given; undefined where it does not answer. */
  async #look(): Promise<boolean | undefined> {
    const expected = this.#expected;
    const question =
      expected === undefined
        ? this.redis.ping().then(() => true)
        : this.redis.exists(expected).then((count) => count === 1);
    question.catch((error: Error) => {
      this.#lastError = error.message;
      this.hear(error);
    });
    const late = sleep(lookMs, undefined, { ref: false });
    return Promise.race([question.catch(() => undefined), late]);
  }
}

function gone(name: string, seconds: number): ContextorError {
  return new ContextorError(`Redis at ${name} has not answered for ${seconds} seconds`, {
    code: 'REDIS_GONE',
    remedy: 'Start it again, or give it more time with --redis-timeout.',
  });
}

function lost(name: string): ContextorError {
  return new ContextorError(`Redis at ${name} has lost the build: it was flushed, or restarted`, {
    code: 'REDIS_LOST',
    remedy: 'Build again. Redis keeps builds over a restart with `appendonly yes`.',
  });
}

/** How long an answer may take before the question is asked again, in milliseconds. */
const patienceMs = 3_000;

/**
 * The first answer to a question that may be asked more than once. A command that was on its way
 * when Redis went away is sometimes never answered, though the connection comes back (ioredis 6.0,
 * one of some ten restarts). Rejects with the reason of the signal when that aborts.
 */
export async function answered<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  signal?.throwIfAborted();
  let timer: NodeJS.Timeout | undefined;
  let end = () => {};
  try {
    return await new Promise<T>((resolve, reject) => {
      const put = () => void ask().then(resolve, reject);
      end = () => reject(signal?.reason);
      signal?.addEventListener('abort', end, { once: true });
      timer = setInterval(put, patienceMs);
      put();
    });
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', end);
  }
}
