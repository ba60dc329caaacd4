import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../setup/folder.ts';
import { runHere } from './run-here.ts';

test.each([
  ['without an address of the site', '', '[the-kiln](/kilns.html#the-kiln)'],
  [
    'with one',
    "html_baseurl = 'https://acme.dev/docs'\n",
    '[the-kiln](https://acme.dev/docs/kilns.html#the-kiln)',
  ],
])('a name in a page that is not read leads to that page: %s', async (_, address, link) => {
  const cwd = folderWith({
    'docs/conf.py': `extensions = ['myst_parser']\n${address}`,
    'docs/index.md': '# Home\n\nSee {ref}`the-kiln`.\n',
    'docs/kilns.rst': '.. _the-kiln:\n\nKilns\n=====\n',
  });
  const run = await runHere(['build', '--no-cache'], { cwd });
  expect(run.stderr).not.toContain('broken');
  expect(readFileSync(join(cwd, '.contextor/index.mdc'), 'utf8')).toContain(`See ${link}.`);
});
