import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { Config } from '../../src/config/settings.ts';
import { discover } from '../../src/loader/discover.ts';
import { select } from '../../src/loader/patterns.ts';
import { type Project, project } from '../build/project.ts';

const found = async ({ settings }: Project, config: Config = {}) =>
  (await discover(settings(config))).files.map(({ path }) => path);

it('lists documents in code unit order, with their sizes', async () => {
  const tree = project({ 'b.md': '12345', 'a/c.mdx': '', 'B.md': '', 'a.txt': '', 'ä.md': '' });
  const { files } = await discover(tree.settings());
  expect(files.map(({ path }) => path)).toEqual(['B.md', 'a/c.mdx', 'b.md', 'ä.md']);
  expect(files.find(({ path }) => path === 'b.md')?.bytes).toBe(5);
});

it.each([
  ['exclude', { exclude: ['drafts/**'] }, ['a.md', 'b.md']],
  ['include', { include: ['*.md'] }, ['a.md', 'b.md']],
  ['Windows separators', { exclude: ['drafts\\*.md'] }, ['a.md', 'b.md']],
])('follows %s', async (_, config, expected) => {
  expect(await found(project({ 'a.md': '', 'b.md': '', 'drafts/c.md': '' }), config)).toEqual(
    expected,
  );
});

it('leaves out what ignore files name, from the top of the repository down', async () => {
  const tree = project({
    'a.md': '',
    'b.md': '',
    'deep/c.md': '',
    'deep/keep.md': '',
    'build/d.md': '',
    'node_modules/x/readme.md': '',
    'deep/.contextorignore': 'c.md\n',
  });
  mkdirSync(join(tree.root, '.git'));
  tree.write('.gitignore', 'build/\n/docs/b.md\n');
  expect(await found(tree)).toEqual(['a.md', 'deep/keep.md']);
});

it('lets a nested ignore file take a rule back, but not enter an ignored folder', async () => {
  const tree = project({
    '.gitignore': '*.draft.md\nprivate/\n',
    'a.draft.md': '',
    'in/.gitignore': '!b.draft.md\n',
    'in/b.draft.md': '',
    'private/.gitignore': '!c.md\n',
    'private/c.md': '',
  });
  expect(await found(tree)).toEqual(['in/b.draft.md']);
});

it('counts the documents in formats that are not read', async () => {
  const tree = project({
    'a.md': '',
    'a.ipynb': '',
    'b.rst': '',
    'in/c.rst': '',
    'in/d.rst': '',
    'old/e.adoc': '',
    'data.txt': '',
    '.gitignore': 'in/d.rst\n',
  });
  const { messages } = await discover(tree.settings({ exclude: ['old/**'] }));
  expect(messages.map(({ rule, about, reason }) => [rule, about, reason.split(':')[0]])).toEqual([
    ['other-format', '.rst', '2 files in .rst not read'],
  ]);
});

it('does not enter linked folders, so a loop ends', async () => {
  const tree = project({ 'a/b.md': '' });
  symlinkSync(tree.src, join(tree.src, 'a', 'loop'));
  expect(await found(tree)).toEqual(['a/b.md']);
});

it('says how many links to folders it did not enter', async () => {
  const tree = project({ 'a/b.md': '', 'old/c.md': '', '.gitignore': 'a/ignored\n' });
  for (const name of ['a/loop', 'a/more', 'a/ignored', 'old/loop', '.hidden'])
    symlinkSync(tree.src, join(tree.src, name));
  symlinkSync('nothing', join(tree.src, 'nothing'));
  const { messages } = await discover(tree.settings({ exclude: ['old/**'] }));
  expect(messages.map(({ rule, reason }) => [rule, reason.split(':')[0]])).toEqual([
    ['linked-folder', '2 links to folders (the first is a/loop) not followed'],
  ]);
});

it('names links that are called like documents and lead nowhere', async () => {
  const tree = project({ 'a.md': '' });
  symlinkSync('nothing.md', join(tree.src, 'b.md'));
  symlinkSync('c.md', join(tree.src, 'c.md'));
  symlinkSync('nothing', join(tree.src, 'image.png'));
  const { files, messages } = await discover(tree.settings());
  expect(files.map(({ path }) => path)).toEqual(['a.md']);
  expect(messages).toMatchObject([
    { path: 'b.md', rule: 'link-broken', reason: expect.stringContaining('leads to nothing') },
    { path: 'c.md', rule: 'link-broken', reason: expect.stringContaining('leads to itself') },
  ]);
});

it.each([
  ['in the sources', 'docs/a.md', undefined],
  ['in the project around them', 'README.md', undefined],
  ['out of the project', process.execPath, 'link-outside'],
  ['that is private', '.env', 'link-private'],
])('reads linked files where a page may include them: one %s', async (_, target, rule) => {
  const tree = project({ 'a.md': '' });
  mkdirSync(join(tree.root, '.git'));
  for (const name of ['README.md', '.env']) writeFileSync(join(tree.root, name), '');
  symlinkSync(resolve(tree.root, target), join(tree.src, 'b.md'));
  const { files, messages } = await discover(tree.settings());
  expect(files.map(({ path }) => path)).toEqual(rule ? ['a.md'] : ['a.md', 'b.md']);
  expect(messages.map((message) => message.rule)).toEqual(rule ? [rule] : []);
});

it.each([
  ['a glob', 'guides/*.md', ['guides/a.md']],
  ['a folder', 'guides', ['guides/a.md', 'guides/deep/b.md']],
  ['a file', 'guides/a.md', ['guides/a.md']],
  ['a path from the working folder', 'docs/guides', ['guides/a.md', 'guides/deep/b.md']],
  ['a glob from the working folder', 'docs/*.md', ['(group).md']],
  ['a file whose name means something to a glob', '(group).md', ['(group).md']],
  ['Windows separators', 'guides\\deep\\*.md', ['guides/deep/b.md']],
  ['a pattern longer than a name can be', 'x'.repeat(5_000), []],
])('selects by %s', async (_, only, expected) => {
  const tree = project({ 'guides/a.md': '', 'guides/deep/b.md': '', '(group).md': '' });
  const { files } = await discover(tree.settings());
  expect([...(await select(files, [only], tree.settings()))].sort()).toEqual(expected);
});
