import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import fastGlob from 'fast-glob';
import { afterEach, describe, expect, test } from 'vitest';
import { readNavigation } from '../../src/site/navigation.ts';
import { scanSite } from '../../src/site/scan.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

function navigation(dialect: string, files: Record<string, string>, source = 'docs') {
  const projectRoot = mkdtempSync(join(tmpdir(), 'contextor-navigation-'));
  made.push(projectRoot);
  const isPage = (path: string) => path.startsWith(`${source}/`) && /\.mdx?$/.test(path);
  const pages = Object.keys(files).filter(isPage);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(projectRoot, path)), { recursive: true });
    writeFileSync(join(projectRoot, path), text);
  }
  const sourceRoot = join(projectRoot, source);
  const paths = pages.map((path) => path.slice(source.length + 1)).sort();
  const site = scanSite({ sourceRoot, paths, dialect: { name: dialect }, settings: {} });
  return readNavigation({ sourceRoot, projectRoot, pages: [...site.pages], dialect }).map(
    ({ title, paths }) => [title, ...paths],
  );
}

const docs = (...names: string[]) => Object.fromEntries(names.map((name) => [`docs/${name}`, '']));
const three = docs('intro.md', 'guides/a.md', 'guides/b.md');

describe('the folder tree', () => {
  test('index first, then by order, then by name; pages above folders have no section', () => {
    expect(
      navigation('generic', {
        ...docs('index.md', 'about.md', 'guides/z.md', 'guides/index.md', 'api-reference/a.md'),
        'docs/guides/b.md': '---\nsidebar_position: 1\n---\n',
        'docs/guides/index.md': '# All guides\n',
      }),
    ).toEqual([
      ['', 'index.md', 'about.md'],
      ['Api reference', 'api-reference/a.md'],
      ['All guides', 'guides/index.md', 'guides/b.md', 'guides/z.md'],
    ]);
  });

  test('nothing without pages', () => {
    expect(navigation('generic', { 'docs/x.txt': '' })).toEqual([]);
  });
});

const sidebar = `[
  'intro',
  { type: 'category', label: 'Guides', link: { type: 'doc', id: 'guides/b' }, items: ['guides/a'] },
]`;

describe('the navigation of each framework', () => {
  test.each<[string, string, Record<string, string>]>([
    ['docusaurus', 'sidebars.js', { 'sidebars.js': `module.exports = { docs: ${sidebar} };` }],
    [
      'docusaurus',
      'sidebars.ts with types',
      {
        'sidebars.ts': `import type { SidebarsConfig } from '@docusaurus/plugin-content-docs';
const sidebars: SidebarsConfig = { docs: ${sidebar} };
export default sidebars satisfies SidebarsConfig;`,
      },
    ],
    [
      'docusaurus',
      'shorthand',
      { 'sidebars.json': '{"docs": ["intro", {"Guides": ["guides/b", "guides/a"]}]}' },
    ],
    [
      'vitepress',
      'a list a path',
      {
        'docs/.vitepress/config.mts': `import { defineConfig } from 'vitepress'
const guides = { text: 'Guides', base: '/guides/', items: [{ text: 'B', link: 'b' }, { link: 'a' }] }
export default defineConfig({ themeConfig: { sidebar: { '/': [{ text: 'Intro', link: '/intro' }, guides] } } })`,
      },
    ],
    [
      'mintlify',
      'docs.json',
      {
        'docs/docs.json':
          '{"navigation": {"pages": ["intro"], "tabs": [{"tab": "Docs", "groups": [{"group": "Guides", "root": "guides/b", "pages": [{"group": "More", "pages": ["guides/a"]}]}]}]}}',
      },
    ],
    [
      'mkdocs-material',
      'mkdocs.yml',
      {
        'mkdocs.yml':
          'nav:\n  - intro.md\n  - Guides:\n      - B: guides/b.md\n      - guides/a.md\n',
      },
    ],
    [
      'nextra',
      '_meta',
      {
        'docs/_meta.js': "export default { intro: 'Intro', guides: { title: 'Guides' } }",
        'docs/guides/_meta.ts': "export default { b: 'B' } as const",
      },
    ],
    [
      'fumadocs',
      'meta.json',
      {
        'docs/meta.json': '{"pages": ["intro", "---More---", "guides", "[Home](https://x.org)"]}',
        'docs/guides/meta.json': '{"title": "Guides", "pages": ["b", "..."]}',
      },
    ],
    [
      'zudoku',
      'zudoku.config',
      {
        'zudoku.config.ts': `export default { docs: { files: 'docs/**/*.md' }, navigation: ['intro',
          { type: 'category', label: 'Guides', link: 'guides/b', items: [{ type: 'doc', file: 'guides/a' }] }] };`,
      },
    ],
    [
      'readme',
      '_order.yaml',
      { 'docs/_order.yaml': '- intro\n- guides\n', 'docs/guides/_order.yaml': '- b\n' },
    ],
  ])('%s: %s', (dialect, _, files) => {
    expect(navigation(dialect, { ...three, ...files })).toEqual([
      ['', 'intro.md'],
      ['Guides', 'guides/b.md', 'guides/a.md'],
    ]);
  });

  test('pages of a version on both sides of a group are below its name alone', () => {
    const pages = (name: string) =>
      `{"version": "${name}", "pages": ["${name}/a", {"group": "Firing", "pages": ["${name}/b"]}, "${name}/c"]}`;
    expect(
      navigation('mintlify', {
        ...docs('v1/a.mdx', 'v1/b.mdx', 'v1/c.mdx', 'v2/a.mdx', 'v2/b.mdx', 'v2/c.mdx'),
        'docs/docs.json': `{"navigation": {"versions": [${pages('v1')}, ${pages('v2')}]}}`,
      }),
    ).toEqual([
      ['v1', 'v1/a.mdx'],
      ['Firing', 'v1/b.mdx'],
      ['v1', 'v1/c.mdx'],
      ['v2', 'v2/a.mdx'],
      ['Firing (v2)', 'v2/b.mdx'],
      ['v2', 'v2/c.mdx'],
    ]);
  });

  test('SUMMARY.md', () => {
    const summary =
      '# Summary\n\n* [Intro](intro.md)\n\n## Guides\n\n* [B](guides/b.md)\n  * [A](guides/a.md)\n';
    const site = navigation('markdoc', { ...three, 'docs/SUMMARY.md': summary });
    expect(site).toEqual([
      ['', 'intro.md'],
      ['Guides', 'guides/b.md', 'guides/a.md'],
    ]);
  });

  test('sidebars of Vocs by path', () => {
    const sidebar = `{
      '/': [{ text: 'Intro', link: '/intro' }],
      '/guides': { backLink: true, items: [{ text: 'Guides', items: [{ link: '/guides/b' }, { link: '/guides/a' }] }] },
    }`;
    const files = {
      'vocs.config.ts': `export default { rootDir: 'docs', sidebar: ${sidebar} }`,
      ...docs('pages/intro.md', 'pages/guides/a.md', 'pages/guides/b.md'),
    };
    expect(navigation('vocs', files, 'docs/pages')).toEqual([
      ['', 'intro.md'],
      ['Guides', 'guides/b.md', 'guides/a.md'],
    ]);
  });

  test('the languages of Starlight, each with the sidebar of all', () => {
    const sidebar = `[
      'intro',
      { label: 'Guides', translations: { 'fr-CA': 'Guides du four' }, autogenerate: { directory: 'guides' } },
      { label: 'More', items: ['more'] },
    ]`;
    const content = (...names: string[]) =>
      docs(...names.map((name) => `src/content/docs/${name}`));
    const files = {
      'docs/astro.config.mjs': `import starlight from '@astrojs/starlight';
export default { integrations: [starlight({ title: 'A', locales: { root: { lang: 'en' }, fr: { lang: 'fr-CA' } }, sidebar: ${sidebar} })] };`,
      ...content('intro.md', 'guides/a.md', 'guides/b.md', 'more.md'),
      ...content('fr/intro.md', 'fr/guides/a.md', 'fr/more.md'),
    };
    expect(navigation('starlight', files, 'docs/src/content/docs')).toEqual([
      ['', 'intro.md'],
      ['Guides', 'guides/a.md', 'guides/b.md'],
      ['More', 'more.md'],
      ['fr-CA', 'fr/intro.md'],
      ['Guides du four', 'fr/guides/a.md'],
      ['More (fr-CA)', 'fr/more.md'],
    ]);
  });

  test('_sidebar.md', () => {
    const sidebar =
      '- [Intro](intro.md)\n- **Guides**\n\n  - [B](/guides/b)\n\n- [All](guides/c.md "C")\n  * [A](guides/a.md)\n- [Web](https://acme.dev)\n';
    const files = { ...three, ...docs('guides/c.md'), 'docs/_sidebar.md': sidebar };
    expect(navigation('docsify', files)).toEqual([
      ['', 'intro.md'],
      ['Guides', 'guides/b.md'],
      ['All', 'guides/c.md', 'guides/a.md'],
    ]);
  });

  test('pages that name the page above them', () => {
    const page = (title: string, rest: string) => `---\ntitle: ${title}\n${rest}---\n`;
    const files = {
      'docs/z.md': page('Intro', 'nav_order: 1\n'),
      'docs/hidden.md': page('Hidden', 'nav_exclude: true\n'),
      'docs/kilns.md': page('Kilns', 'nav_order: 2\n'),
      'docs/a/fire.md': page('Fire', 'parent: Kilns\nnav_order: 2\n'),
      'docs/a/care.md': page('Care', 'parent: Kilns\nnav_order: 1\n'),
      'docs/b/ash.md': page('Ash', 'parent: Care\ngrand_parent: Kilns\n'),
      'docs/glazes.md': page('Glazes', ''),
      'docs/lost.md': page('Lost', 'parent: Nobody\n'),
      'docs/loop.md': page('Loop', 'parent: Loop\n'),
    };
    expect(navigation('liquid', files)).toEqual([
      ['', 'z.md'],
      ['Kilns', 'kilns.md', 'a/care.md', 'b/ash.md', 'a/fire.md'],
      ['', 'glazes.md', 'lost.md'],
    ]);
  });

  test('groups of a router are no part of titles', () => {
    const files = docs(
      '(0)firing-rules/a.md',
      '(0)firing-rules/b.md',
      '(more)/c.md',
      '(more)/d.md',
    );
    expect(navigation('generic', files)).toEqual([
      ['Firing rules', '(0)firing-rules/a.md', '(0)firing-rules/b.md'],
      ['More', '(more)/c.md', '(more)/d.md'],
    ]);
  });

  test('a folder of nothing but its index is a page', () => {
    const files = { ...docs('blog/first/index.md', 'blog/second/index.md', 'intro/a.md') };
    expect(navigation('generic', files)).toEqual([
      ['Blog', 'blog/first/index.md', 'blog/second/index.md'],
      ['Intro', 'intro/a.md'],
    ]);
  });

  test.each(['.navigation.yml', '_dir.yml'])('titles of folders in %s', (name) => {
    const files = docs('1.start/1.a.md', '2.ovens/1.b.md', '2.ovens/2.c.md');
    const titled = { ...files, [`docs/2.ovens/${name}`]: 'title: Kilns\n' };
    expect(navigation('mdc', titled)).toEqual([
      ['Start', '1.start/1.a.md'],
      ['Kilns', '2.ovens/1.b.md', '2.ovens/2.c.md'],
    ]);
  });

  test('autogenerated folders', () => {
    const files = {
      'sidebars.js':
        "export default { docs: [{ type: 'category', label: 'All', items: [{ type: 'autogenerated', dirName: 'guides' }] }] }",
    };
    expect(navigation('docusaurus', { ...three, ...files })).toEqual([
      ['All', 'guides/a.md', 'guides/b.md'],
    ]);
  });

  test.each([
    ['docusaurus', { 'sidebars.js': 'syntax error (' }],
    ['docusaurus', { 'sidebars.js': 'export default makeSidebars' }],
    ['vitepress', { 'docs/.vitepress/config.js': 'export default { themeConfig: {} }' }],
    ['mintlify', { 'docs/docs.json': '{"navigation": 1}' }],
    ['mkdocs-material', { 'mkdocs.yml': 'nav: [' }],
    ['starlight', { 'astro.config.mjs': 'const a = b, b = a; export default a' }],
  ])('%s: %j falls back to the tree', (dialect, files) => {
    expect(navigation(dialect, { ...three, ...files } as Record<string, string>)).toEqual([
      ['', 'intro.md'],
      ['Guides', 'guides/a.md', 'guides/b.md'],
    ]);
  });

  test.each<[string, Record<string, string>]>([
    [
      'literate-nav',
      {
        'mkdocs.yml': 'plugins: [literate-nav]\n',
        'docs/SUMMARY.md': '- [Intro](intro.md)\n- [Guides](guides/)\n',
        'docs/guides/SUMMARY.md': '- [Up](../guides/)\n- [B](b.md)\n- [All](./)\n- [A](a.md)\n',
      },
    ],
    [
      'awesome-nav',
      {
        'docs/.nav.yml': 'nav: [intro.md, guides]\n',
        'docs/guides/.nav.yml': 'nav: [b.md, ., ../guides, a.md]\n',
      },
    ],
  ])('%s: folders that list themselves are listed once', (_, files) => {
    expect(navigation('mkdocs-material', { ...three, ...files })).toEqual([
      ['', 'intro.md'],
      ['Guides', 'guides/b.md', 'guides/a.md'],
    ]);
  });

  test('nothing of a configuration is run', () => {
    const files = {
      'sidebars.js': 'globalThis.ran = true; module.exports = { a: [globalThis.x()] }',
    };
    navigation('docusaurus', { ...three, ...files });
    expect(globalThis).not.toHaveProperty('ran');
  });
});

const corpora = process.env.CONTEXTOR_CORPORA ?? '../shared/corpora';
describe.skipIf(!existsSync(corpora))('corpora', () => {
  test.each([
    ['mintlify', 'Get started', 0.7],
    ['fumadocs', 'Fumadocs UI', 0.7],
  ])('%s', (dialect, section, share) => {
    const sourceRoot = resolve(corpora, dialect);
    const paths = fastGlob.sync('**/*.{md,mdx}', { cwd: sourceRoot }).sort();
    const site = scanSite({ sourceRoot, paths, dialect: { name: dialect }, settings: {} });
    const sections = readNavigation({
      sourceRoot,
      projectRoot: sourceRoot,
      pages: [...site.pages],
      dialect,
    });
    expect(sections.map(({ title }) => title)).toContain(section);
    const named = sections.flatMap((one) => one.paths);
    expect(new Set(named).size).toBe(named.length);
    expect(named.length).toBeGreaterThan(share * paths.length);
  });
});

describe('toctrees', () => {
  const index = (options: string) => `\`\`\`{toctree}\n${options}\na\nb\n\`\`\`\n`;
  const pages = { 'docs/a.md': '# A\n', 'docs/b.md': '# B\n' };

  test('a caption is the title of a section', () => {
    const files = { ...pages, 'docs/index.md': index(':caption: Use\n') };
    expect(navigation('myst', files)).toEqual([
      ['', 'index.md'],
      ['Use', 'a.md', 'b.md'],
    ]);
  });

  test('without one, pages have no section', () => {
    const files = { ...pages, 'docs/index.md': index('') };
    expect(navigation('myst', files)).toEqual([['', 'index.md', 'a.md', 'b.md']]);
  });
});
