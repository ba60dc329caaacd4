import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import type { BuildEvent } from '../../src/contract/build.ts';
import { type Project, project } from '../build/project.ts';
import '../setup/package.ts';

/** Fails under `unknownComponents: 'error'`. */
const failing = '# B\n\n<Unknown />\n';
const settings = (own: Project) => own.settings({ unknownComponents: 'error' });
const outputs = (own: Project) => Object.keys(own.output()).filter((out) => out.endsWith('.mdc'));
const orphans = async (own: Project) => (await build(settings(own), { dryRun: true })).drift;

/** A project whose page `b.md` was written once and then failed. */
async function withFailure(): Promise<Project> {
  const own = project({ 'a.md': '# A\n', 'b.md': '# B\n' });
  await build(settings(own));
  own.write('docs/b.md', failing);
  const { metrics } = await build(settings(own));
  expect(metrics.documents.failed).toBe(1);
  expect(outputs(own)).toEqual(['a.mdc', 'b.mdc']);
  return own;
}

it('a page that failed and whose source goes leaves no output', async () => {
  const own = await withFailure();
  expect(JSON.parse(own.output()['manifest.json']!).kept).toEqual([{ path: 'b.md', out: 'b.mdc' }]);
  rmSync(join(own.src, 'b.md'));
  expect(await orphans(own)).toMatchObject({ orphaned: ['b.mdc'] });
  expect((await build(settings(own))).removed).toEqual(['b.mdc']);
  expect(outputs(own)).toEqual(['a.mdc']);
  expect(await orphans(own)).toMatchObject({ orphaned: [], stale: [], missing: [] });
});

it('a page that failed while others alone were built is still known', async () => {
  const own = await withFailure();
  await build(settings(own), { only: ['a.md'] });
  rmSync(join(own.src, 'b.md'));
  await build(settings(own));
  expect(outputs(own)).toEqual(['a.mdc']);
});

it('a page that failed and is fixed is written again', async () => {
  const own = await withFailure();
  own.write('docs/b.md', '# Fixed\n');
  expect((await build(settings(own))).metrics.documents).toMatchObject({ written: 1, failed: 0 });
  expect(own.output()['b.mdc']).toContain('# Fixed');
});

it('a source that is removed during a build leaves no output', async () => {
  const own = project({ 'a.md': '# A\n', 'b.md': '# B\n' });
  await build(settings(own));
  const onEvent = ({ type }: BuildEvent) => {
    if (type === 'started') rmSync(join(own.src, 'b.md'), { force: true });
  };
  expect((await build(settings(own), { onEvent })).removed).toEqual(['b.mdc']);
  expect(outputs(own)).toEqual(['a.mdc']);
});

it.each([
  ['excluded', { exclude: ['b.md'] }],
  ['a partial', { partials: ['b.md'] }],
])('a page that is %s from now on leaves no output', async (_, config) => {
  const own = project({ 'a.md': '# A\n', 'b.md': '# B\n' });
  await build(settings(own));
  expect((await build(own.settings(config))).removed).toEqual(['b.mdc']);
  expect(outputs(own)).toEqual(['a.mdc']);
});

it('a page that becomes too large keeps its output while its source is there', async () => {
  const own = project({ 'a.md': '# A\n', 'b.md': '# B\n' });
  await build(settings(own));
  own.write('docs/b.md', 'word '.repeat(300_000));
  const limited = own.settings({ documentLimitMb: 1 });
  for (const only of [[], ['a.md']]) {
    await build(limited, { only });
    expect(outputs(own)).toEqual(['a.mdc', 'b.mdc']);
  }
  rmSync(join(own.src, 'b.md'));
  expect((await build(limited)).removed).toEqual(['b.mdc']);
});
