import { availableParallelism } from 'node:os';
import { ContextorError } from '../../errors.ts';
import type { CommandDefinition, OptionSpec } from '../command.ts';
import { configOptions, generalOptions } from '../options.ts';
import { loadProject } from '../project.ts';
import { redisOptions, redisTimeoutMs, redisUrl } from '../redis.ts';

const options: readonly OptionSpec[] = [
  ...redisOptions,
  { flags: '--concurrency <n>', description: 'Documents at once. Default: one per processor.' },
  ...configOptions,
  { flags: '-q, --quiet', description: 'Print nothing while it works.' },
  ...generalOptions,
];

/** `worker`: works for the builds on a queue. */
const worker: CommandDefinition = {
  options,
  examples: [
    {
      command: 'contextor worker --redis redis://queue.internal:6379 --concurrency 4',
      description: 'Work for all builds on this Redis, until it is stopped.',
    },
  ],
  async run(invocation) {
    const { options: values, io, terminal, signal } = invocation;
    const url = redisUrl(values, io.env);
    const timeoutMs = redisTimeoutMs(values);
    const concurrency = concurrencyOf(values.concurrency);
    const { settings } = await loadProject(invocation, options);
    const { serveQueue } = await import('../../queue/serve.ts');
    const say = (text: string) => {
      if (values.quiet !== true) terminal.line(text);
    };
    await serveQueue({ url, timeoutMs, concurrency, settings, signal, say });
    return 0;
  },
};

export default worker;

function concurrencyOf(value: unknown): number {
  if (value === undefined) return availableParallelism();
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new ContextorError(`--concurrency: expected a whole number from 1, received ${value}`, {
    code: 'CONFIG_INVALID_VALUE',
    remedy: 'Write how many documents this machine works on at once, such as --concurrency 4.',
  });
}
