import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { contextor as astro } from '../../src/integrations/astro.ts';
import docusaurus from '../../src/integrations/docusaurus.ts';
import { contextor as vitepress } from '../../src/integrations/vitepress.ts';
import { folderWith } from '../setup/folder.ts';
import { dist } from '../setup/package.ts';

afterEach(() => vi.restoreAllMocks());

test('VitePress tells the routes, and the path of the site where its address is not known', async () => {
  const cwd = folderWith({
    'package.json': '{}',
    'docs/index.md': '# Acme\n\n[Start](guide/first.md) and [there](/guide/first)\n',
    'docs/guide/first.md': '# First\n',
    'dist/index.html': '<h1>Acme</h1>',
  });
  vi.spyOn(process, 'cwd').mockReturnValue(cwd);
  const said = vi.spyOn(console, 'log').mockReturnValue();
  await vitepress({ cache: false })({
    srcDir: join(cwd, 'docs'),
    outDir: join(cwd, 'dist'),
    pages: ['index.md', 'guide/first.md'],
    rewrites: { map: { 'guide/first.md': 'start/index.md' } },
    site: {
      title: 'Acme',
      description: 'All about it.',
      base: '/kit/',
      themeConfig: {
        sidebar: { '/': { text: 'Go', base: '/start', items: [{ text: 'First', link: '/' }] } },
      },
    },
  });
  expect(said).toHaveBeenCalledWith(expect.stringContaining('2 pages with a Markdown twin'));
  expect(readFileSync(join(cwd, 'dist/start.md'), 'utf8')).toContain('# First');
  expect(readFileSync(join(cwd, 'dist/index.md'), 'utf8')).toContain('[Start](/kit/start.md)');
  expect(readFileSync(join(cwd, 'dist/llms.txt'), 'utf8')).toMatch(
    /^# Acme\n\n> All about it\.\n[^#]*## Go\n\n- \[First\][^#]*## Other\n\n- \[Acme\]/,
  );
});

test('Astro tells the address; the configuration file wins, and the options over both', async () => {
  const cwd = folderWith({
    'package.json': '{}',
    'contextor.config.json': '{ "title": "File", "src": "content" }',
    'content/index.md': '# Acme\n',
    'content/draft.md': '# Draft\n',
    'dist/index.html': '<h1>Acme</h1>',
  });
  const { hooks } = astro({ exclude: ['draft.md'], cache: false });
  const root = pathToFileURL(`${cwd}/`);
  const info = vi.fn();
  hooks['astro:config:done']({ config: { root, site: 'https://acme.dev', base: '/kit/' } });
  await hooks['astro:build:done']({ dir: new URL('dist/', root), logger: { info } });
  expect(info).toHaveBeenCalledWith(expect.stringContaining('1 pages with a Markdown twin'));
  expect(readFileSync(join(cwd, 'dist/llms.txt'), 'utf8')).toBe(
    '# File\n\n> The documentation of File.\n\n1 page, 4 tokens (o200k_base).\n\n## Docs\n\n- [Acme](https://acme.dev/kit/index.md)\n',
  );
});

const docusaurusSite = (siteDir: string) => ({
  siteDir,
  outDir: join(siteDir, 'build'),
  baseUrl: '/kit/',
  siteConfig: { title: 'Acme', tagline: 'All about it.', url: 'https://acme.dev' },
  i18n: { currentLocale: 'en', defaultLocale: 'en' },
  plugins: [
    {
      content: {
        loadedVersions: [
          {
            docs: [{ id: 'first', source: '@site/docs/first.md', permalink: '/kit/start' }],
            sidebars: { docs: [{ label: 'Go', items: [{ id: 'first' }, { label: 'Elsewhere' }] }] },
          },
        ],
      },
    },
    { content: [{ source: '@site/docs/about.md', permalink: '/kit/who-we-are' }] },
    { content: undefined },
  ],
});
const docusaurusFiles = {
  'package.json': '{}',
  'docs/first.md': '# First\n\n[About](about.md)\n',
  'docs/about.md': '# About\n',
  'build/index.html': '<h1>Acme</h1>',
};

test('Docusaurus tells routes, title and address', async () => {
  const cwd = folderWith(docusaurusFiles);
  const said = vi.spyOn(console, 'log').mockReturnValue();
  await docusaurus(undefined, { id: 'default', cache: false }).postBuild(docusaurusSite(cwd));
  expect(said).toHaveBeenCalledWith(expect.stringContaining('2 pages with a Markdown twin'));
  expect(readFileSync(join(cwd, 'build/start.md'), 'utf8')).toContain(
    '[About](https://acme.dev/kit/who-we-are.md)',
  );
  expect(readFileSync(join(cwd, 'build/llms.txt'), 'utf8')).toMatch(
    /^# Acme\n\n> All about it\.\n[^#]*## Go\n\n- \[First\][^#]*## Other\n\n- \[About\]/,
  );
});

test('Docusaurus tells the folders of all documents, which may lie beside the site', async () => {
  const cwd = folderWith({
    'docs/first.md': '# First\n\n[Use](/kit/api/use)\n',
    'site/package.json': '{}',
    'site/api/use.md': '# Use\n',
    'site/versioned_docs/version-1/use.md': '# Use of old\n',
    'site/build/index.html': '<h1>Acme</h1>',
  });
  const siteDir = join(cwd, 'site');
  const content = (folder: string, ...docs: { source: string; permalink: string }[]) => ({
    content: { loadedVersions: [{ versionName: 'current', contentPath: folder, docs }] },
  });
  const old = {
    versionName: '1',
    contentPath: join(siteDir, 'versioned_docs/version-1'),
    docs: [],
  };
  const api = content(join(siteDir, 'api'), {
    source: '@site/api/use.md',
    permalink: '/kit/api/use',
  });
  api.content.loadedVersions.unshift(old);
  const first = { source: '@site/../docs/first.md', permalink: '/kit/first' };
  const plugins = [content(join(cwd, 'docs'), first), api, api];
  const said = vi.spyOn(console, 'log').mockReturnValue();
  const site = { ...docusaurusSite(siteDir), plugins };
  await docusaurus(undefined, { cache: false }).postBuild(site);
  expect(said).toHaveBeenCalledWith(expect.stringContaining('2 pages with a Markdown twin'));
  expect(readFileSync(join(siteDir, 'build/first.md'), 'utf8')).toContain(
    '[Use](https://acme.dev/kit/api/use.md)',
  );
  expect(readFileSync(join(siteDir, 'build/api/use.md'), 'utf8')).toContain('# Use\n');
});

test('Docusaurus builds each language on its own, and only the default one gets twins', async () => {
  const cwd = folderWith(docusaurusFiles);
  const site = { ...docusaurusSite(cwd), i18n: { currentLocale: 'fr', defaultLocale: 'en' } };
  await docusaurus(undefined, { cache: false }).postBuild(site);
  expect(readdirSync(join(cwd, 'build'))).toEqual(['index.html']);
});

test('Docusaurus can require the plugin of the package', async () => {
  const cwd = folderWith(docusaurusFiles);
  vi.spyOn(console, 'log').mockReturnValue();
  const require = createRequire(import.meta.url);
  const plugin = require(join(dist, 'src/integrations/docusaurus.cjs'));
  await plugin({}, { cache: false }).postBuild(docusaurusSite(cwd));
  expect(readdirSync(join(cwd, 'build'))).toContain('start.md');
});
