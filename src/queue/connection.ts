import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { ContextorError } from '../errors.ts';

/** The URL as it may be shown: without user and password. */
export function redacted(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
  } catch {
    return 'the given URL';
  }
}

/** Oldest server that BullMQ's features and ours are tested with. */
const oldestMajor = 7;

/** Milliseconds after which a server that does not answer at the start counts as not there. */
const connectTimeoutMs = 5_000;
const docs = 'docs/scale.md#what-redis-needs';

type IoRedis = Pick<typeof import('ioredis'), 'Redis'>;

interface QueuePackages {
  bullmq: typeof import('bullmq');
  ioredis: IoRedis;
}

/** Loads the optional packages, or says what to install. */
export async function loadQueuePackages(): Promise<QueuePackages> {
  try {
    const [bullmq, ioredis] = await Promise.all([import('bullmq'), import('ioredis')]);
    return { bullmq, ioredis };
  } catch (cause) {
    throw new ContextorError('the executor bullmq needs packages that are not installed', {
      code: 'QUEUE_NOT_INSTALLED',
      remedy: 'Run `npm install bullmq ioredis` in this project.',
      cause,
    });
  }
}

/**
 * Connects to Redis and checks that it can serve.
 *
 * @param url `redis://` or `rediss://` (TLS), with user and password in it
 * @throws ContextorError `REDIS_URL`, `REDIS_UNREACHABLE`, `REDIS_REFUSED`, `REDIS_TOO_OLD`
 */
export async function connectRedis(url: string, ioredis: IoRedis): Promise<Redis> {
  if (!/^rediss?:\/\//.test(url)) throw badUrl();
  let attempts = 0;
  let ready = false;
  const redis = new ioredis.Redis(url, {
    lazyConnect: true,
    connectTimeout: connectTimeoutMs,
    maxRetriesPerRequest: null,
    // A server that was there once comes back; one that never answered is a wrong address.
    retryStrategy: () => {
      attempts += 1;
      return ready ? Math.min(attempts * 100, 2_000) : null;
    },
  });
  let last: Error | undefined;
  redis.on('error', (error: Error) => {
    last = error;
  });
  try {
    const greeting = redis.connect().then(() => redis.info('server'));
    const info = await Promise.race([greeting, sleep(connectTimeoutMs, undefined, { ref: false })]);
    if (info === undefined) throw new Error('it accepts connections but does not answer');
    ready = true;
    redis.on('ready', () => {
      attempts = 0;
    });
    refuseOld(info, url);
    return redis;
  } catch (error) {
    redis.disconnect();
    throw error instanceof ContextorError ? error : explained(last ?? (error as Error), url);
  }
}

function refuseOld(info: string, url: string): void {
  const version = /redis_version:(\S+)/.exec(info)?.[1] ?? '0';
  if (Number(version.split('.')[0]) >= oldestMajor) return;
  throw new ContextorError(`Redis at ${redacted(url)} is version ${version}`, {
    code: 'REDIS_TOO_OLD',
    remedy: `Use Redis ${oldestMajor} or newer.`,
  });
}

function badUrl(): ContextorError {
  return new ContextorError('--redis: this is not a Redis URL', {
    code: 'REDIS_URL',
    remedy: 'Write redis://host:6379, or rediss:// for TLS, or set CONTEXTOR_REDIS_URL.',
  });
}

function explained(error: Error, url: string): ContextorError {
  const { code } = error as NodeJS.ErrnoException;
  const name = `Redis at ${redacted(url)}`;
  if (/NOAUTH|WRONGPASS|invalid password|AUTH/i.test(error.message)) {
    return new ContextorError(`${name} refuses the user or the password`, {
      code: 'REDIS_REFUSED',
      remedy:
        'Put them in the URL (redis://user:password@host), preferably in CONTEXTOR_REDIS_URL.',
    });
  }
  if (/CERT|SELF_SIGNED|ISSUER|LEAF_SIGNATURE/.test(code ?? '')) {
    return new ContextorError(`${name} has a certificate that is not trusted: ${code}`, {
      code: 'REDIS_UNREACHABLE',
      remedy:
        'Name the file of a private CA in NODE_EXTRA_CA_CERTS, and use the host name of the certificate.',
    });
  }
  const refusal = explainRefusal(error);
  if (refusal !== undefined) return refusal;
  return new ContextorError(`${name} does not answer: ${code ?? error.message}`, {
    code: 'REDIS_UNREACHABLE',
    remedy: 'Check that it runs, and the host, port and protocol of the URL.',
  });
}

/** What the refusal of a command means; undefined for other errors. */
export function explainRefusal(error: unknown): ContextorError | undefined {
  if (!(error instanceof Error) || !/\b(?:NOPERM|NOAUTH)\b/.test(error.message)) return undefined;
  return new ContextorError('Redis refuses commands that the queue needs', {
    code: 'REDIS_REFUSED',
    remedy: `Give its user the keys, channels and commands that ${docs} lists.`,
    cause: error,
  });
}

/** What a write to a full server means, and what is refused; other errors are given back. */
export function explainWrite(error: unknown): unknown {
  const refusal = explainRefusal(error);
  if (refusal !== undefined) return refusal;
  if (!(error instanceof Error) || !/\bOOM\b|maxmemory/.test(error.message)) return error;
  return new ContextorError('Redis is full: it has reached its maxmemory', {
    code: 'REDIS_FULL',
    remedy:
      'Raise maxmemory, or lower --batch-size or --memory-limit, which bound what is in flight.',
    cause: error,
  });
}
