import { expect, test } from 'vitest';
import { conventionalSite } from '../../../src/cli/survey/conventions.ts';
import { surveyProject } from '../../../src/cli/survey/survey.ts';
import { Disk } from '../../../src/files/disk.ts';
import { folderWith } from '../../setup/folder.ts';

const pages = (folder: string, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${folder}/${at}.md`, '# A\n']));

const code = (folder: string, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${folder}/${at}.ts`, '']));

test.each([
  ['one folder holds all documents', pages('guides', 10), 'guides'],
  ['one folder of a monorepo does', pages('packages/guides', 10), 'packages/guides'],
  ['it holds few', pages('guides', 9), undefined],
  [
    'another holds one',
    { ...pages('guides', 10), 'more/a.md': '# A\n', ...code('more', 11) },
    undefined,
  ],
  ['there is a README alone', { 'README.md': '# A\n' }, '.'],
  [
    'they are content, beside pages about the project',
    { 'README.md': '# A\n', 'CODE.md': '# A\n', ...pages('wiki', 9), ...pages('src/content', 6) },
    'src/content',
  ],
  [
    'they are content, in folders beside docs',
    { ...pages('content/docs', 3), ...pages('content/guides', 10) },
    'content',
  ],
  [
    'they are content, beside a blog',
    { ...pages('content/docs', 3), ...pages('content/guides', 10), ...pages('content/blog', 10) },
    'content/docs',
  ],
  ['a site holds far more', { ...pages('docs', 1), ...pages('site/docs', 10) }, 'site/docs'],
  ['a site holds more', { ...pages('docs', 2), ...pages('site/docs', 19) }, 'docs'],
  [
    'an app of a monorepo holds far more',
    { ...pages('doc', 2), ...pages('apps/www/content', 20) },
    'apps/www/content',
  ],
  [
    'the pages of an app are far more',
    { ...pages('docs', 1), ...pages('apps/site/pages/en', 10) },
    'apps/site/pages',
  ],
  [
    'a package called docs holds far more in a folder of any name',
    { ...pages('docs/plans', 1), ...pages('apps/docs/written', 10) },
    'apps/docs/written',
  ],
  [
    'an app holds far more than all packages, beside notes for agents',
    { 'CLAUDE.md': '# A\n', ...pages('packages/a', 1), ...pages('apps/www/content', 10) },
    'apps/www/content',
  ],
  [
    'an app holds more than all packages',
    { ...pages('packages/a', 2), ...pages('apps/www/content', 19), ...code('packages/a', 21) },
    undefined,
  ],
  ['examples hold far more', { ...pages('docs', 1), ...pages('examples/docs', 10) }, 'docs'],
  [
    'there are more of them than of code',
    { ...pages('guides', 6), ...pages('api', 6), 'api/a.ts': '', 'guides/a.py': '' },
    '.',
  ],
  [
    'there is more code',
    { ...pages('guides', 6), ...pages('api', 6), ...code('api', 12), 'README.md': '# A\n' },
    undefined,
  ],
  ['they stand with the code', { 'README.md': '# A\n', ...pages('src/docs', 1) }, 'src/docs'],
])('without a framework, where %s', (_, files, folder) => {
  expect(conventionalSite(folderWith(files), new Disk())?.src.value).toBe(folder);
});

test.each([
  ['takes one of its documents', '', 'api/docs'],
  ['takes none of its documents', 'exclude_docs: a.md\n', 'docs'],
])('where the configuration of a framework %s', async (_, more, folder) => {
  const files = {
    'api/mkdocs.yml': `site_name: A\n${more}`,
    'api/docs/a.md': '# A\n',
    'docs/b.md': '# B\n',
  };
  const { sites } = await surveyProject(folderWith(files));
  expect(sites[0]?.src.value).toBe(folder);
});

test.each([
  ['before a smaller site', 3, {}, 'jekyll, docs/_config.yml'],
  ['after a larger site', 5, {}, 'mkdocs, kit/mkdocs.yml'],
  ['after a site that reads it', 3, { docs_dir: '../docs' }, 'mkdocs, kit/mkdocs.yml'],
])('takes the folder docs of Jekyll %s', async (_, count, settings, sign) => {
  const files = {
    'docs/_config.yml': 'title: Docs\n',
    ...pages('docs', 4),
    'kit/mkdocs.yml': JSON.stringify({ site_name: 'Kit', docs_dir: 'pages', ...settings }),
    ...pages('kit/pages', count),
  };
  const { sites } = await surveyProject(folderWith(files));
  expect(sites[0]?.sign).toBe(sign);
});

const app = (documents: number) => ({
  'apps/web/svelte.config.js': "import { mdsvex } from 'mdsvex';\n",
  ...Object.fromEntries(
    Array.from({ length: documents }, (_, at) => [`apps/web/src/routes/${at}/+page.md`, '# A\n']),
  ),
});
const book = { '_config.yml': 'title: A\n', '_toc.yml': 'root: docs/0\n' };

test.each([
  ['far more documents than an app', { ...app(2), ...pages('apps/docs/content/docs', 20) }, 'docs'],
  ['more documents than an app', { ...app(2), ...pages('apps/docs/content/docs', 19) }, 'web'],
])('no configuration names a folder with %s', async (_, files, name) => {
  const { sites } = await surveyProject(folderWith(files));
  expect(sites[0]?.src.value.split('/')[1]).toBe(name);
});

test.each([
  ['MkDocs', { 'mkdocs.yml': 'site_name: A\n' }],
  ['Docusaurus', { 'docusaurus.config.js': 'export default { presets: [["classic", {}]] };\n' }],
])('a configuration that names a folder comes before one that takes all: %s', async (_, config) => {
  const files = { ...book, ...config, 'README.md': '# A\n', ...pages('docs', 2), ...pages('x', 3) };
  const { sites } = await surveyProject(folderWith(files));
  expect(sites[0]?.src.value).toBe('docs');
});

test('of a part of a site with versions of its own, the documents that are written now are found', async () => {
  const plugin = (id: string) =>
    `['@docusaurus/plugin-content-docs', { id: '${id}', path: '${id}', routeBasePath: '${id}' }]`;
  const root = folderWith({
    'docusaurus.config.js': `module.exports = {
  presets: [['classic', { blog: false }]], plugins: [${plugin('api')}, ${plugin('cli')}] };`,
    'api_versions.json': '["1.0"]',
    ...pages('docs', 1),
    ...pages('api', 1),
    ...pages('api_versioned_docs/version-1.0', 1),
    ...pages('cli', 1),
  });
  const { sites } = await surveyProject(root);
  const [site] = sites;
  expect(site?.src.value).toBe('docs');
  expect(site?.parts.map(({ src }) => src.value)).toEqual(['api', 'cli']);
});
