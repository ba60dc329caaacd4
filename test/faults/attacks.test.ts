import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { build } from '../../src/build.ts';
import type { Config } from '../../src/config/settings.ts';
import { project } from '../build/project.ts';
import '../setup/package.ts';
import { Command } from '../queue/project.ts';
import { hasRedis, TestRedis } from '../queue/redis.ts';
import { type Attack, attacks, mystAttacks, part } from './attacks.ts';

/** The sizes of the attack in the nightly run, smaller ones at each change. */
const scale = process.env.CONTEXTOR_FAULTS === 'all' ? 10 : 1;

/**
 * At full size the reference parser needs a good part of a minute, and more on a machine that does
 * other things; `test/document/work.test.ts` bounds the work in CPU time.
 */
const documentTimeoutMs = 300_000;

const executors: Readonly<Record<string, Config>> = {
  'one thread': {},
  threads: { parallel: true, inlineThreshold: 1, maxWorkers: 2, batchSize: 4 },
  processes: {
    ...{ parallel: true, inlineThreshold: 1, maxWorkers: 2, batchSize: 4 },
    executor: 'processes',
  },
  'a queue': { parallel: true, inlineThreshold: 1, executor: 'bullmq' },
};

/** Every executor with every parser in the nightly run, each of them at each change. */
const ways = (['native', 'remark'] as const)
  .flatMap((parser) => Object.keys(executors).map((executor) => [executor, parser] as const))
  .filter(([executor, parser]) => {
    const isShort = executor === 'one thread' || (executor === 'threads') === (parser === 'native');
    return executor === 'a queue' ? hasRedis && scale > 1 : scale > 1 || isShort;
  });

/** A Redis and a worker that takes work from it, for one test. */
async function startedQueue(cwd: string): Promise<{ redis: string }> {
  const redis = await TestRedis.start();
  const worker = new Command(['worker', '--redis', redis.url, '--concurrency', '2'], { cwd });
  onTestFinished(async () => {
    worker.kill('SIGKILL');
    await worker.finished;
    await redis.close();
  });
  return { redis: redis.url };
}

async function built(pages: readonly Attack[], config: Config) {
  const files = pages.map(({ path, text }) => [path, text]);
  const own = project({ ...Object.fromEntries(files), LICENSE: 'MIT\n', 'closed.png': 'x' });
  own.write('docs/_part.mdx', part(scale));
  own.write('docs/good.md', '# Good\n\nAll is well.\n');
  symlinkSync('loop.md', join(own.src, 'loop.md'));
  own.write('docs/_closed.md', '# Closed\n\n## Part\n');
  for (const name of ['closed.png', '_closed.md']) chmodSync(join(own.src, name), 0);
  const options = config.executor === 'bullmq' ? await startedQueue(own.root) : {};
  const { messages, metrics } = await build(own.settings({ exclude: ['_*'], ...config }), options);
  return { messages, documents: metrics.documents, output: own.output() };
}

describe.each([
  ['generic', attacks(scale)],
  ['myst', mystAttacks(scale)],
] as const)('attacks on pages of the dialect %s', (dialect, pages) => {
  let first: Record<string, string> | undefined;

  it.each(ways)(
    'cost no page in %s with the parser %s, and give the same bytes',
    async (executor, parser) => {
      const given = pages.filter(({ large }) => parser === 'native' || large !== true);
      const { messages, documents, output } = await built(given, {
        ...executors[executor],
        ...{ dialect, parser, documentTimeoutMs },
      });
      expect(messages.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(documents).toMatchObject({ written: given.length + 1, failed: 0 });
      for (const { path, told } of given) {
        const reasons = messages
          .filter((message) => message.path === path)
          .map((one) => one.reason);
        if (told !== undefined) expect(reasons.join('\n'), path).toMatch(told);
      }
      first ??= output;
      for (const { path } of given) {
        const name = path.replace(/mdx?$/, 'mdc');
        expect(output[name] === first[name], name).toBe(true);
      }
    },
    900_000,
  );
});
