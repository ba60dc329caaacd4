import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';
import { folderWith, runCli } from './cli/run-cli.ts';

/** The files that hold compiled code, with the time when each was written. */
function kept(temporary: string): Record<string, number> {
  const files = fastGlob.sync('contextor-code-*/*/*', { cwd: temporary }).sort();
  return Object.fromEntries(files.map((file) => [file, statSync(join(temporary, file)).mtimeMs]));
}

function help(temporary: string, env: Record<string, string> = {}): string {
  const { code, stdout, stderr } = runCli(['build', '--help'], {
    env: { TMPDIR: temporary, ...env },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** A folder for temporary files that an earlier run has used. */
function usedFolder(): string {
  const temporary = folderWith({});
  help(temporary);
  return temporary;
}

describe('what V8 compiles of the command', () => {
  test('is not kept by the first run, which may be the last on its machine', () => {
    expect(kept(usedFolder())).toEqual({});
  });

  test('is kept by the second among the temporary files, and taken by the next', () => {
    const temporary = usedFolder();
    const first = help(temporary);
    const files = kept(temporary);
    expect(Object.keys(files)).not.toEqual([]);
    expect(help(temporary)).toBe(first);
    expect(kept(temporary)).toEqual(files);
  });

  test('is kept anew by a run that takes longer and compiles more', () => {
    const temporary = usedFolder();
    help(temporary);
    const files = kept(temporary);
    const root = folderWith({
      'docs/a.md': '# A\n',
      'slow.cjs': 'for (const end = Date.now() + 2000; Date.now() < end; );',
    });
    const slowly = { TMPDIR: temporary, NODE_OPTIONS: `--require ${join(root, 'slow.cjs')}` };
    help(temporary, slowly);
    expect(kept(temporary)).toEqual(files);
    runCli(['build', '--src', 'docs'], { cwd: root, env: slowly });
    const later = kept(temporary);
    expect(Object.keys(files).filter((file) => later[file] !== files[file])).not.toEqual([]);
  });

  test('is not kept where flags were changed since: the next run would refuse it', () => {
    const temporary = usedFolder();
    const root = folderWith({
      'flags.cjs':
        "process.on('exit', () => require('v8').setFlagsFromString('--heap-growing-percent=30'));",
    });
    help(temporary, { NODE_OPTIONS: `--require ${join(root, 'flags.cjs')}` });
    expect(kept(temporary)).toEqual({});
    help(temporary);
    expect(kept(temporary)).not.toEqual({});
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['is empty', () => Buffer.alloc(0)],
    ['was cut off', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['has another byte', (bytes) => Buffer.from(bytes).fill(bytes[900]! ^ 1, 900, 901)],
  ])('is compiled again where it %s', (_, change) => {
    const temporary = usedFolder();
    const first = help(temporary);
    for (const file of Object.keys(kept(temporary))) {
      const path = join(temporary, file);
      writeFileSync(path, change(readFileSync(path)));
    }
    const changed = kept(temporary);
    expect(help(temporary)).toBe(first);
    for (const [file, time] of Object.entries(kept(temporary))) {
      expect(time).toBeGreaterThan(changed[file]!);
    }
  });

  test('is kept by workers, too', () => {
    const temporary = usedFolder();
    const root = folderWith({
      'docs/a.md': '# A\n\nText.\n',
      'docs/b.md': '# B\n\nText.\n',
      'contextor.config.json': '{ "inlineThreshold": 1, "maxWorkers": 3 }',
    });
    const { code } = runCli(['build', '--src', 'docs'], { cwd: root, env: { TMPDIR: temporary } });
    expect(code).toBe(0);
    const workers = readdirSync('dist/src/pool/worker').filter((file) => file.startsWith('chunk-'));
    const names = Object.keys(kept(temporary)).map((file) =>
      basename(file).replace(/\.cjs-.*/, ''),
    );
    expect(names.filter((name) => workers.includes(`${name}.js`))).not.toEqual([]);
  });

  test('is not kept where Node is told to keep nothing', () => {
    const temporary = usedFolder();
    help(temporary, { NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(kept(temporary)).toEqual({});
  });

  test('is done without where there is no folder for temporary files', () => {
    expect(help('/nowhere')).toContain('contextor build');
  });
});
