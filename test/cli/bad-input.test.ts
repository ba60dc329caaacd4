import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../setup/folder.ts';
import { type CliRun, runHere } from './run-here.ts';

const page = { 'docs/a.md': '# A\n\nWords.\n' };

/** Could not run: exit code 2, one error with what would do, no stack trace, nothing on stdout. */
function expectRefusal(run: CliRun, message: RegExp, remedy: RegExp): void {
  expect(run.stderr).toMatch(message);
  expect(run.stderr).toMatch(remedy);
  expect(run.stderr).toMatch(/^error: /);
  expect(run.stderr).not.toMatch(/^ +at /m);
  expect(run).toMatchObject({ code: 2, stdout: '' });
}

describe('what cannot run', () => {
  test('no file matches', async () => {
    const cwd = folderWith({ 'docs/a.txt': 'x' });
    expectRefusal(await runHere(['build'], { cwd }), /no document/i, /include|--src/);
    expectRefusal(
      await runHere(['build', 'nowhere/**'], { cwd: folderWith(page) }),
      /nowhere\/\*\*|no document/i,
      /\n {2}\S/,
    );
    expectRefusal(
      await runHere(['build', 'docs/a.txt'], { cwd: folderWith({ ...page, 'docs/a.txt': 'x' }) }),
      /a\.txt/,
      /Check --src/,
    );
  });

  test.each([
    ['beside a project', page],
    ['from an empty folder', {}],
  ])('a folder that is somewhere else, %s', async (_, files) => {
    const other = folderWith(page);
    const run = await runHere(['build', join(other, 'docs')], { cwd: folderWith(files) });
    expectRefusal(run, /no (?:document|Markdown)/, /is somewhere else: .* --src \S+docs,/);
    const file = await runHere(['build', join(other, 'docs/a.md')], { cwd: folderWith(files) });
    expectRefusal(file, /no (?:document|Markdown)/, /a\.md is somewhere else: .* --src \S+docs,/);
  });

  test('the source folder is missing, or a file', async () => {
    const missing = await runHere(['build', '--src', 'dcos'], { cwd: folderWith(page) });
    expectRefusal(missing, /dcos/, /--src/);
    expectRefusal(
      await runHere(['build', '--src', 'docs/a.md'], { cwd: folderWith(page) }),
      /a\.md/,
      /--src/,
    );
  });

  test('the output folder is a file', async () => {
    const cwd = folderWith({ ...page, context: 'x' });
    expectRefusal(await runHere(['build', '--out', 'context'], { cwd }), /context/, /--out/);
  });

  test('the output folder is not writable', async () => {
    const cwd = folderWith({ ...page, 'locked/x': '' });
    chmodSync(join(cwd, 'locked'), 0o555);
    // Nothing is locked to the superuser but the kernel's own folders.
    const out = process.getuid?.() === 0 ? '/sys/contextor' : 'locked/out';
    expectRefusal(await runHere(['build', '--out', out], { cwd }), /locked|sys/, /--out/);
  });

  test('the output folder is inside the source', async () => {
    const run = await runHere(['build', '--out', 'docs/context'], { cwd: folderWith(page) });
    expectRefusal(run, /output folder .*docs\/context lies inside the source folder/, /--out/);
  });

  test.each([
    [['--profile', 'balancd'], /option --profile must be .* received "balancd"/, /"balanced"\?/],
    [['--dialect', 'docusarus'], /option --dialect must be /, /Did you mean "docusaurus"\?/],
    [['--reporter', 'jsn'], /option --reporter must be /, /Did you mean "json"\?/],
    [['--profil', 'compact'], /unknown option '--profil'/, /Did you mean --profile\?/],
    [['--src'], /option '-s, --src <folder>' argument missing/, /contextor build --help/],
    [
      ['--max-workers', '0'],
      /option --max-workers must be "auto" or a whole number from 1; received "0"/,
      /./,
    ],
    [['--max-workers', '-1'], /option --max-workers .* received "-1"/, /./],
    [['--max-workers', 'x'], /option --max-workers .* received "x"/, /./],
    [['--max-workers', '1.5'], /option --max-workers .* received "1.5"/, /./],
    [['--batch-size', '0'], /option --batch-size must be a whole number from 1/, /./],
    [['--memory-limit', 'much'], /option --memory-limit must be a whole number from 1/, /./],
  ])('%j', async (args, message, remedy) => {
    expectRefusal(await runHere(['build', ...args], { cwd: folderWith(page) }), message, remedy);
  });

  test.each([
    [
      'contextor.config.json',
      '{ "src": ',
      /contextor\.config\.json:1:\d+: is not valid JSON/,
      /--no-config/,
    ],
    [
      'contextor.config.yaml',
      'src: docs\nprofle: compact\n',
      /contextor\.config\.yaml:2:1: unknown key "profle"/,
      /"profile"\?/,
    ],
    [
      'contextor.config.json',
      '{\n "batchSize": "7" }',
      /contextor\.config\.json:2:2: "batchSize" must be a whole number from 1; received "7"/,
      /./,
    ],
    [
      'contextor.config.mjs',
      'throw new Error("boom")',
      /contextor\.config\.mjs: .*boom/,
      /--no-config/,
    ],
  ])('a broken %s: %j', async (name, text, message, remedy) => {
    const cwd = folderWith({ ...page, [name]: text });
    expectRefusal(await runHere(['build'], { cwd }), message, remedy);
    expect((await runHere(['build', '--no-config'], { cwd })).code).toBe(0);
  });

  test('a named configuration that is missing', async () => {
    const run = await runHere(['build', '--config', 'nowhere.json'], { cwd: folderWith(page) });
    expectRefusal(run, /nowhere\.json/, /--config/);
  });

  test('metrics that cannot be written', async () => {
    const cwd = folderWith(page);
    const run = await runHere(['build', '--quiet', '--metrics-output', 'docs'], { cwd });
    expectRefusal(run, /metrics cannot be written to .*docs/, /--metrics-output/);
  });

  test('check before any build names what is missing', async () => {
    const run = await runHere(['check'], { cwd: folderWith(page) });
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/missing {2}a\.mdc/);
  });

  test.each(['stats', 'verify'])('%s before any build says what to run', async (command) => {
    expectRefusal(
      await runHere([command], { cwd: folderWith(page) }),
      /\.contextor/,
      /contextor build/,
    );
  });
});

describe('documents that are not as they should be', () => {
  const bytes = (...parts: (string | number)[]) =>
    Buffer.concat(
      parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part))),
    );

  test.each([
    [
      'broken MDX',
      'a.mdx',
      '# A\n\nWords kept.\n\n<Tabs>\n\n{oops\n',
      /docs\/a\.mdx:\d+:\d+ warning: .+ mdx-(?:repair|fallback)/,
    ],
    [
      'broken front matter',
      'a.md',
      '---\ntitle: [x\n---\n\nWords kept.\n',
      /docs\/a\.md:\d+(:\d+)? warning: .+ frontmatter/,
    ],
    [
      'invalid UTF-8',
      'a.md',
      bytes('# A\n\nWords kept. ', 0xff, '\n'),
      /docs\/a\.md\S* warning: .+ encoding/,
    ],
    [
      'NUL bytes',
      'a.md',
      bytes('# A\n\nWords kept. ', 0, '\n'),
      /docs\/a\.md\S* warning: .+ encoding/,
    ],
  ])('%s is written with a warning', async (_, name, content, warning) => {
    const cwd = folderWith({ [`docs/${name}`]: content });
    const run = await runHere(['build'], { cwd });
    expect(run.stderr).toMatch(warning);
    expect(run.stderr).toContain('1 written, 0 unchanged, 0 failed');
    expect(run.code).toBe(0);
    expect(readFileSync(join(cwd, '.contextor/a.mdc'), 'utf8')).toContain('Words kept.');
  });

  test.each([
    ['a byte order mark', '\uFEFF---\ntitle: A\n---\n\nWords.\n'],
    ['CRLF', '---\r\ntitle: A\r\n---\r\n\r\nWords.\r\n'],
  ])('%s leaves no trace', async (_, content) => {
    const cwd = folderWith({ 'docs/a.md': content });
    expect((await runHere(['build', '--strict'], { cwd })).code).toBe(0);
    const plain = folderWith({ 'docs/a.md': '---\ntitle: A\n---\n\nWords.\n' });
    await runHere(['build'], { cwd: plain });
    const read = (root: string) => readFileSync(join(root, '.contextor/a.mdc'), 'utf8');
    expect(read(cwd)).toBe(read(plain));
  });

  test('an empty document is written', async () => {
    const cwd = folderWith({ 'docs/a.md': '' });
    expect((await runHere(['build'], { cwd })).code).toBe(0);
    expect(existsSync(join(cwd, '.contextor/a.mdc'))).toBe(true);
  });

  test('two sources with one target: named before anything is written', async () => {
    const cwd = folderWith({ 'docs/a.md': 'x', 'docs/a.mdx': 'y', 'docs/b.md': 'z' });
    const run = await runHere(['build'], { cwd });
    expect(run.stderr).toMatch(/a\.md\b/);
    expect(run.stderr).toMatch(/a\.mdx\b/);
    expect([1, 2]).toContain(run.code);
    expect(run.stderr).not.toMatch(/^ +at /m);
  });

  test('a symlink loop ends', async () => {
    const cwd = folderWith(page);
    symlinkSync(join(cwd, 'docs'), join(cwd, 'docs/loop'));
    const run = await runHere(['build'], { cwd });
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('Documents  1: 1 written');
  });

  test('a link that leaves the sources is named, the others are written', async () => {
    const cwd = folderWith({ ...page, 'secret.md': 'x' });
    symlinkSync(join(cwd, 'secret.md'), join(cwd, 'docs/out.md'));
    const run = await runHere(['build'], { cwd });
    expect(run.stderr).toMatch(/^docs\/out\.md warning: /m);
    expect(run.stderr).toContain('1 written');
    expect(existsSync(join(cwd, '.contextor/a.mdc'))).toBe(true);
  });

  test('control characters in a file name are shown escaped', async () => {
    const cwd = folderWith({ 'docs/a\u001b[31m.md': '# A\n\n[x](nowhere.md)\n' });
    const run = await runHere(['build'], { cwd });
    expect(run.stderr).toContain('docs/a\\u001b[31m.md:3:1');
    expect(run.stderr).not.toContain('\u001b');
  });

  test('a failed document leaves its earlier output and the others', async () => {
    const cwd = folderWith(page);
    expect((await runHere(['build'], { cwd })).code).toBe(0);
    writeFileSync(join(cwd, 'docs/b.md'), '# B\n');
    expect((await runHere(['build'], { cwd })).code).toBe(0);
    expect(readdirSync(join(cwd, '.contextor'))).toEqual(
      expect.arrayContaining(['a.mdc', 'b.mdc']),
    );
  });
});

test('where links to folders hold all documents, the error says so', async () => {
  const cwd = folderWith({ 'package.json': '{}', 'en/a.md': '# A\n', 'content/.keep': '' });
  symlinkSync('../en', join(cwd, 'content/en'));
  const run = await runHere(['build', '--src', 'content'], { cwd });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('Not read: 1 link to a folder (en) not followed');
});
