import { expect, test } from 'vitest';
import { discoverSources } from '../../src/loader/discover-sources.ts';
import { planDocuments } from '../../src/loader/plan.ts';
import { project } from '../build/project.ts';

type Given = Parameters<ReturnType<typeof project>['settings']>[0];

const notebook = '{ "cells": [{ "cell_type": "markdown", "source": "# A" }] }';
const files = { 'a.md': '# A', 'a.ipynb': notebook, 'in/b.ipynb': notebook };
const myst = { 'myst.yml': 'project:\n  exclude: [in/**]\n' };
const conf = {
  'conf.py': "extensions = ['nbsphinx']\nexclude_patterns = ['no/*']\n",
  'no/c.ipynb': notebook,
};
const plugin = { 'mkdocs.yml': 'docs_dir: .\nplugins: [search, mkdocs-jupyter]\n' };
const unread = /1 file in \.ipynb not read: add `\*\*\/\*\.ipynb` to `include`/;

test.each<[string, Record<string, string>, Given, string[], RegExp[]]>([
  ['a site of Sphinx shows them', { ...files, ...conf }, {}, ['a.md', 'in/b.ipynb'], []],
  [
    'Sphinx without one of their extensions does not',
    { ...files, 'conf.py': "extensions = ['myst_parser']\n" },
    {},
    ['a.md'],
    [unread],
  ],
  ['a site of MyST shows them, but for what it excludes', { ...files, ...myst }, {}, ['a.md'], []],
  [
    'the site leaves out the Markdown beside them',
    { ...files, 'myst.yml': 'project:\n  exclude: [a.md]\n' },
    {},
    ['a.ipynb', 'in/b.ipynb'],
    [],
  ],
  ['MkDocs shows them by its plugin', { ...files, ...plugin }, {}, ['a.md', 'in/b.ipynb'], []],
  [
    'MkDocs without it does not',
    { ...files, 'mkdocs.yml': 'docs_dir: .\n' },
    {},
    ['a.md'],
    [unread],
  ],
  ['nothing is known of a site', files, {}, ['a.md'], [unread]],
  ['the dialect is that of notebooks', files, { dialect: 'myst' }, ['a.md', 'in/b.ipynb'], []],
  [
    'a glob of several endings names them',
    files,
    { include: ['**/*.{md,ipynb}'] },
    ['a.md', 'in/b.ipynb'],
    [],
  ],
  ['a glob names them', files, { include: ['*.md', '**/*.ipynb'] }, ['a.md', 'in/b.ipynb'], []],
])('notebooks are pages where %s', async (_, tree, given, pages, messages) => {
  const settings = project(tree).settings(given);
  const plan = await planDocuments(settings, await discoverSources(settings));
  expect(plan.files.map(({ path }) => path)).toEqual(pages);
  const others = plan.messages.filter(({ rule }) => rule === 'other-format');
  expect(others.map(({ reason }) => reason)).toEqual(
    messages.map((one) => expect.stringMatching(one)),
  );
});
