import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import type { BuildEvent } from '../../src/contract/build.ts';
import { pages, project } from './project.ts';
import '../setup/package.ts';

const corpusFiles = ['index.jsonl', 'links.json', 'manifest.json', 'statistics.json'];

it('writes one output a document, the index and the manifest', async () => {
  const { settings, output } = project({ 'a.md': '# A\n\nText.\n', 'guides/b.mdx': '# B\n' });
  const { metrics, messages } = await build(settings());
  expect(messages).toEqual([]);
  expect(metrics.documents).toMatchObject({ processed: 2, written: 2, failed: 0 });
  const files = output();
  expect(Object.keys(files)).toEqual(['a.mdc', 'guides/b.mdc', ...corpusFiles]);
  expect(files['a.mdc']).toBe('# A\n\nText.\n');
});

it('leaves a second build with nothing to write', async () => {
  const { settings, output } = project(pages(9));
  await build(settings());
  const first = output();
  const { metrics, drift } = await build(settings());
  expect(metrics.documents).toMatchObject({ written: 0, unchanged: 9 });
  expect(drift).toEqual({ stale: [], missing: [], orphaned: [] });
  expect(output()).toEqual(first);
});

it('gives the same bytes for any workers, batches and executor', async () => {
  const { settings, output, out } = project(pages(30));
  await build(settings());
  const expected = output();
  const variants = [
    { parallel: true, maxWorkers: 1, batchSize: 1, inlineThreshold: 1 },
    { parallel: true, maxWorkers: 2, batchSize: 7, inlineThreshold: 1 },
    { parallel: true, maxWorkers: 4, batchSize: 50, inlineThreshold: 1 },
    { parallel: true, maxWorkers: 2, cpuIntensiveThreshold: 1, inlineThreshold: 1 },
    { parallel: true, executor: 'processes', inlineThreshold: 1 },
    { parallelTransforms: false },
    { parser: 'remark' },
  ] as const;
  for (const variant of variants) {
    rmSync(out, { recursive: true });
    const { metrics } = await build(settings(variant));
    expect(metrics.documents.written).toBe(30);
    expect(output()).toEqual(expected);
  }
});

it('tells of documents in path order, whichever ends first', async () => {
  const { settings } = project({ ...pages(8), 'z-large.md': `# Z\n\n${'word '.repeat(2_000)}\n` });
  const events: BuildEvent[] = [];
  const config = { parallel: true, inlineThreshold: 1, batchSize: 2, cpuIntensiveThreshold: 1_000 };
  await build(settings(config), { onEvent: (event) => events.push(event) });
  const paths = events.flatMap((event) => (event.type === 'document' ? [event.path] : []));
  expect(paths).toEqual([...paths].sort());
  expect(paths).toHaveLength(9);
});

it('writes nothing in a dry run, and tells what it would write', async () => {
  const { settings, output, out, write } = project({ 'a.md': '# A\n', 'b.md': '# B\n' });
  const first = await build(settings(), { dryRun: true });
  expect(first.metrics.documents.written).toBe(2);
  expect(first.drift.missing).toEqual(['a.mdc', 'b.mdc', ...corpusFiles]);
  expect(existsSync(out)).toBe(false);

  await build(settings());
  const before = output();
  write('docs/a.md', '# Another\n');
  rmSync(join(settings().sourceRoot, 'b.md'));
  const second = await build(settings(), { dryRun: true });
  expect(second.drift).toMatchObject({ missing: [], orphaned: ['b.mdc'] });
  expect(second.drift.stale).toContain('a.mdc');
  expect(output()).toEqual(before);
});

it('removes the output of a source that is gone, with the folder that it leaves empty', async () => {
  const { settings, out, src, write } = project({ 'a.md': '# A\n', 'old/b.md': '# B\n' });
  await build(settings());
  write('out/old/mine.txt', 'not written by contextor');
  rmSync(join(src, 'old/b.md'));
  expect((await build(settings())).removed).toEqual(['old/b.mdc']);
  expect(existsSync(join(out, 'old/mine.txt'))).toBe(true);
  expect(existsSync(join(out, 'old/b.mdc'))).toBe(false);
});

it('removes the former output when the layout changes', async () => {
  const { settings, output } = project({ 'guides/a.md': '# A\n' });
  await build(settings());
  await build(settings({ layout: 'flat', repo: 'owner/docs' }));
  expect(Object.keys(output())).toEqual(['docs__guides__a.mdc', ...corpusFiles]);
});

it('fails the later of two documents with one output, and writes the first', async () => {
  const { settings, output } = project({ 'a.md': '# First\n', 'a.mdx': '# Second\n' });
  const { metrics, messages } = await build(settings());
  expect(metrics.documents).toMatchObject({ written: 1, failed: 1 });
  expect(messages).toMatchObject([{ rule: 'collision', path: 'a.mdx', severity: 'error' }]);
  expect(output()['a.mdc']).toContain('First');
});

it('reports a document that vanishes while the build runs', async () => {
  const { settings, src } = project({ 'a.md': '# A\n', 'b.md': '# B\n' });
  const onEvent = (event: BuildEvent) => {
    if (event.type === 'started') rmSync(join(src, 'b.md'));
  };
  const { metrics, messages } = await build(settings(), { onEvent });
  expect(metrics.documents).toMatchObject({ written: 1, failed: 1 });
  expect(messages).toMatchObject([{ rule: 'unreadable', path: 'b.md' }]);
});

it('keeps the last good output of a document that fails', async () => {
  const { settings, src, output } = project({ 'a.md': '# A\n', 'b.md': '# B\n' });
  await build(settings());
  const onEvent = (event: BuildEvent) => {
    if (event.type !== 'started') return;
    rmSync(join(src, 'b.md'));
    mkdirSync(join(src, 'b.md'));
  };
  await build(settings(), { onEvent });
  expect(Object.keys(output())).toContain('b.mdc');
});

it.each([
  ['a missing source folder', { src: 'nowhere' }, 'SOURCE_MISSING'],
  ['globs that match nothing', { include: ['*.txt'] }, 'NO_DOCUMENTS'],
  ['a transform that is not there', { transforms: ['./none.mjs'] }, 'MODULE_MISSING'],
])('refuses %s', async (_, config, code) => {
  const { settings } = project({ 'a.md': '# A\n' });
  await expect(build(settings(config))).rejects.toMatchObject({ code });
});

it('refuses an output folder that is a file', async () => {
  const { settings, out } = project({ 'a.md': '# A\n' });
  writeFileSync(out, '');
  await expect(build(settings())).rejects.toMatchObject({ code: 'OUT_NOT_WRITABLE' });
});

it('does not write through a link that leaves the output folder', async () => {
  const { settings, root, out } = project({ 'a.md': '# A\n', 'guides/b.md': '# B\n' });
  mkdirSync(join(root, 'elsewhere'));
  mkdirSync(out);
  symlinkSync(join(root, 'elsewhere'), join(out, 'guides'));
  const { metrics, messages } = await build(settings(), { forceOut: true });
  expect(metrics.documents).toMatchObject({ written: 1, failed: 1 });
  expect(messages).toMatchObject([{ rule: 'unwritable', path: 'guides/b.md' }]);
  expect(existsSync(join(root, 'elsewhere/b.mdc'))).toBe(false);
});

it('builds only the documents asked for, and leaves the others', async () => {
  const { settings, output, write } = project({ 'a.md': '# A\n', 'guides/b.md': '# B\n' });
  await build(settings());
  write('docs/a.md', '# A2\n');
  write('docs/guides/b.md', '# B2\n');
  const { metrics } = await build(settings(), { only: ['guides/**'] });
  expect(metrics.documents.processed).toBe(1);
  const files = output();
  expect(files['a.mdc']).toContain('# A\n');
  expect(files['guides/b.mdc']).toContain('# B2\n');
  expect(files['index.jsonl']).toContain('"path":"a.md"');
});

it('takes the lines of other documents as they stand in the index', async () => {
  const { settings, output, write } = project({ 'a.md': '# A\n', 'b.md': '# B\n' });
  await build(settings());
  const bare = JSON.stringify({ path: 'a.md', out: 'a.mdc' });
  write('out/index.jsonl', `${bare}\n`);
  const { metrics } = await build(settings(), { only: ['b.md'], forceOut: true });
  expect(metrics.documents).toMatchObject({ processed: 1, failed: 0 });
  expect(output()['index.jsonl']?.split('\n')[0]).toBe(bare);
});

it('stops when it is aborted, and a later build gives the bytes of a whole one', async () => {
  const { settings, output, out } = project(pages(20));
  await build(settings());
  const whole = output();
  rmSync(out, { recursive: true });
  const controller = new AbortController();
  const onEvent = (event: BuildEvent) => {
    if (event.type === 'document') controller.abort();
  };
  const { interrupted } = await build(settings(), { signal: controller.signal, onEvent });
  expect(interrupted).toBe(true);
  await build(settings());
  expect(output()).toEqual(whole);
});

it('lets two builds into one folder follow each other', async () => {
  const { settings, output, out } = project(pages(20));
  await build(settings());
  const whole = output();
  rmSync(out, { recursive: true });
  await Promise.all([build(settings()), build(settings()), build(settings())]);
  expect(output()).toEqual(whole);
});

it('names files that are long, odd or not ASCII', async () => {
  const names = ['größe 日本.md', `${'x'.repeat(250)}.md`, 'quote\'"name.md', 'line\nbreak.md'];
  const { settings, output } = project(Object.fromEntries(names.map((name) => [name, '# T\n'])));
  const { metrics } = await build(settings());
  expect(metrics.documents).toMatchObject({ written: 4, failed: 0 });
  expect(Object.keys(output()).filter((name) => name.endsWith('.mdc'))).toHaveLength(4);
  await build(settings({ layout: 'flat' }));
});
