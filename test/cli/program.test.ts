import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bin } from '../setup/package.ts';
import { runCli } from './run-cli.ts';
import { runHere } from './run-here.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

describe('the command', () => {
  test('prints its version', () => {
    expect(runCli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('prints help on request to stdout, unasked to stderr', () => {
    const asked = runCli(['--help']);
    expect(asked).toMatchObject({ code: 0, stderr: '' });
    expect(asked.stdout).toContain('Usage: contextor [options] [command]');
    expect(runCli([])).toMatchObject({ code: 2, stdout: '', stderr: asked.stdout });
  });

  test.each([
    [['complet'], "unknown command 'complet'", 'Did you mean completion?'],
    [['completion', 'bash', '--no-colr'], "unknown option '--no-colr'", 'Did you mean --no-color?'],
    [['completion', 'bsh'], 'unknown shell "bsh"', 'Did you mean "bash"?'],
    [['completion'], "missing required argument 'shell'", 'See `contextor completion --help`.'],
    [['xyzzy'], "unknown command 'xyzzy'", 'See `contextor --help`.'],
    [
      ['report'],
      "unknown command 'report'",
      'Write a report with `contextor build --report report.html`; `contextor stats` prints the tokens of the last build.',
    ],
    [
      ['index'],
      "unknown command 'index'",
      'Write the search index with `contextor build --search`.',
    ],
  ])('%j exits with 2 and says what would do', async (args, message, remedy) => {
    const run = await runHere(args);
    expect(run).toEqual({ code: 2, stdout: '', stderr: `error: ${message}\n  ${remedy}\n` });
  });

  test.each([
    [{ FORCE_COLOR: '1' }, true],
    [{ NO_COLOR: '1' }, false],
    [{}, false],
  ])('colours: %j', async (env, colored) => {
    expect((await runHere(['complet'], { env })).stderr.includes('\u001b[')).toBe(colored);
  });

  test('colours are switched off by the option', async () => {
    const run = await runHere(['completion', 'x', '--no-color'], { env: { FORCE_COLOR: '1' } });
    expect(run.stderr).not.toContain('\u001b[');
  });

  test('control characters of arguments are shown, not sent to the terminal', async () => {
    const { stderr } = await runHere(['completion', '\u001b[31mred']);
    expect(stderr).toContain('\\u001b[31mred');
  });
});

test('the version and a typo cost no package: what the bin loads at once is small', () => {
  const loaded = new Map<string, string>();
  const load = (file: string) => {
    if (loaded.has(file)) return;
    const code = readFileSync(file, 'utf8');
    loaded.set(file, code);
    for (const [, target] of code.matchAll(/^import (?:[^'"]*from )?["']([^'"]+)["']/gm)) {
      expect(target).toMatch(/^(?:\.|node:)/);
      if (target!.startsWith('.')) load(join(dirname(file), target!));
    }
  };
  load(bin);
  expect([...loaded.values()].join('').length).toBeLessThan(20_000);
});

describe('completion', () => {
  test.each(['bash', 'zsh', 'fish'])('%s names the commands and options', async (shell) => {
    const { code, stdout } = await runHere(['completion', shell]);
    expect(code).toBe(0);
    expect(stdout).toContain('completion');
    expect(stdout).toMatch(/no-color/);
  });

  test('the bash script completes', () => {
    const script = `${runCli(['completion', 'bash']).stdout}
      COMP_WORDS=(contextor completion --no) COMP_CWORD=2; _contextor; echo "\${COMPREPLY[@]}"`;
    const run = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    expect(run.stdout.trim()).toBe('--no-color');
  });
});
