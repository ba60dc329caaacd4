import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findProject } from '../../src/site/project.ts';
import { folderWith } from '../setup/folder.ts';

test.each([
  ['the repository', ['.git', 'docs/package.json'], 'docs', '.', '.'],
  ['a Python project without git', ['pyproject.toml'], 'docs', '.', '.'],
  [
    'the folder that the run was started for',
    ['package.json', 'docs/package.json'],
    'docs',
    '.',
    '.',
  ],
  ['the nearest sign, from elsewhere', ['package.json', 'docs/package.json'], 'docs', '..', 'docs'],
  ['a folder without a sign is not a project', ['docs/package.json'], 'docs', '.', 'docs'],
  ['the folder of a site that names the sources', ['docs/.vitepress/config.ts'], 'docs', '.', '.'],
  ['the sign above the folder of the run', ['package.json'], 'docs/content', 'docs', '.'],
])('%s', async (_rule, files, source, started, expected) => {
  const root = realpathSync(folderWith(Object.fromEntries(files.map((name) => [name, '']))));
  mkdirSync(join(root, source), { recursive: true });
  const { projectRoot } = await findProject(join(root, source), join(root, started));
  expect(projectRoot).toBe(join(root, expected));
});

test.each([
  ['the path in the project', ['.git'], 'site/docs/en', 'site', 'site/docs/en'],
  ['without a project, the path as the run names it', [], 'docs/en', '.', 'docs/en'],
  ['of sources that the run stands in, none', [], 'docs', 'docs', ''],
])('addresses may hold folders of %s', async (_rule, files, source, started, expected) => {
  const root = realpathSync(folderWith(Object.fromEntries(files.map((name) => [name, '']))));
  mkdirSync(join(root, source), { recursive: true });
  const { servedName } = await findProject(join(root, source), join(root, started));
  expect(servedName).toBe(expected);
});
