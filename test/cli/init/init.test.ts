import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { gitFacts, repoName } from '../../../src/cli/init/git.ts';
import { withScripts } from '../../../src/cli/init/npm-scripts.ts';
import { siteUrl } from '../../../src/cli/init/site-url.ts';
import { folderWith, runCli } from '../run-cli.ts';

const configName = 'contextor.config.yaml';

describe('init', () => {
  test('writes a commented configuration and npm scripts, and says what to run next', () => {
    const cwd = folderWith({
      'package.json':
        '{\n    "name": "acme-docs",\n    "devDependencies": { "@docusaurus/core": "3" }\n}\n',
      'docusaurus.config.js':
        "module.exports = {\n  url: 'https://acme.dev',\n  baseUrl: '/kit/',\n};\n",
      'docs/guide.md': '# Guide\n',
      '.git/HEAD': 'ref: refs/heads/trunk\n',
      '.git/config': '[remote "origin"]\n\turl = git@github.com:acme/docs.git\n',
    });

    const run = runCli(['init', '--yes'], { cwd });
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(run.stderr).toContain(
      'Found documents in docs.\nFound docusaurus (docusaurus.config.js).\n',
    );
    expect(run.stderr).toContain('Next: npx contextor build\n');

    const text = readFileSync(join(cwd, configName), 'utf8');
    expect(text).toContain('# Folder of the documentation sources, ');
    expect(parse(text)).toEqual({
      $schema: './node_modules/contextor/dist/schema.json',
      src: 'docs',
      out: '.contextor',
      title: 'acme-docs',
      repo: 'acme/docs',
      ref: 'trunk',
      baseUrl: 'https://acme.dev/kit',
    });
    const manifest = readFileSync(join(cwd, 'package.json'), 'utf8');
    expect(JSON.parse(manifest).scripts).toEqual({
      'docs:context': 'contextor build',
      'docs:context:check': 'contextor check',
    });
    expect(manifest).toMatch(/^\{\n {4}"name"/);
  });

  test('writes nothing under --dry-run', () => {
    const cwd = folderWith({ 'docs/a.md': 'a', 'package.json': '{}' });
    const run = runCli(['init', '--dry-run'], { cwd });
    expect(run.code).toBe(0);
    expect(parse(run.stdout)).toMatchObject({ src: 'docs' });
    expect(existsSync(join(cwd, configName))).toBe(false);
    expect(readFileSync(join(cwd, 'package.json'), 'utf8')).toBe('{}');
  });

  test('a repo that is its own documentation', () => {
    const cwd = folderWith({
      'docs.json': '{"navigation":{}}',
      'index.mdx': '# Hi',
      'docs/a.md': 'a',
    });
    expect(runCli(['init', '--yes'], { cwd }).code).toBe(0);
    expect(parse(readFileSync(join(cwd, configName), 'utf8'))).toMatchObject({ src: '.' });
  });

  test('says so in an empty folder, and in one that has a README only', () => {
    for (const files of [{}, { 'README.md': '# Tool' }]) {
      const run = runCli(['init', '--yes'], { cwd: folderWith(files) });
      expect(run).toMatchObject({ code: 2, stdout: '' });
      expect(run.stderr).toMatch(/^error: no Markdown was found in .*\n {2}Run init in the folder/);
    }
  });

  test('names both of two frameworks and states the one it takes', () => {
    const cwd = folderWith({
      'docusaurus.config.ts': '',
      'docs/.vitepress/config.ts': '',
      'docs/a.md': '',
    });
    const { stderr } = runCli(['init', '--yes'], { cwd });
    expect(stderr).toContain('Found docusaurus (docusaurus.config.ts).');
    expect(stderr).toContain('Found vitepress (.vitepress in docs).');
    expect(stderr).toContain('Taking docusaurus; set "dialect" to take another.');
    expect(parse(readFileSync(join(cwd, configName), 'utf8')).dialect).toBe('docusaurus');
  });

  test('overwrites nothing the second time', () => {
    const cwd = folderWith({ 'docs/a.md': 'a' });
    runCli(['init', '--yes'], { cwd });
    const text = readFileSync(join(cwd, configName), 'utf8');
    const again = runCli(['init', '--yes'], { cwd });
    expect(again.code).toBe(2);
    expect(again.stderr).toContain(`${configName} is there already; init overwrites nothing`);
    expect(readFileSync(join(cwd, configName), 'utf8')).toBe(text);
  });

  test('converts another configuration, with a backup and a list of what has no counterpart', () => {
    const cwd = folderWith({
      'docs/a.md': 'a',
      'context7.json': '{"projectTitle":"Acme","rules":["x"]}',
    });
    const { code, stderr } = runCli(['init', '--yes', '--from', 'context7.json'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain('Backup: context7.json.bak.');
    expect(stderr).toContain('Not taken over:\n  rules: put rules for agents into AGENTS.md\n');
    expect(parse(readFileSync(join(cwd, configName), 'utf8')).title).toBe('Acme');
  });

  test('refuses a package.json that does not parse', () => {
    const run = runCli(['init', '--yes'], {
      cwd: folderWith({ 'docs/a.md': 'a', 'package.json': '{' }),
    });
    expect(run).toMatchObject({ code: 2 });
    expect(run.stderr).toMatch(/package\.json is no valid JSON/);
  });
});

test.each([
  ['git@github.com:acme/docs.git', 'acme/docs'],
  ['https://github.com/acme/docs', 'acme/docs'],
  ['https://token@github.com/acme/docs.git', 'acme/docs'],
  ['ssh://git@gitlab.com/acme/docs.git', 'https://gitlab.com/acme/docs'],
])('the repository of the remote %s is %s', (remote, name) => {
  expect(repoName(remote)).toBe(name);
});

test.each([
  [
    'astro.config.mjs',
    "export default defineConfig({\n  site: 'https://a.dev',\n})",
    'https://a.dev',
  ],
  ['mkdocs.yml', 'site_name: A\nsite_url: https://a.dev/docs/\n', 'https://a.dev/docs'],
  ['_config.yml', 'url: "https://a.dev"\nbaseurl: /kit\n', 'https://a.dev/kit'],
  ['package.json', '{}', undefined],
])('the URL of the site in %s', (name, text, url) => {
  expect(siteUrl(folderWith({ [name]: text }))).toBe(url);
});

test('scripts that are there already stay', () => {
  const text = '{"scripts":{"docs:context":"mine","docs:context:check":"mine"}}';
  expect(withScripts(text)).toEqual({ text, added: [] });
});

test('a worktree takes the remote of its repository and its own branch', () => {
  const root = folderWith({
    'main/.git/config': '[remote "origin"]\n\turl = https://github.com/acme/docs\n',
    'main/.git/HEAD': 'ref: refs/heads/main\n',
    'main/.git/worktrees/next/HEAD': 'ref: refs/heads/next\n',
    'main/.git/worktrees/next/commondir': '../..\n',
    'next/.git': 'gitdir: ../main/.git/worktrees/next\n',
    'next/docs/a.md': '',
  });
  expect(gitFacts(join(root, 'next/docs'))).toEqual({ repo: 'acme/docs', ref: 'next' });
});
