import { ContextorError } from '../errors.ts';
import type { OptionSpec, OptionValues } from './command.ts';
import { wholeNumber } from './flags.ts';

/** Options of builds and workers that use a queue. */
export const redisOptions: readonly OptionSpec[] = [
  {
    flags: '--redis <url>',
    description: 'Redis of the executor bullmq. Default: CONTEXTOR_REDIS_URL.',
  },
  {
    flags: '--redis-timeout <s>',
    description: 'Seconds to wait for an answer from this Redis (default: 60).',
  },
];

/** The Redis to use: `--redis`, else the environment, where passwords are better kept. */
export function redisUrl(
  values: OptionValues,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const url = (values.redis as string | undefined) ?? env.CONTEXTOR_REDIS_URL;
  if (url) return url;
  throw new ContextorError('the queue needs the URL of a Redis server', {
    code: 'REDIS_URL',
    remedy: 'Give --redis redis://host:6379, or set CONTEXTOR_REDIS_URL.',
  });
}

/** How long it may take to answer, in milliseconds. */
export function redisTimeoutMs({ redisTimeout }: OptionValues): number | undefined {
  const seconds = wholeNumber('--redis-timeout', redisTimeout);
  return seconds && seconds * 1_000;
}
