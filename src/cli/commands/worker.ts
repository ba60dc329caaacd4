import { availableParallelism } from 'node:os';
import type { CommandDefinition } from '../command.ts';
import { wholeNumber } from '../flags.ts';
import { configOptions, redisOptions, redisTimeoutMs, redisUrl } from '../options.ts';
import { loadProject } from '../project.ts';

/** `worker`: works for the builds on a queue. */
export default {
  options: [
    ...redisOptions,
    { flags: '--concurrency <n>', description: 'Documents at once. Default: one per processor.' },
    ...configOptions,
    { flags: '-q, --quiet', description: 'Print nothing while it works.' },
  ],
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
    const concurrency = wholeNumber('--concurrency', values.concurrency) ?? availableParallelism();
    const { settings } = await loadProject(invocation);
    const { serveQueue } = await import('../../queue/serve.ts');
    const say = (text: string) => {
      if (values.quiet !== true) terminal.line(text);
    };
    await serveQueue({ url, timeoutMs, concurrency, settings, signal, say });
    return 0;
  },
} satisfies CommandDefinition;
