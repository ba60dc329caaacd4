import { expect, it, vi } from 'vitest';
import { build } from '../../src/build.ts';
import '../setup/package.ts';
import { pages, project } from './project.ts';

/** Holds its thread without end, as a loop does, and leaves the CPU to others. */
const hang = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)';

/** One of each kind of worker. */
const pooled: [executor: 'threads' | 'processes', config: object][] = [
  ['threads', { parallel: true, inlineThreshold: 1, maxWorkers: 2, batchSize: 1 }],
  ['processes', { parallel: true, inlineThreshold: 1, maxWorkers: 2, batchSize: 7 }],
];

// Each waits, for ten seconds and more: the longest first, and three at once.
vi.setConfig({ maxConcurrency: 3 });

it.concurrent('a document that never ends fails alone where others wait in the same worker', async ({
  onTestFinished,
  expect,
}) => {
  const { settings, write, output } = project(pages(6), onTestFinished);
  const run = `async ({ path }) => {
    if (path.endsWith('page-5.md')) ${hang};
    await new Promise((resolve) => setTimeout(resolve, 50));
  }`;
  const stage = `{ name: 'hang', kind: 'enrich', concurrency: 4, run: ${run} }`;
  write('hang.mjs', `export default ${stage};`);
  const options = { transforms: ['./hang.mjs'], documentTimeoutMs: 3_000 };
  await build(settings({ executor: 'threads', ...options }));
  const made = Object.keys(output()).filter((path) => path.endsWith('.mdc'));
  expect(made).toEqual([0, 4, 1, 2, 3].map((at) => `folder-${at % 4}/page-${at}.mdc`));
});

it.concurrent.for(pooled)(
  'to wait for a turn takes none of the time of a document (%s, %j)',
  async ([executor, config], { onTestFinished }) => {
    // The last waits for 9 s; to load its code, a worker of a busy machine may take some.
    const { settings, write } = project(pages(4), onTestFinished);
    const wait = 'new Promise((resolve) => setTimeout(resolve, 3_000))';
    const stage = `{ name: 'slow', kind: 'enrich', concurrency: 1, run: () => ${wait} }`;
    write('slow.mjs', `export default ${stage};`);
    const options = { executor, transforms: ['./slow.mjs'], documentTimeoutMs: 8_500 };
    const { metrics } = await build(settings({ ...options, ...config, maxWorkers: 3 }));
    expect(metrics.documents.written).toBe(4);
  },
);

it.concurrent.for(pooled)(
  'a document that never gives its turn back fails alone (%s, %j)',
  async ([executor, config], { onTestFinished }) => {
    const { settings, write } = project(pages(5), onTestFinished);
    const run = `({ path }) => { if (path.endsWith('page-1.md')) ${hang}; }`;
    const stage = `{ name: 'hang', kind: 'enrich', concurrency: 1, run: ${run} }`;
    write('hang.mjs', `export default ${stage};`);
    const options = { executor, transforms: ['./hang.mjs'], documentTimeoutMs: 6_000 };
    const { metrics } = await build(settings({ ...options, ...config }));
    expect(metrics.documents).toMatchObject({ written: 4, failed: 1 });
  },
);
