import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Lifeline } from '../../src/queue/lifeline.ts';
import { buildKeys } from '../../src/queue/protocol.ts';
import { SharedTurns, turnLeaseMs } from '../../src/queue/shared-turns.ts';
import { countingService } from '../setup/counting-service.ts';
import { contents, folderWith } from '../setup/folder.ts';
import { Command } from './project.ts';
import { hasRedis, TestRedis } from './redis.ts';

const asking = (url: string) =>
  `export default { name: 'ask', kind: 'enrich', concurrency: 4, output: { index: ['answer'] },
     run: async () => ({ answer: (await (await fetch('${url}')).json()).rating }) };`;

describe.skipIf(!hasRedis)('turns of a stage over all workers', { timeout: 120_000 }, () => {
  let redis: TestRedis;
  const ended: (() => unknown)[] = [];

  beforeAll(async () => {
    redis = await TestRedis.start();
  });

  afterEach(async () => {
    for (const end of ended.splice(0)) await end();
  });

  afterAll(() => redis?.close());

  /** What a worker of its own would ask. */
  function aWorker(build: string) {
    const stop = new AbortController();
    const client = new Redis(redis.url);
    const options = { redis: client, name: 'redis', signal: stop.signal, say: () => {} };
    const lifeline = new Lifeline(options);
    const die = () => {
      stop.abort();
      lifeline.close();
    };
    ended.push(die);
    return { turns: new SharedTurns(lifeline, buildKeys(build)), die };
  }

  /** A turn that is to be given may take its time on a busy machine. */
  const isTaken = (turn: Promise<unknown>, milliseconds = 300) =>
    Promise.race([turn.then(() => true), sleep(milliseconds).then(() => false)]);
  const patience = 20_000;

  test('so many at once over two workers, first come, first served', async () => {
    const [one, other] = [aWorker('b'), aWorker('b')];
    const [first] = await Promise.all([one.turns.take('ask', 2), other.turns.take('ask', 2)]);
    const third = one.turns.take('ask', 2);
    expect(await isTaken(third)).toBe(false);
    const fourth = other.turns.take('ask', 2);
    expect(await isTaken(fourth)).toBe(false);
    first();
    expect(await isTaken(third, patience)).toBe(true);
    expect(await isTaken(fourth)).toBe(false);
    (await third)();
    expect(await isTaken(fourth, patience)).toBe(true);
  });

  test('stages and builds have lines of their own', async () => {
    const { turns } = aWorker('c');
    await turns.take('ask', 1);
    expect(await isTaken(turns.take('tell', 1), patience)).toBe(true);
    expect(await isTaken(aWorker('d').turns.take('ask', 1), patience)).toBe(true);
  });

  test('a turn lasts longer than its lease while its worker lives, and no longer when it dies', async () => {
    const [one, other] = [aWorker('e'), aWorker('e')];
    await one.turns.take('ask', 1);
    const next = other.turns.take('ask', 1);
    await sleep(1.5 * turnLeaseMs);
    expect(await isTaken(next)).toBe(false);
    one.die();
    await sleep(1.5 * turnLeaseMs);
    expect(await isTaken(next, patience)).toBe(true);
  });

  test('what is left of lines and leases goes by itself', async () => {
    const { turns, die } = aWorker('f');
    await turns.take('ask', 1);
    const keys = () => redis.ask((client) => client.keys('contextor:f:*'));
    expect((await keys()).sort()).toEqual([
      expect.stringMatching(/^contextor:f:lease:/),
      'contextor:f:line:ask',
    ]);
    die();
    await sleep(1.5 * turnLeaseMs);
    expect(await keys()).toEqual([]);
  });

  /** A project of so many pages that asks a service about each. */
  const project = (url: string, pages: number) =>
    folderWith({
      'ask.mjs': asking(url),
      'contextor.config.json': '{"src":"docs","transforms":["./ask.mjs"]}',
      ...Object.fromEntries(
        Array.from({ length: pages }, (_, at) => [`docs/p${at}.md`, `# ${at}`]),
      ),
    });
  const worker = (cwd: string) => {
    const args = ['worker', '--redis', redis.url, '--concurrency', '1'];
    const started = new Command(args, { cwd });
    ended.push(() => {
      started.kill('SIGKILL');
      return started.finished;
    });
    return started;
  };
  const build = (cwd: string, ...more: string[]) =>
    new Command(['build', ...more], { cwd }).finished;
  const queued = () => ['--executor', 'bullmq', '--redis', redis.url];

  test('two workers of one document each never ask more than four at once, and mostly four', async () => {
    const { url, seen, close } = await countingService({ most: 4, left: 40 });
    ended.push(close);
    const cwd = project(url, 40);
    const crew = [worker(cwd), worker(cwd)];
    await Promise.all(crew.map((each) => each.says('Waiting for builds')));
    expect(await build(cwd, '--out', 'queued', ...queued())).toMatchObject({ code: 0 });
    expect(Math.max(...seen.rounds)).toBe(4);
    expect(40 / seen.rounds.length).toBeGreaterThanOrEqual(0.8 * 4);
    expect(await redis.ask((client) => client.keys('*'))).toEqual([]);
    Object.assign(seen, { left: 40 });
    await build(cwd, '--out', 'local');
    expect(contents(`${cwd}/queued`)).toEqual(contents(`${cwd}/local`));
  });

  test('a worker that is killed with all turns in hand keeps none', async () => {
    let answers = false;
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url!);
      if (answers) response.end('{"rating":4}');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    ended.push(
      () => server.closeAllConnections(),
      () => server.close(),
    );
    const cwd = project(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, 6);
    const crew = [worker(cwd), worker(cwd)];
    const building = build(cwd, '--out', 'out', ...queued());
    while (asked.length < 4) await sleep(50);
    for (const each of crew) each.kill('SIGKILL');
    answers = true;
    worker(cwd);
    expect(await building).toMatchObject({ code: 0 });
    const lines = readFileSync(`${cwd}/out/index.jsonl`, 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).answer)).toEqual(Array(6).fill(4));
  });
});
