import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { build } from '../../src/build.ts';
import { failureOf } from '../../src/document/parse/fix-failure.ts';
import { pages, project } from '../build/project.ts';
import { folderWith, runCli } from '../cli/run-cli.ts';
import { runHere } from '../cli/run-here.ts';
import { bin } from '../setup/package.ts';

/** What a user never sees. */
const defect = /defect of contextor|Cannot read properties|is not a function|\n +at /;
const arguments_ = ['build', '--src', 'docs', '--no-config', '--no-cache'];

const bulky = () =>
  Object.fromEntries(
    Array.from({ length: 20 }, (_, at) => [`docs/${at}.md`, `# ${at}\n\n${'word '.repeat(2_000)}`]),
  );

/** Runs the command under a limit of the shell. */
function limited(limit: string, cwd: string) {
  const command = `ulimit ${limit}; exec ${JSON.stringify(process.execPath)} ${JSON.stringify(bin)} ${arguments_.join(' ')}`;
  const { status, stderr } = spawnSync('sh', ['-c', command], { cwd, encoding: 'utf8' });
  return { code: status, stderr };
}

describe('what the machine lacks is said, and is not a defect', () => {
  it('a disk that is full from the start', ({ skip }) => {
    const cwd = folderWith(bulky());
    const disk = join(cwd, 'disk');
    mkdirSync(disk);
    const mount = ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk];
    if (spawnSync('mount', mount).status !== 0) skip('mounting is not allowed here');
    onTestFinished(() => void spawnSync('umount', ['-l', disk]));
    spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'full')}`, 'bs=1k', 'count=100']);
    const { code, stderr } = runCli([...arguments_, '--out', 'disk/out'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: .*(?:ENOSPC|disk is full)/);
    expect(stderr).not.toMatch(defect);
  });

  it('files that may not be large', () => {
    const { code, stderr } = limited('-f 8', folderWith(bulky()));
    expect(code).toBe(1);
    expect(stderr).toMatch(/EFBIG/);
    expect(stderr).not.toMatch(defect);
  });

  it.each([28, 32, 40, 64])('%i file handles', (handles) => {
    const { code, stderr } = limited(`-n ${handles}`, folderWith(bulky()));
    expect(stderr).not.toMatch(defect);
    if (code !== 0) expect(stderr).toMatch(/EMFILE/);
  });

  it.each(['started', 'document'])('an output folder that goes (%s)', async (moment) => {
    const own = project(pages(6));
    const onEvent = ({ type }: { type: string }) => {
      if (type === moment) rmSync(own.out, { recursive: true, force: true });
    };
    await expect(build(own.settings(), { onEvent })).rejects.toMatchObject({
      code: 'OUT_NOT_WRITABLE',
      message: expect.stringContaining('was removed while it was written to'),
    });
  });

  it.each([{}, { parallel: true, inlineThreshold: 1, maxWorkers: 2 }])(
    'a missing native parser, once for all pages (%j)',
    (config) => {
      const cwd = folderWith({
        ...bulky(),
        'contextor.config.json': JSON.stringify({ parser: 'native', cache: false, ...config }),
        'without.cjs': `const { _resolveFilename } = require('module');
          require('module')._resolveFilename = function (name, ...rest) {
            if (/^satteri/.test(name)) throw new Error('Cannot find ' + name);
            return _resolveFilename.call(this, name, ...rest);
          };`,
      });
      const env = { NODE_OPTIONS: `--require ${join(cwd, 'without.cjs')}` };
      const { code, stderr } = runCli(['build'], { cwd, env });
      expect(code).toBe(2);
      expect(stderr).toMatch(/^error: the native parser cannot be loaded on this machine\n.*\n$/);
    },
  );
});

describe('a part of a shard that is not part of one', () => {
  const cwd = folderWith(bulky());
  const part = join(cwd, 'part/part.json');
  let made: object;
  beforeAll(async () => {
    const { code } = await runHere([...arguments_, '--shard', '1/1', '--out', 'part'], { cwd });
    expect(code).toBe(0);
    made = JSON.parse(readFileSync(part, 'utf8'));
  });

  it.each(['', '{', 'null', '[]', '5', '"x"', '{}', '{ "schema": "contextor-part/1" }', '\0'])(
    'is named: %j',
    async (text) => {
      writeFileSync(part, text);
      const { code, stderr } = await runHere(['merge', 'part', '--out', 'merged'], { cwd });
      expect(code).toBe(2);
      expect(stderr).toMatch(/^error: .*part is not part of a build: part\.json cannot be read\n/);
    },
  );

  it.each(
    ['schema', 'shard', 'settings', 'context', 'documents', 'linkMessages', 'agreement'].flatMap(
      (key) => [null, 5, 'x', []].map((value) => [key, value] as const),
    ),
  )('is named, or does no harm: "%s" is %j', async (key, value) => {
    writeFileSync(part, JSON.stringify({ ...made, [key]: value }));
    const { stderr } = await runHere(['merge', 'part', '--out', 'merged'], { cwd });
    expect(stderr).not.toMatch(defect);
  });
});

it('names that are not UTF-8 are told, with what cannot be read as bytes', ({ skip }) => {
  const cwd = folderWith({ 'docs/a.md': '# A\n', 'docs/is-\ufffd.md': '# B\n' });
  const bytes = (path: string) => Buffer.from(join(cwd, path), 'latin1');
  try {
    writeFileSync(bytes('docs/b\xff\xfe.md'), '# B\n');
    writeFileSync(bytes('docs/c\xff.png'), '');
    mkdirSync(bytes('docs/d\xe9'));
    writeFileSync(bytes('docs/d\xe9/e.md'), '# E\n');
  } catch {
    skip('this disk has no such names');
  }
  const { code, stderr } = runCli(arguments_, { cwd });
  expect(code).toBe(0);
  expect(stderr).toContain(
    'docs/b\\xff\\xfe.md warning: The name of this file is not UTF-8, so it was not read; rename it.',
  );
  expect(stderr).toContain('docs/d\\xe9 warning: The name of this folder is not UTF-8');
  expect(stderr).not.toContain('png');
  expect(stderr).toContain('2 written');
});

it.each([
  ['a line break', '\n', '\\x0a'],
  ['a return', '\r', '\\x0d'],
  ['a line separator', '\u2028', '\\xe2\\x80\\xa8'],
  ['a paragraph separator', '\u2029', '\\xe2\\x80\\xa9'],
])('names with %s are read, or told where patterns do not lead to them', (_, end, told) => {
  const cwd = folderWith({
    ...{ 'docs/a.md': '# A\n', [`docs/${end}b.md`]: '# B\n', [`docs/c${end}d.md`]: '# C\n' },
    ...{ [`docs/e${end}f/g.md`]: '# E\n', [`docs/h${end}i.png`]: '' },
  });
  const { code, stderr, stdout } = runCli(arguments_, { cwd });
  expect(code).toBe(0);
  const fault = 'contains a line break, so it was not read; rename it.';
  expect(stderr).toContain(`docs/${told}b.md warning: The name of this file ${fault}`);
  expect(stderr).toContain(`docs/e${told}f warning: The name of this folder ${fault}`);
  expect(stderr).not.toMatch(/docs\/[ch]/);
  expect(stdout + stderr).toContain('2 written');
});

it('what a parser breaks at is told as its text that cannot be read', () => {
  const broken = new TypeError("Cannot read properties of undefined (reading 'type')");
  expect(failureOf(broken)).toEqual({ reason: 'its parser gave up', line: 1 });
});
