import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import { resolveSettings } from '../../src/config/resolve.ts';
import { collectReport } from '../../src/report/collect.ts';
import { writeReport } from '../../src/report/write.ts';

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'contextor-report-'));
  mkdirSync(join(cwd, 'docs'));
  writeFileSync(join(cwd, 'package.json'), '{}');
  writeFileSync(join(cwd, 'docs/a.md'), '# A\n\nSee [b](./gone.md).\n');
});

afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const settings = () => resolveSettings({ title: 'Sample' }, { cwd });

test('the report is of the build: pages with tokens, and what was found', async () => {
  const source = { settings: settings(), result: await build(settings()) };
  const data = await collectReport(source);
  expect(data).toMatchObject({ title: 'Sample', totals: { documents: 1, failed: 0 } });
  const { before, after } = source.result.metrics.tokens;
  expect(data.pages).toEqual([{ path: 'a.md', title: 'A', tokens: { before, after } }]);
  expect(data.brokenTargets).toMatchObject([
    { target: './gone.md', places: [{ path: 'a.md', line: 3, column: 5 }] },
  ]);
  await writeReport(join(cwd, 'out/report.html'), source);
  expect(readFileSync(join(cwd, 'out/report.html'), 'utf8')).toContain('gone.md');
});

test('with repository and ref, places have addresses', async () => {
  writeFileSync(join(cwd, 'docs/c.mdx'), '# C\n\n<Lost\n  a="1"\n/>\n\n<Lost>x</Lost>\n');
  const named = resolveSettings({ repo: 'acme/docs', ref: 'main' }, { cwd });
  const { pages, brokenTargets, lostComponents } = await collectReport({
    settings: named,
    result: await build(named),
  });
  const docs = 'https://github.com/acme/docs/blob/main/docs';
  expect(pages.map(({ url }) => url)).toEqual([`${docs}/a.md`, `${docs}/c.mdx`]);
  expect(brokenTargets[0]!.places[0]!.url).toBe(`${docs}/a.md#L3`);
  expect(lostComponents).toMatchObject([
    { name: 'Lost', example: '<Lost\n  a="1"\n/>', places: [{ url: `${docs}/c.mdx#L3` }] },
  ]);
});

test('what a build changes is shown, page by page', async () => {
  writeFileSync(join(cwd, 'docs/b.mdx'), '# B\n\nText.\n\n{/* note to the author */}\n');
  const source = { settings: settings(), result: await build(settings()) };
  const { changes } = await collectReport(source);
  expect([...changes.keys()]).toEqual(['a.md', 'b.mdx']);
  expect(changes.get('b.mdx')).toContainEqual({
    same: 2,
    heading: 'B',
    before: '{/* note to the author */}',
    after: '',
    code: false,
  });
});

test('a path that is a folder is refused with what would do', async () => {
  const source = { settings: settings(), result: await build(settings()) };
  await expect(writeReport(join(cwd, 'docs'), source)).rejects.toThrow(
    expect.objectContaining({
      code: 'REPORT_UNWRITABLE',
      remedy: expect.stringContaining('report.html'),
    }),
  );
});
