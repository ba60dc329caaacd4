import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { pages, project } from '../build/project.ts';
import { fault, slowMs } from './fault.ts';
import '../setup/package.ts';

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
