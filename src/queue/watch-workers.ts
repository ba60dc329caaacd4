import type { Redis } from 'ioredis';
import type { ProducerOptions } from './producer.ts';
import type { BuildKeys } from './protocol.ts';

/** How long a build without workers stays silent about it. */
const lonelyMs = 3_000;

interface Watching {
  keys: BuildKeys;
  counts: ReadonlyMap<string, number>;
  say: ProducerOptions['say'];
}

/** Says which workers do not take part, and that there are none as long as nothing is done. */
export function watchWorkers(redis: Redis, { keys, counts, say }: Watching): () => void {
  const started = Date.now();
  let told = false;
  const look = async () => {
    for (const refusal of (await redis.lpop(keys.refusals, 100)) ?? []) say('warning', refusal);
    if (told || counts.size > 0 || Date.now() - started < lonelyMs) return;
    told = true;
    say('warning', 'No worker has done anything yet. Start some: contextor worker --redis URL');
  };
  const timer = setInterval(() => void look().catch(() => {}), 500);
  return () => clearInterval(timer);
}
