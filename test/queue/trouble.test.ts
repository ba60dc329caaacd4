import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { QueueEvents } from 'bullmq';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { agreementOf } from '../../src/queue/agreement.ts';
import { connectRedis } from '../../src/queue/connection.ts';
import { Lifeline } from '../../src/queue/lifeline.ts';
import { removeDeadBuilds } from '../../src/queue/participation.ts';
import { put } from '../setup/folder.ts';
import { Command, sampleProject } from './project.ts';
import { hasRedis, TestRedis } from './redis.ts';

/** What may happen to a Redis. */
const troubles = {
  'goes down': (redis: TestRedis) => redis.down(),
  freezes: async (redis: TestRedis) => redis.freeze(),
  'is flushed': (redis: TestRedis) => redis.ask((client) => client.flushall()),
  async 'restarts without its file'(redis: TestRedis) {
    await redis.down();
    redis.forget();
    await redis.up();
  },
} as const;

/** These take longer: `npm run test:fleet` and `npm run test:faults` have them all. */
const all = process.env.CONTEXTOR_FLEET === 'chaos' || process.env.CONTEXTOR_FAULTS === 'all';

/** On a machine that does nothing else; a loaded one takes some times as long. */
const inTime = async <T>(milliseconds: number, work: Promise<T>): Promise<T> => {
  const started = performance.now();
  const result = await work;
  expect(performance.now() - started).toBeLessThan(4 * milliseconds);
  return result;
};

describe.skipIf(!hasRedis)('a Redis', { timeout: 180_000 }, () => {
  let redis: TestRedis;
  let cwd: string;
  let env: { TMPDIR: string };
  const commands: Command[] = [];

  beforeEach(async () => {
    redis = await TestRedis.start();
    cwd = mkdtempSync(join(tmpdir(), 'contextor-trouble-'));
    env = { TMPDIR: join(cwd, 'scratch') };
    mkdirSync(env.TMPDIR);
  });

  afterEach(async () => {
    for (const each of commands) each.kill('SIGKILL');
    await Promise.all(commands.splice(0).map(({ finished }) => finished));
    await redis.close();
    rmSync(cwd, { recursive: true, force: true });
  });

  const start = (name: string, ...more: string[]) => {
    const command = new Command([name, '--redis', redis.url, ...more], { cwd, env });
    commands.push(command);
    return command;
  };
  /** A build that takes half a minute, and a worker in the middle of it. */
  const startBuild = async (...more: string[]) => {
    sampleProject(cwd, 100);
    const wait = 'await new Promise((done) => setTimeout(done, 300));';
    put(
      cwd,
      'slow.mjs',
      `export default { name: 'slow', kind: 'enrich', async run() { ${wait} } };`,
    );
    put(cwd, 'contextor.config.json', '{"transforms":["./slow.mjs"],"cache":false}');
    const worker = start('worker', '--concurrency', '1', ...more);
    const build = start('build', '--executor', 'bullmq', ...more);
    await worker.says('Working for build');
    return { worker, build };
  };

  /** What is left when whoever comes next has removed what dead builds own. */
  const keysWithoutOwner = () =>
    redis.ask(async (client) => {
      await removeDeadBuilds(client);
      return client.keys('*');
    });

  test.each(all ? (['goes down', 'freezes'] as const) : (['goes down'] as const))(
    'that %s ends build and worker in time',
    async (what) => {
      const { worker, build } = await startBuild('--redis-timeout', '6');
      await troubles[what](redis);
      await inTime(
        10_000,
        Promise.all([build, worker].map((each) => each.says('does not answer'))),
      );
      for (const each of [build, worker]) {
        const { code, stderr } = await inTime(12_000, each.finished);
        expect({ code, stderr }).toEqual({ code: 2, stderr: expect.any(String) });
        expect(stderr).toContain('has not answered for 6 seconds');
        expect(stderr).not.toMatch(/defect|\n {4}at /);
      }
      expect(readdirSync(env.TMPDIR)).toEqual([]);
    },
  );

  test.each(all ? (['goes down', 'freezes'] as const) : (['freezes'] as const))(
    'that %s lets one signal end both',
    async (what) => {
      const { worker, build } = await startBuild();
      await troubles[what](redis);
      await Promise.all([build, worker].map((each) => each.says('does not answer')));
      build.kill('SIGINT');
      worker.kill('SIGTERM');
      const ended = await inTime(5_000, Promise.all([build.finished, worker.finished]));
      expect(ended.map(({ code }) => code)).toEqual([130, 143]);
      expect(readdirSync(env.TMPDIR)).toEqual([]);
    },
  );

  test.each(
    all ? (['is flushed', 'restarts without its file'] as const) : (['is flushed'] as const),
  )('that %s ends the build, and its worker takes the next one', async (what) => {
    const { worker, build } = await startBuild();
    await troubles[what](redis);
    const { code, stderr } = await inTime(10_000, build.finished);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('has lost the build'),
    });
    await inTime(10_000, worker.says('has ended'));
    const next = start('build', '--executor', 'bullmq', '--out', 'next');
    while (worker.stderr.match(/Working for build/g)?.length !== 2) await sleep(20);
    next.kill('SIGINT');
    worker.kill('SIGTERM');
    const ended = await inTime(5_000, Promise.all([next.finished, worker.finished]));
    expect(ended.map((each) => each.code)).toEqual([130, 143]);
    expect(readdirSync(env.TMPDIR)).toEqual([]);
    expect(await keysWithoutOwner()).toEqual([]);
  });

  test.each(all ? ['is flushed'] : [])(
    'that %s keeps no keys of a build whose worker does not hear of its end',
    async () => {
      const { worker, build } = await startBuild();
      worker.kill('SIGSTOP');
      await redis.ask(async (client) => {
        const setup = (await client.keys('contextor:*:setup'))[0]!;
        const text = (await client.get(setup))!;
        await client.multi().flushall().set(setup, text).exec();
        // The build, which does not know yet, looks for lost jobs and writes a key.
        while ((await client.keys('contextor:*:meta')).length === 0) await sleep(20);
        await client.unlink(setup);
      });
      expect((await build.finished).code).toBe(2);
      worker.kill('SIGCONT');
      worker.kill('SIGTERM');
      expect((await worker.finished).code).toBe(143);
      expect(await keysWithoutOwner()).toEqual([]);
    },
  );

  test('that goes down while a build connects is waited for', async () => {
    const connection = await connectRedis(redis.url, await import('ioredis'));
    const signal = new AbortController().signal;
    const lifeline = new Lifeline({ redis: connection, name: 'Redis', signal, say: () => {} });
    await redis.down();
    const events = new QueueEvents('any', { connection });
    events.on('error', lifeline.hear);
    const ready = lifeline.ask(() => events.waitUntilReady());
    await sleep(500);
    await redis.up();
    await ready;
    lifeline.close();
    await events.close();
  });

  test('that holds records of builds which are none costs those builds, and nothing else', async () => {
    sampleProject(cwd, 5);
    const agreement = agreementOf({ transforms: [] });
    const records = {
      words: 'no JSON',
      nothing: 'null',
      empty: '{}',
      outside: JSON.stringify({ agreement, sourceName: '../..', setup: {}, files: [] }),
      bare: JSON.stringify({ agreement, sourceName: '', setup: {}, files: [] }),
      number: JSON.stringify({ agreement, sourceName: 7, setup: { settings: {} }, files: [] }),
      files: JSON.stringify({ agreement, sourceName: '', setup: {}, files: [{ path: '../../x' }] }),
    };
    await redis.ask(async (client) => {
      for (const [build, setup] of Object.entries(records)) {
        await client.sadd('contextor:builds', build);
        await client.set(`contextor:${build}:setup`, setup);
        await client.set(`contextor:${build}:alive`, '1');
      }
    });
    const worker = start('worker', '--concurrency', '1');
    for (const _ of Object.keys(records)) await worker.says('does not take part');
    const { code, stderr } = await start('build', '--executor', 'bullmq').finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
    worker.kill('SIGTERM');
    expect((await inTime(5_000, worker.finished)).code).toBe(143);
    expect(worker.stderr.match(/does not take part/g)).toHaveLength(Object.keys(records).length);
    expect(readdirSync(env.TMPDIR)).toEqual([]);
  });

  test.each(all ? ['an aborted build'] : [])('with %s is cleared by whoever is there', async () => {
    const { worker, build } = await startBuild();
    build.kill('SIGKILL');
    await build.finished;
    await redis.ask(async (client) => client.unlink(await client.keys('contextor:*:alive')));
    await worker.says('that the dead build');
    expect(await redis.ask((client) => client.keys('*'))).toEqual([]);
  });
});
