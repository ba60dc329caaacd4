import { setFlagsFromString } from 'node:v8';
import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { pages, project } from '../build/project.ts';
import '../setup/package.ts';

/** A stage that does something to one page of twelve. */
const fault = (body: string) => `export default {
  name: 'fault',
  kind: 'enrich',
  async run(document) {
    if (!document.path.endsWith('page-5.md')) return;
    ${body}
  },
};
`;

const faults = [
  ['throws', "throw new Error('no luck')", "The stage 'fault' failed: no luck"],
  ['rejects', "await Promise.reject(new Error('no luck'))", 'no luck'],
  ['waits without end', 'await new Promise(() => setInterval(() => {}, 1000))', 'longer than'],
  ['computes without end', 'for (;;);', 'longer than'],
  ['calls process.exit', 'process.exit(0)', 'worker ended'],
  [
    'throws later',
    "setImmediate(() => { throw new Error('late') }); await new Promise(() => {})",
    'late',
  ],
  [
    'exhausts the memory',
    // Large pieces: small ones are moved many at a time, and Node ends where that leaps over the limit.
    'const all = []; for (;;) all.push(new Array(200_000).fill(all.length))',
    'memory',
  ],
] as const;

/**
 * Tests collect with more room for short-lived objects (`vitest.config.ts`). In a worker, V8 heeds that
 * flag before the worker's own limits: its short-lived objects alone exceed its heap, and V8 ends the process.
 */
setFlagsFromString('--max-semi-space-size=0');

/** Longer than any other page takes, the first of a worker on a busy machine included. */
const slowMs = 3_000;

/** Of these, a thread says why it ended; of a process only its end is known. */
const endings = new Set<string>(['late', 'memory']);

/** Processes start slowly; `npm run test:faults` tries each fault in them. */
const ofProcesses = faults.filter(
  ([what]) => process.env.CONTEXTOR_FAULTS === 'all' || /^(?:computes|calls)/.test(what),
);

/**
 * Node 24.21 does not end a thread at its memory limit while it allocates in a loop: a worker of 128 MB
 * and nothing else grew to 16 GB. The time limit ends it there.
 */
const limitsThreads = Number.parseInt(process.versions.node, 10) < 24;
const ofThreads = faults.filter(([, , reason]) => reason !== 'memory' || limitsThreads);

const cases = [
  ...ofThreads.map((fault) => ['threads', ...fault] as const),
  ...ofProcesses.map((fault) => ['processes', ...fault] as const),
];

it.each(cases)('with %s, loses only the document on which a transform %s', async (...given) => {
  const [executor, , body, reason] = given;
  const { settings, output, write } = project(pages(12));
  write('fault.mjs', fault(body));
  const { metrics, messages } = await build(
    settings({
      transforms: ['./fault.mjs'],
      parallel: true,
      executor,
      inlineThreshold: 1,
      maxWorkers: 2,
      batchSize: 4,
      memoryLimitMb: 128,
      // A busy machine takes minutes to fill a worker's memory.
      documentTimeoutMs: reason === 'longer than' ? slowMs : 170_000,
    }),
  );
  expect(messages).toMatchObject([{ path: 'folder-1/page-5.md', severity: 'error' }]);
  expect(messages[0]?.reason).toMatch(
    executor === 'processes' && endings.has(reason) ? 'worker ended' : reason,
  );
  expect(metrics.documents).toMatchObject({ written: 11, failed: 1 });
  expect(Object.keys(output()).filter((path) => path.endsWith('.mdc'))).toHaveLength(11);
});

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
