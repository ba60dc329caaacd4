import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Config } from '../../src/config/settings.ts';
import '../setup/package.ts';
import { Command } from '../queue/project.ts';
import { hasRedis, TestRedis } from '../queue/redis.ts';

/** The reference parser needs more than a worker has by default for a text of 4 MB. */
const memoryLimitMb = 4_096;

const pooled = { parallel: true, inlineThreshold: 1, maxWorkers: 2, batchSize: 4 } as const;

const executors: Readonly<Record<string, Config>> = {
  'one thread': {},
  threads: { ...pooled, executor: 'threads' },
  processes: { ...pooled, executor: 'processes' },
  'a queue': { ...pooled, executor: 'bullmq' },
};

export type Way = readonly [executor: string, parser: 'native' | 'remark', config: Config];

/** Every executor with either parser; the queue where there is Redis. */
export const ways: readonly Way[] = (['native', 'remark'] as const).flatMap((parser) =>
  Object.entries(executors)
    .filter(([executor]) => executor !== 'a queue' || hasRedis)
    .map(([executor, config]) => [executor, parser, { ...config, parser, memoryLimitMb }] as const),
);

/** Every executor, each with one of the parsers; in the nightly run with both. */
export const someWays: readonly Way[] = ways.filter(
  ([executor, parser]) =>
    process.env.CONTEXTOR_FAULTS === 'all' ||
    (parser === 'native') === ['one thread', 'processes'].includes(executor),
);

/** A Redis and a worker that takes work from it, for all tests of a file; the options that lead a build there. */
export function sharedQueue(): { redis?: string } {
  const options: { redis?: string } = {};
  let redis: TestRedis;
  let worker: Command;
  let cwd: string;
  beforeAll(async () => {
    if (!hasRedis) return;
    cwd = mkdtempSync(join(tmpdir(), 'contextor-worker-'));
    redis = await TestRedis.start();
    writeFileSync(join(cwd, 'contextor.config.json'), JSON.stringify({ memoryLimitMb }));
    worker = new Command(['worker', '--redis', redis.url, '--concurrency', '2'], { cwd });
    await worker.says('Waiting for builds');
    options.redis = redis.url;
  });
  afterAll(async () => {
    if (!hasRedis) return;
    worker.kill('SIGKILL');
    await worker.finished;
    await redis.close();
    rmSync(cwd, { recursive: true });
  });
  return options;
}
