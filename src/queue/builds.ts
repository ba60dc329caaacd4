import type { Redis } from 'ioredis';
import type { Lifeline } from './lifeline.ts';
import { buildKeys, buildsKey, producerSilenceMs } from './protocol.ts';

/** Removes all that a build has in Redis; gives the number of keys. */
export async function removeBuild(redis: Redis, build: string): Promise<number> {
  let removed = 0;
  for await (const keys of redis.scanStream({
    match: `${buildKeys(build).prefix}:*`,
    count: 500,
  })) {
    if (keys.length > 0) removed += await redis.unlink(...(keys as string[]));
  }
  await redis.srem(buildsKey, build);
  return removed;
}

/** Removes what builds left whose producer died; gives how many builds and keys that were. */
export async function removeDeadBuilds(redis: Redis): Promise<{ builds: number; keys: number }> {
  const found = { builds: 0, keys: 0 };
  for (const build of await redis.smembers(buildsKey)) {
    if ((await redis.exists(buildKeys(build).alive)) === 1) continue;
    found.builds += 1;
    found.keys += await removeBuild(redis, build);
  }
  return found;
}

/** Gives a sign of life until it is stopped. */
export async function keepAlive(lifeline: Lifeline, build: string): Promise<() => void> {
  const { alive } = buildKeys(build);
  const sign = () => lifeline.redis.set(alive, '1', 'PX', producerSilenceMs);
  await lifeline.ask(sign);
  const timer = setInterval(() => void sign().catch(() => {}), producerSilenceMs / 3);
  return () => clearInterval(timer);
}
