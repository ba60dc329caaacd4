import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { CliIo } from '../../src/cli/command.ts';
import { main } from '../../src/cli/main.ts';
import { createTerminal, printable } from '../../src/cli/terminal.ts';
import { folderWith } from '../setup/folder.ts';

function io(overrides: { env?: CliIo['env']; isTTY?: boolean; cwd?: string } = {}) {
  const { env = {}, isTTY = true, cwd = '.' } = overrides;
  const stderr = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  const world: CliIo = {
    stdout: new PassThrough(),
    stderr,
    stdin: new PassThrough(),
    env,
    cwd,
    signals: new EventEmitter(),
  };
  return { world, said: () => String(stderr.read() ?? '') };
}

describe('progress', () => {
  test.each([
    ['on a terminal', true, {}, [], true],
    ['elsewhere', false, {}, [], false],
    ['in CI', true, { CI: '1' }, [], false],
    ['on a dumb terminal', true, { TERM: 'dumb' }, [], false],
    ['when it is not wanted', true, {}, ['--no-progress'], false],
    ['when quiet', true, {}, ['--quiet'], false],
  ])('%s', async (_, isTTY, env, args, shown) => {
    const { world, said } = io({ isTTY, env, cwd: folderWith({ 'docs/a.md': '# A\n' }) });
    expect(await main(['build', '--no-cache', ...args], world)).toBe(0);
    expect(/\d+\/1 documents/.test(said())).toBe(shown);
  });
});

describe('colours', () => {
  test.each([
    [{}, true, undefined, true],
    [{}, false, undefined, false],
    [{ NO_COLOR: '1' }, true, undefined, false],
    [{ FORCE_COLOR: '1' }, false, undefined, true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, undefined, true],
    [{ FORCE_COLOR: '0' }, true, undefined, false],
    [{ FORCE_COLOR: '1' }, true, false, false],
    [{ TERM: 'dumb' }, true, undefined, false],
  ])('%j, terminal %s, option %s: %s', (env, isTTY, color, colored) => {
    const { colors } = createTerminal(io({ env, isTTY }).world, { color });
    expect(colors.isColorSupported).toBe(colored);
  });
});

test.each([
  ['plain äß 文', 'plain äß 文'],
  ['a\u001b[31mb', 'a\\u001b[31mb'],
  ['a\rb\u0007', 'a\\u000db\\u0007'],
  ['a\u202eb', 'a\\u202eb'],
])('printable(%j)', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('an unknown error keeps its stack and asks for a report', async () => {
  const { world, said } = io({ isTTY: false });
  const broken = { ...world, cwd: undefined as unknown as string };
  expect(await main(['stats'], broken)).toBe(2);
  expect(said()).toMatch(/error: \w*Error[\s\S]*\n {4}at [\s\S]*This is a defect of contextor/);
});
