import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../setup/folder.ts';
import { runHere } from './run-here.ts';

const cell = (type: string, source: string[], rest: object = {}) => ({
  cell_type: type,
  metadata: {},
  source,
  ...rest,
});

const notebook = {
  cells: [
    cell('markdown', ['# Firing\n', '\n', ':::{note}\n', 'Hot.\n', ':::\n', '\n', '[x](gone.md)']),
    cell('code', ['print(1)'], {
      outputs: [{ output_type: 'stream', name: 'stdout', text: ['1\n'] }],
    }),
    cell('markdown', ['## Cooling\n', '\n', 'Slowly.']),
  ],
  metadata: { kernelspec: { language: 'python' } },
  nbformat: 4,
};

test('notebooks of a book are built, linked and verified, and findings name lines of the file', async () => {
  const cwd = folderWith({
    'myst.yml':
      'version: 1\nproject:\n  title: Kilns\n  toc:\n    - file: intro.md\n    - file: firing.ipynb\n',
    'intro.md': '# Intro\n\n[Cooling](firing.ipynb#cooling), [](./firing.ipynb)\n',
    'firing.ipynb': `${JSON.stringify(notebook, undefined, 1)}\n`,
  });
  const run = await runHere(['build', '--no-cache', '--verify'], { cwd });
  const output = (name: string) => readFileSync(join(cwd, '.contextor', name), 'utf8');
  expect(output('firing.mdc')).toBe(
    '# Firing\n\n> [!NOTE]\n> Hot.\n\n[x](gone.md)\n\n```python\nprint(1)\n```\n\n```output\n1\n```\n\n## Cooling\n\nSlowly.\n',
  );
  expect(output('intro.mdc')).toBe(
    '# Intro\n\n[Cooling](firing.mdc#cooling), [Firing](firing.mdc)\n',
  );
  const line =
    JSON.stringify(notebook, undefined, 1)
      .split('\n')
      .findIndex((one) => one.includes('gone.md')) + 1;
  expect(run.stderr).toContain(`firing.ipynb:${line} warning: Link to "gone.md" leads nowhere`);
  expect(run.stderr).toMatch(/Verified 2 documents: 0 findings/);
});

test('a broken notebook stops no other, and --stdout shows one', async () => {
  const cwd = folderWith({
    'contextor.config.json': '{ "include": ["**/*.ipynb"] }',
    'docs/a.ipynb': JSON.stringify(notebook),
    'docs/b.ipynb': '{\n<<<<<<< HEAD\n}',
  });
  const run = await runHere(['build', '--no-cache'], { cwd });
  expect(run.stderr).toMatch(
    /docs\/b\.ipynb error: The file is not a notebook of format 4: invalid symbol in line 2\./,
  );
  expect(run.stderr).toMatch(/1 written, 0 unchanged, 1 failed/);
  expect(run.code).toBe(1);
  const one = await runHere(['build', '--stdout', 'docs/a.ipynb'], { cwd });
  expect(one.stdout).toBe(readFileSync(join(cwd, '.contextor/a.mdc'), 'utf8'));
});

test('a book of notebooks alone is found by its table of contents', async () => {
  const cwd = folderWith({
    'book/_config.yml': 'title: Kilns\n',
    'book/_toc.yml': 'format: jb-book\nroot: firing\n',
    'book/firing.ipynb': JSON.stringify(notebook),
    'book/.ipynb_checkpoints/firing-checkpoint.ipynb': JSON.stringify(notebook),
  });
  const run = await runHere(['build', '--no-cache'], { cwd });
  expect(run.stderr).toContain('using book (sphinx, book/_config.yml), Kilns');
  expect(run.stderr).toMatch(/1 written, 0 unchanged, 0 failed/);
});
