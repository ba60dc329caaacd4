import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { transform } from '../../src/one-document.ts';
import { folderWith, runCli } from './run-cli.ts';

const page = `import X from './x';

# Guide

<Note>Careful.</Note>

See [home](./index.md).
`;
const docs = { 'docs/index.md': '# Home\n', 'docs/guide.mdx': page };

describe('build --stdout', () => {
  test.each(['docs/guide.mdx', 'guide.mdx'])('prints the .mdc of %s and writes nothing', (file) => {
    const cwd = folderWith(docs);
    const run = runCli(['build', '--stdout', file], { cwd });
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^---\n[\s\S]*source: guide\.mdx\n---\n\n# Guide\n/);
    expect(run.stdout).toContain('[home](index.mdc)');
    expect(run.stdout).not.toContain('import');
    expect(existsSync(join(cwd, '.contextor'))).toBe(false);
  });

  test('takes one document', () => {
    const run = runCli(['build', '--stdout'], { cwd: folderWith(docs) });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('option --stdout takes one document; received 0');
  });

  test('names a document that is not there', () => {
    const run = runCli(['build', '--stdout', 'nowhere.md'], { cwd: folderWith(docs) });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('there is no document nowhere.md');
  });
});

describe('build --stdin-filepath', () => {
  test('reads the text from stdin and resolves its links', () => {
    const cwd = folderWith(docs);
    const input = '# New\n\n[home](./index.md)\n';
    const run = runCli(['build', '--stdin-filepath', 'docs/new.md'], { cwd, input });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('source: new.md');
    expect(run.stdout).toContain('[home](index.mdc)');
  });

  test('needs no source folder', () => {
    const run = runCli(['build', '--stdin-filepath', 'new.md'], {
      cwd: folderWith({}),
      input: '# N\n',
    });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('# N\n');
  });

  test('says so without input', () => {
    const run = runCli(['build', '--stdin-filepath', 'docs/a.md'], { cwd: folderWith(docs) });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/which is empty\n {2}Pipe the text in: /);
  });
});

describe('inspect', () => {
  test('shows stages, context and where each field comes from', () => {
    const run = runCli(['inspect', 'docs/guide.mdx'], { cwd: folderWith(docs) });
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^guide\.mdx -> guide\.mdc\ndialect \S+: /);
    expect(run.stdout).toMatch(/clean-mdx +transform +ok/);
    expect(run.stdout).toMatch(/title +"Guide" +metadata/);
  });

  test('--json holds all of it', () => {
    const run = runCli(['inspect', 'guide.mdx', '--json'], { cwd: folderWith(docs) });
    expect(JSON.parse(run.stdout)).toMatchObject({
      schemaVersion: 1,
      path: 'guide.mdx',
      syntax: 'mdx',
      context: { title: 'Guide' },
      provenance: { title: ['metadata'] },
    });
  });

  test('--diff shows before and after', () => {
    const run = runCli(['inspect', 'guide.mdx', '--diff'], { cwd: folderWith(docs) });
    expect(run.stdout).toContain("-import X from './x';");
    expect(run.stdout).toContain('+See [home](index.mdc).');
  });
});

describe('graph', () => {
  test('prints the stages, as text and as Mermaid', () => {
    const cwd = folderWith({});
    expect(runCli(['graph'], { cwd }).stdout).toMatch(/clean-mdx \(transform\)/);
    expect(runCli(['graph', '--mermaid'], { cwd }).stdout).toMatch(/^flowchart /);
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
