import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from 'vitest';
import { Command } from '../queue/project.ts';
import { hasRedis, TestRedis } from '../queue/redis.ts';
import type { Built } from './build.ts';

/** `npm run test:fleet` sets it: then workers are killed and Redis restarts over every tree. */
const chaos = process.env.CONTEXTOR_FLEET === 'chaos';

/**
 * Three workers of a queue, for all tests of a file.
 *
 * @returns what builds a tree with them, in the profile lossless
 */
export function startFleet(cwd: string): (tree: { cwd: string; out: string }) => Promise<Built> {
  let redis: TestRedis;
  const crew: Command[] = [];
  const worker = () =>
    new Command(['worker', '--no-config', '--redis', redis.url, '--concurrency', '1'], { cwd });

  beforeAll(async () => {
    if (!hasRedis) return;
    redis = await TestRedis.start();
    for (let each = 0; each < 3; each += 1) crew.push(worker());
  });

  afterAll(async () => {
    for (const each of crew) each.kill('SIGKILL');
    await Promise.all(crew.map(({ finished }) => finished));
    await redis?.close();
  });

  return async (tree) => {
    const plain = ['--no-config', '--no-cache', '--profile', 'lossless'];
    const queued = ['--executor', 'bullmq', '--redis', redis.url];
    const args = ['build', ...plain, '--src', '.', '--out', tree.out, ...queued];
    const building = new Command([...args, '--reporter', 'json'], { cwd: tree.cwd });
    if (chaos) await disturb(building);
    const { code, stdout, stderr } = await building.finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
    expect(await redis.ask((client) => client.keys('*'))).toEqual([]);
    return { out: tree.out, ...JSON.parse(stdout) };
  };

  /** Kills a worker every second, and stops Redis once; a build that begins without Redis would say so and end. */
  async function disturb(building: Command): Promise<void> {
    while (!building.ended && (await redis.ask((client) => client.keys('*'))).length === 0)
      await sleep(50);
    for (let second = 0; !building.ended && second < 60; second += 1) {
      await sleep(1_000);
      crew[second % 3]?.kill('SIGKILL');
      crew[second % 3] = worker();
      if (second !== 2) continue;
      await redis.down();
      await redis.up();
    }
  }
}
