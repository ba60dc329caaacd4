import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contents } from '../setup/folder.ts';
import { Command } from './project.ts';
import { hasRedis, TestRedis } from './redis.ts';

const corpora = resolve(process.env.CONTEXTOR_CORPORA ?? '../shared/corpora');
const names = [
  'react.dev',
  'starlight',
  'docusaurus',
  'vitepress',
  'nextra',
  'fumadocs',
  'mintlify',
];
/** `npm run test:fleet` sets it: then workers are killed and Redis restarts over every corpus. */
const chaos = process.env.CONTEXTOR_FLEET === 'chaos';

describe.skipIf(!hasRedis || !existsSync(corpora))(
  'three workers on a queue give the bytes of a local build of',
  { timeout: 900_000 },
  () => {
    let redis: TestRedis;
    let cwd: string;
    const crew: Command[] = [];
    const worker = () =>
      new Command(['worker', '--no-config', '--redis', redis.url, '--concurrency', '1'], { cwd });
    const build = (name: string, out: string, ...more: string[]) =>
      new Command(
        ['build', '--no-config', '--no-cache', '--src', join(corpora, name), '--out', out, ...more],
        { cwd },
      );

    beforeAll(async () => {
      redis = await TestRedis.start();
      cwd = mkdtempSync(join(tmpdir(), 'contextor-fleet-'));
      for (let each = 0; each < 3; each += 1) crew.push(worker());
    });

    afterAll(async () => {
      for (const each of crew) each.kill('SIGKILL');
      await Promise.all(crew.map(({ finished }) => finished));
      await redis?.close();
      rmSync(cwd, { recursive: true, force: true });
    });

    test.each(names)('%s', async (name) => {
      await build(name, `${name}-local`).finished;
      const queued = build(name, name, '--executor', 'bullmq', '--redis', redis.url);
      if (chaos) await disturb(queued);
      const { code, stderr } = await queued.finished;
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
      expect(contents(join(cwd, name))).toEqual(contents(join(cwd, `${name}-local`)));
      expect(await redis.ask((client) => client.keys('*'))).toEqual([]);
    });

    /** Kills a worker every second, and stops Redis once. */
    async function disturb(building: Command): Promise<void> {
      let done = false;
      void building.finished.then(() => {
        done = true;
      });
      for (let second = 0; !done && second < 60; second += 1) {
        await sleep(1_000);
        crew[second % 3]?.kill('SIGKILL');
        crew[second % 3] = worker();
        if (second !== 2) continue;
        await redis.down();
        await redis.up();
      }
    }
  },
);
