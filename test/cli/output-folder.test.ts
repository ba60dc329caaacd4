import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../setup/folder.ts';
import { runHere } from './run-here.ts';

const docs = { 'docs/a.md': '# A\n', 'docs/notes.md': '# Notes\n' };

describe('an output folder with files of others', () => {
  test('is refused, naming one, and left as it is', async () => {
    const cwd = folderWith({ ...docs, 'out/a.mdc': 'mine\n' });
    const run = await runHere(['build', '--out', 'out'], { cwd });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('out holds a.mdc, which contextor did not write');
    expect(run.stderr).toContain('--force-out');
    expect(readFileSync(join(cwd, 'out/a.mdc'), 'utf8')).toBe('mine\n');
    expect(existsSync(join(cwd, 'out/index.jsonl'))).toBe(false);
  });

  test('is written with --force-out, and is contextor’s from then on', async () => {
    const cwd = folderWith({ ...docs, 'out/a.mdc': 'mine\n', 'out/other.txt': 'mine\n' });
    expect((await runHere(['build', '--out', 'out', '--force-out'], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, 'out/a.mdc'), 'utf8')).toContain('# A');
    expect(readFileSync(join(cwd, 'out/other.txt'), 'utf8')).toBe('mine\n');
    expect((await runHere(['build', '--out', 'out'], { cwd })).code).toBe(0);
  });

  test('is not overwritten where contextor wrote the others', async () => {
    const cwd = folderWith({ 'docs/a.md': '# A\n' });
    await runHere(['build', '--out', 'out'], { cwd });
    writeFileSync(join(cwd, 'out/notes.mdc'), 'mine\n');
    expect((await runHere(['build', '--out', 'out'], { cwd })).code).toBe(0);
    writeFileSync(join(cwd, 'docs/notes.md'), '# Notes\n');
    const run = await runHere(['build', '--out', 'out'], { cwd });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('out holds notes.mdc, which contextor did not write');
    expect(readFileSync(join(cwd, 'out/notes.mdc'), 'utf8')).toBe('mine\n');
  });

  test('may hold a file where a folder is to be, which is told of the documents in it', async () => {
    const cwd = folderWith(docs);
    await runHere(['build'], { cwd });
    writeFileSync(join(cwd, '.contextor/guide'), '');
    mkdirSync(join(cwd, 'docs/guide'));
    writeFileSync(join(cwd, 'docs/guide/a.md'), '# A\n');
    const { code, stderr } = await runHere(['build'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain('docs/guide/a.md error: Its output guide/a.mdc cannot be written');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('may hold what belongs to no one', async () => {
    const cwd = folderWith({ ...docs, 'out/.gitkeep': '' });
    expect((await runHere(['build', '--out', 'out'], { cwd })).code).toBe(0);
  });
});

test('an output whose source was gone and is back is contextor’s', async () => {
  const cwd = folderWith(docs);
  await runHere(['build'], { cwd });
  rmSync(join(cwd, 'docs/a.md'));
  await runHere(['build', 'notes.md'], { cwd });
  writeFileSync(join(cwd, 'docs/a.md'), '# A again\n');
  expect((await runHere(['build'], { cwd })).code).toBe(0);
});
