import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import { resolveSettings } from '../../src/config/resolve.ts';
import { collectReport, writeReport } from '../../src/report/write.ts';

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
  const data = collectReport(source);
  expect(data).toMatchObject({ title: 'Sample', totals: { documents: 1, failed: 0 } });
  const { before, after } = source.result.metrics.tokens;
  expect(data.pages).toEqual([{ path: 'a.md', title: 'A', tokens: { before, after } }]);
  expect(data.messages.map(({ rule }) => rule)).toContain('broken-link');
  writeReport(join(cwd, 'out/report.html'), source);
  expect(readFileSync(join(cwd, 'out/report.html'), 'utf8')).toContain('gone.md');
});

test('a path that is a folder is refused with what would do', async () => {
  const source = { settings: settings(), result: await build(settings()) };
  expect(() => writeReport(join(cwd, 'docs'), source)).toThrow(
    expect.objectContaining({
      code: 'REPORT_UNWRITABLE',
      remedy: expect.stringContaining('report.html'),
    }),
  );
});
