import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import type { BuildEvent } from '../../src/contract/build.ts';
import { project } from '../build/project.ts';
import '../setup/package.ts';
import { folderWith, runCli } from '../cli/run-cli.ts';
import { type Hostile, hostileDocuments } from './hostile.ts';

const all = process.env.CONTEXTOR_FAULTS === 'all';

/** Larger documents take minutes on a busy machine. */
const bound = all ? 10_000_000 : 2_000;

/** What a document may take before its worker is ended, in milliseconds: the default. */
const deadlineMs = 60_000;

/** What a build of one worker may take with the default limit of 512 MB for the worker. */
const mostMb = 1_500;

interface Made extends Hostile {
  made: string;
}

const documents: Made[] = hostileDocuments
  .map((document) => ({ ...document, made: document.text() }))
  .filter(({ made }) => made.length < bound);

it(`builds hostile documents beside others (${documents.length})`, async ({ task }) => {
  Object.assign(task.meta, { faults: documents.length });
  const ending = (path: string) => path.slice(path.lastIndexOf('.'));
  const files = documents.map(({ path, made }, n) => [`hostile-${n}${ending(path)}`, made]);
  const own = project({ ...Object.fromEntries(files), 'good.md': '# Good\n\nAll is well.\n' });
  const settled: BuildEvent[] = [];
  const { metrics, messages } = await build(
    own.settings({ parallel: true, inlineThreshold: 1, maxWorkers: 2 }),
    { onEvent: (event) => event.type === 'document' && settled.push(event) },
  );
  expect(settled).toHaveLength(files.length + 1);
  expect(own.output()['good.mdc']).toMatch(/# Good\n\nAll is well\.\n$/);
  const failed = messages.filter(({ severity }) => severity === 'error');
  expect(new Set(failed.map(({ path }) => path)).size).toBe(metrics.documents.failed);
  for (const { reason } of failed) expect(reason).toMatch(/took longer than|ran out of memory/);
}, 1_800_000);

const sizes: [string, () => string, RegExp][] = [
  ['one line of 50 MB', () => 'word '.repeat(10_000_000), /more than `documentLimitMb` allows/],
  ['1,000,000 lines', () => 'line of text\n'.repeat(1_000_000), /1 written|took longer/],
  ['a word repeated for 20 MB', () => 'a'.repeat(20_000_000), /1 written|memory|took longer/],
];

it.each(all ? sizes : [])(
  'survives %s',
  (_, text, outcome) => {
    const cwd = folderWith({ 'docs/large.md': text() });
    const started = performance.now();
    const args = ['build', '--no-cache', '--metrics-output', 'metrics.json'];
    const { stderr } = runCli(args, { cwd, timeoutMs: 180_000 });
    expect(stderr).toMatch(outcome);
    expect(performance.now() - started).toBeLessThan(2 * deadlineMs);
    const metrics = JSON.parse(readFileSync(join(cwd, 'metrics.json'), 'utf8'));
    expect(metrics.memory_peak_mb).toBeLessThan(mostMb);
    rmSync(cwd, { recursive: true });
  },
  200_000,
);
