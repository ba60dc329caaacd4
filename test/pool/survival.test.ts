import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { pages, project } from '../build/project.ts';
import { fault, slowMs } from './fault.ts';
import '../setup/package.ts';

it('goes on when a process dies that has nothing to do', async () => {
  const { settings, write } = project({ 'a.md': '# A\n', 'b.md': '# B\n' });
  // Once the other document is written, nothing is left to do for its process.
  write(
    'idle.mjs',
    `import { existsSync, readFileSync, writeFileSync } from 'node:fs';
     import { setTimeout } from 'node:timers/promises';
     const at = (name) => new URL(name, import.meta.url);
     export default { name: 'idle', kind: 'enrich', async run({ path }) {
       if (path === 'a.md') return void writeFileSync(at('pid'), String(process.pid));
       while (!existsSync(at('out/a.mdc'))) await setTimeout(20);
       process.kill(Number(readFileSync(at('pid'), 'utf8')), 'SIGKILL');
       await setTimeout(300);
     } };`,
  );
  const config = { parallel: true, inlineThreshold: 1, maxWorkers: 2, batchSize: 1 };
  const { metrics } = await build(
    settings({ transforms: ['./idle.mjs'], executor: 'processes', ...config }),
  );
  expect(metrics.documents).toMatchObject({ written: 2, failed: 0 });
});

it('builds in one thread when the workers cannot start, and says why', async () => {
  const { settings, write } = project(pages(4));
  write(
    'main-only.mjs',
    `import { isMainThread } from 'node:worker_threads';
     if (!isMainThread) throw new Error('not in a thread');
     export default { name: 'picky', kind: 'enrich', run() {} };`,
  );
  const said: string[] = [];
  const config = { transforms: ['./main-only.mjs'], parallel: true, inlineThreshold: 1 };
  const { metrics } = await build(settings(config), {
    onEvent: (event) => event.type === 'message' && said.push(event.reason),
  });
  expect(metrics.documents).toMatchObject({ written: 4, failed: 0 });
  expect(said.join()).toMatch(/workers could not start.*not in a thread.*one thread/);
});

it.each([
  ['threads', 'process.exit(0)'],
  ['threads', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)'],
  ['processes', "process.kill(process.pid, 'SIGKILL')"],
  ['processes', 'process.abort()'],
] as const)(
  'with %s, survives `%s` in a build too small for a pool, and without parallel work',
  async (executor, body) => {
    const { settings, write } = project(pages(8));
    write('fault.mjs', fault(body));
    const config = { transforms: ['./fault.mjs'], documentTimeoutMs: slowMs, maxWorkers: 1 };
    for (const parallel of [true, false]) {
      const { metrics } = await build(
        settings({ ...config, executor, parallel, out: `${parallel}` }),
      );
      expect(metrics.documents).toMatchObject({ written: 7, failed: 1 });
    }
  },
);

it('gives a large document up in a build without parallel work, and writes the others', async () => {
  const { settings } = project({ ...pages(4), 'large.md': 'Words.\n\n'.repeat(1_000_000) });
  const config = { parallel: false, documentTimeoutMs: 3_000, executor: 'threads' } as const;
  const { metrics, messages } = await build(settings(config));
  expect(metrics.documents).toMatchObject({ written: 4, failed: 1 });
  // Which of its bounds it meets first is a matter of Node and the machine.
  const reason = /given up: it(?: took longer|s worker ran out of memory)/;
  expect(messages).toMatchObject([{ path: 'large.md', reason: expect.stringMatching(reason) }]);
});
