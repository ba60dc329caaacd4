import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { Lifeline } from '../../src/queue/lifeline.ts';
import { hasRedis, TestRedis } from './redis.ts';

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

test.skipIf(!hasRedis)('a connection that has ended is not waited for', async () => {
  const server = await TestRedis.start();
  const redis = new Redis(server.url);
  const { signal } = new AbortController();
  const lifeline = new Lifeline({ redis, name: 'Redis', signal, say: () => {} });
  await redis.quit();
  while (redis.status !== 'end') await new Promise(setImmediate);
  const before = timers();
  lifeline.close();
  expect(timers()).toBe(before);
  await server.close();
});
