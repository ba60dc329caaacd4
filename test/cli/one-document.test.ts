import { execFileSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { transform } from '../../src/one-document.ts';
import { folderWith } from '../setup/folder.ts';
import { runHere } from './run-here.ts';

const page = `import X from './x';

# Guide

<Note>Careful.</Note>

See [home](./index.md).
`;
const docs = { 'docs/index.md': '# Home\n', 'docs/guide.mdx': page };

describe('build --stdout', () => {
  test.each(['docs/guide.mdx', 'guide.mdx'])(
    'prints the .mdc of %s and writes nothing',
    async (file) => {
      const cwd = folderWith(docs);
      const run = await runHere(['build', '--stdout', file], { cwd });
      expect(run.code).toBe(0);
      expect(run.stdout).toMatch(/^# Guide\n/);
      expect(run.stdout).toContain('[home](index.mdc)');
      expect(run.stdout).not.toContain('import');
      expect(existsSync(join(cwd, '.contextor'))).toBe(false);
    },
  );

  test('takes one document', async () => {
    const run = await runHere(['build', '--stdout'], { cwd: folderWith(docs) });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('option --stdout takes one document; received 0');
  });

  test('names a document that is not there', async () => {
    const run = await runHere(['build', '--stdout', 'nowhere.md'], { cwd: folderWith(docs) });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('there is no document nowhere.md');
  });
});

describe('build --stdin-filepath', () => {
  test('reads the text from stdin and resolves its links', async () => {
    const cwd = folderWith(docs);
    const input = '# New\n\n[home](./index.md)\n';
    const run = await runHere(['build', '--stdin-filepath', 'docs/new.md'], { cwd, input });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('# New');
    expect(run.stdout).toContain('[home](index.mdc)');
  });

  test('needs no source folder', async () => {
    const run = await runHere(['build', '--stdin-filepath', 'new.md'], {
      cwd: folderWith({}),
      input: '# N\n',
    });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('# N\n');
  });

  test('says so without input', async () => {
    const run = await runHere(['build', '--stdin-filepath', 'docs/a.md'], {
      cwd: folderWith(docs),
    });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/which is empty\n {2}Pipe the text in: /);
  });
});

describe('a document that a build would not read', () => {
  const files = { ...docs, 'docs/large.md': `# Large\n\n${'word '.repeat(250_000)}\n` };
  const config = { 'contextor.config.json': '{ "documentLimitMb": 1 }' };

  describe.each([['build', '--stdout'], ['inspect']])('%s %s', (...command) => {
    test.each([
      ['docs/large.md', /error: It has 2 MB, more than `documentLimitMb` allows \(1\)/],
      ['docs/out.md', /error: This link leads out of the project/],
      ['docs/folder/a.md', /error: This link leads out of the project/],
      ['docs/key.md', /error: This link leads to a file that is hidden, a key/],
    ])('refuses %s with a message', async (file, message) => {
      const secret = '# Secret\n';
      const cwd = folderWith({ ...files, ...config, 'docs/.env/key.md': secret });
      const away = folderWith({ 'a.md': secret });
      const links = {
        'docs/out.md': join(away, 'a.md'),
        'docs/key.md': '.env/key.md',
        'docs/folder': away,
      };
      for (const [path, target] of Object.entries(links)) symlinkSync(target, join(cwd, path));
      const run = await runHere([...command, file], { cwd });
      expect(run.code).toBe(1);
      expect(run.stderr).toMatch(message);
      expect(run.stdout + run.stderr).not.toMatch(/Secret|word word/);
    });
  });

  test('is not read from stdin to its end', async () => {
    const cwd = folderWith({ ...docs, ...config });
    const args = ['build', '--stdin-filepath', 'docs/a.md'];
    const run = await runHere(args, { cwd, input: files['docs/large.md'] });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('stdin has more than `documentLimitMb` allows (1 MB)');
  });

  test.skipIf(process.platform === 'win32')('is no pipe that nobody writes to', async () => {
    const cwd = folderWith(docs);
    execFileSync('mkfifo', [join(cwd, 'docs/pipe.md')]);
    const run = await runHere(['inspect', 'docs/pipe.md'], { cwd });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/pipe\.md cannot be read\n {2}caused by It is not an ordinary file/);
  });
});

describe('inspect', () => {
  test.each([
    [
      'where nothing sets it',
      [],
      'dialect vitepress: from the site (vitepress, docs/.vitepress/config.mjs);',
    ],
    ['by the option', ['--dialect', 'generic'], 'dialect generic: set by "dialect";'],
  ])('says what the dialect comes from: %s', async (_, args, line) => {
    const site = { 'docs/.vitepress/config.mjs': "export default { title: 'Acme' };\n" };
    const run = await runHere(['inspect', 'guide.mdx', ...args], {
      cwd: folderWith({ ...docs, ...site }),
    });
    expect(run.stdout).toContain(line);
  });

  test('shows stages, context and where each field comes from', async () => {
    const run = await runHere(['inspect', 'docs/guide.mdx'], { cwd: folderWith(docs) });
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^guide\.mdx -> guide\.mdc\ndialect \S+: /);
    expect(run.stdout).toMatch(/clean-mdx +transform +ok/);
    expect(run.stdout).toMatch(/title +"Guide" +metadata/);
  });

  test('--json holds all of it', async () => {
    const run = await runHere(['inspect', 'guide.mdx', '--json'], { cwd: folderWith(docs) });
    expect(JSON.parse(run.stdout)).toMatchObject({
      schemaVersion: 1,
      path: 'guide.mdx',
      syntax: 'mdx',
      context: { title: 'Guide' },
      provenance: { title: ['metadata'] },
    });
  });

  test('--diff shows before and after', async () => {
    const run = await runHere(['inspect', 'guide.mdx', '--diff'], { cwd: folderWith(docs) });
    expect(run.stdout).toContain("-import X from './x';");
    expect(run.stdout).toContain('+See [home](index.mdc).');
  });
});

describe('graph', () => {
  test('prints the stages, as text and as Mermaid', async () => {
    const cwd = folderWith({});
    expect((await runHere(['graph'], { cwd })).stdout).toMatch(/clean-mdx \(transform\)/);
    expect((await runHere(['graph', '--mermaid'], { cwd })).stdout).toMatch(/^flowchart /);
  });
});

describe('transform', () => {
  test('turns a text into .mdc, with what its stages found', async () => {
    const { text, context, messages } = await transform('# Hello\n\n<Tip>World</Tip>\n', {
      path: 'hello.mdx',
      frontmatter: 'none',
      cwd: folderWith({}),
    });
    expect(text).toMatch(/^# Hello\n/);
    expect(text).toContain('World');
    expect(context).toMatchObject({ title: 'Hello' });
    expect(messages.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('refuses settings that are wrong', async () => {
    await expect(transform('x', { profile: 'tiny' as never })).rejects.toMatchObject({
      code: 'CONFIG_INVALID_VALUE',
    });
  });
});
