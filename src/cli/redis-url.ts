import { ContextorError } from '../errors.ts';
import type { OptionValues } from './command.ts';

/** The Redis to use: `--redis`, else the environment, where passwords are better kept. */
export function redisUrl(
  values: OptionValues,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const url = (values.redis as string | undefined) ?? env.CONTEXTOR_REDIS_URL;
  if (url) return url;
  throw new ContextorError('the queue needs a Redis', {
    code: 'REDIS_URL',
    remedy: 'Give --redis redis://host:6379, or set CONTEXTOR_REDIS_URL.',
  });
}
