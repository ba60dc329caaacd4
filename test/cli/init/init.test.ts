import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { withScripts } from '../../../src/cli/init/existing.ts';
import { gitFacts, repoName } from '../../../src/cli/survey/completed.ts';
import { Disk } from '../../../src/files/disk.ts';
import { editLink, siteAddress } from '../../../src/site/frameworks/readers/urls.ts';
import { folderWith } from '../../setup/folder.ts';
import { runHere } from '../run-here.ts';

const configName = 'contextor.config.yaml';

describe('init', () => {
  test('writes a commented configuration and npm scripts, and says what to run next', async () => {
    const cwd = folderWith({
      'package.json':
        '{\n    "name": "acme-docs",\n    "devDependencies": { "@docusaurus/core": "3" }\n}\n',
      'docusaurus.config.js':
        "module.exports = {\n  title: 'Acme Kit',\n  url: 'https://acme.dev',\n  baseUrl: '/kit/',\n  presets: [['classic', {}]],\n};\n",
      'docs/guide.md': '# Guide\n',
      '.git/HEAD': 'ref: refs/heads/my-change\n',
      '.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/trunk\n',
      '.git/config': '[remote "origin"]\n\turl = git@github.com:acme/docs.git\n',
    });

    const run = await runHere(['init', '--yes'], { cwd });
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(run.stderr).toContain('Found a site (docusaurus, docusaurus.config.js):\n');
    expect(run.stderr).toMatch(/^ {2}title +Acme Kit +docusaurus\.config\.js:2$/m);
    expect(run.stderr).toMatch(
      /^ {2}address +https:\/\/acme\.dev\/kit +docusaurus\.config\.js:3$/m,
    );
    expect(run.stderr).toMatch(/^ {2}branch +trunk +the default branch of origin$/m);
    expect(run.stderr).toContain('Next: npx contextor build\n');

    const text = readFileSync(join(cwd, configName), 'utf8');
    expect(text).toContain('# Folder of the documentation sources, ');
    expect(parse(text)).toEqual({
      $schema: './node_modules/contextor/dist/schema.json',
      src: 'docs',
      out: '.contextor',
      title: 'Acme Kit',
      repo: 'acme/docs',
      ref: 'trunk',
      baseUrl: 'https://acme.dev/kit',
      dialect: 'docusaurus',
    });
    const manifest = readFileSync(join(cwd, 'package.json'), 'utf8');
    expect(JSON.parse(manifest).scripts).toEqual({
      'docs:context': 'contextor build',
      'docs:context:check': 'contextor check',
    });
    expect(manifest).toMatch(/^\{\n {4}"name"/);
  });

  test('writes nothing under --dry-run', async () => {
    const cwd = folderWith({ 'docs/a.md': 'a', 'package.json': '{}' });
    const run = await runHere(['init', '--dry-run'], { cwd });
    expect(run.code).toBe(0);
    expect(parse(run.stdout)).toMatchObject({ src: 'docs' });
    expect(existsSync(join(cwd, configName))).toBe(false);
    expect(readFileSync(join(cwd, 'package.json'), 'utf8')).toBe('{}');
  });

  test('a repo that is its own documentation', async () => {
    const cwd = folderWith({
      'docs.json': '{"navigation":{}}',
      'index.mdx': '# Hi',
      'docs/a.md': 'a',
    });
    expect((await runHere(['init', '--yes'], { cwd })).code).toBe(0);
    expect(parse(readFileSync(join(cwd, configName), 'utf8'))).toMatchObject({ src: '.' });
  });

  test('says so in an empty folder', async () => {
    const run = await runHere(['init', '--yes'], { cwd: folderWith({}) });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(
      /^error: no Markdown was found in .*\n {2}Run contextor in the folder/,
    );
  });

  test('takes a README where it is all that a project has', async () => {
    const cwd = folderWith({ 'README.md': '# Tool' });
    expect((await runHere(['init', '--yes'], { cwd })).code).toBe(0);
    const text = readFileSync(join(cwd, configName), 'utf8');
    // Without a package.json there is no schema in node_modules to name.
    expect(parse(text)).toEqual({ src: '.', out: '.contextor' });
  });

  test('names both of two frameworks of one folder and states the one it takes', async () => {
    const cwd = folderWith({
      'docusaurus.config.ts': 'export default { presets: [["classic", {}]] };',
      'docs/.vitepress/config.ts': 'export default {};',
      'docs/a.md': '',
    });
    const build = await runHere(['build'], { cwd });
    expect(build.stderr).toContain('contextor init saves this.');
    const { stderr } = await runHere(['init', '--yes'], { cwd });
    expect(stderr).toContain('Found a site (docusaurus, docusaurus.config.ts):');
    expect(stderr).toContain('Also found docs (vitepress, docs/.vitepress/config.ts)');
    expect(parse(readFileSync(join(cwd, configName), 'utf8')).dialect).toBe('docusaurus');
  });

  test('names a second framework whose configuration stands in the same folder', async () => {
    const cwd = folderWith({
      'docusaurus.config.ts': 'export default { presets: [["classic", {}]] };',
      'docs/a.md': '',
      'mkdocs.yml': 'site_name: Manual\ndocs_dir: manual\n',
      'manual/a.md': '',
    });
    const { stderr } = await runHere(['init', '--yes'], { cwd });
    expect(stderr).toContain('Found a site (docusaurus, docusaurus.config.ts):');
    expect(stderr).toContain('Also found manual (mkdocs, mkdocs.yml)');
  });

  test('offers every site of a monorepo and takes the nearest', async () => {
    const cwd = folderWith({
      'packages/kit/docs/.vitepress/config.ts': "export default { title: 'Kit' };",
      'packages/kit/docs/index.md': '# Kit\n',
      'site/mkdocs.yml': 'site_name: Acme\n',
      'site/docs/index.md': '# Acme\n',
    });
    const { stderr: built } = await runHere(['build'], { cwd });
    expect(built).toContain(
      'Acme, address not found; contextor init also offers packages/kit/docs.\n',
    );
    const { stderr } = await runHere(['init', '--yes'], { cwd });
    expect(stderr).toMatch(/Found a site \(mkdocs, site\/mkdocs\.yml\):\n {2}source +site\/docs /);
    expect(stderr).toContain('Also found packages/kit/docs (vitepress, ');
  });

  describe('of a site whose documentation has several parts', () => {
    const siteOf = (main: string, files: Record<string, string>) =>
      folderWith({
        'docusaurus.config.js': `export default {
          presets: [['classic', { docs: ${main} }]],
          plugins: ['manual', 'notes'].map((id) =>
            ['@docusaurus/plugin-content-docs', { id, path: id, routeBasePath: id }]),
        };`,
        'blog/2020-01-01-a.md': '# A\n',
        'notes/a.md': '# A\n',
        ...files,
      });
    const manual = Array.from({ length: 10 }, (_, at) => [`manual/${at}.md`, `# ${at}\n`]);
    const all: [string, string, Record<string, string>][] = [
      ['manual, notes', 'false', Object.fromEntries(manual)],
      ['docs, manual, notes', '{}', { 'docs/a.md': '# A\n', ...Object.fromEntries(manual) }],
      [
        'docs, manual, notes',
        '{}',
        {
          'docs/a.md': '# A\n',
          ...Object.fromEntries(
            ['b', 'c', 'd', 'e'].map((name) => [`docs/_parts/${name}.md`, 'A.\n']),
          ),
          ...Object.fromEntries(manual),
        },
      ],
    ];

    test.each(all)('takes %s', async (taken, main, files) => {
      const cwd = siteOf(main, files);
      const { stderr: built } = await runHere(['build'], { cwd });
      expect(built).toContain(
        `using ${taken} (docusaurus, docusaurus.config.js), address not found; contextor init also offers blog.\n`,
      );
      for (const page of ['manual/1.mdc', 'notes/a.mdc'])
        expect(existsSync(join(cwd, '.contextor', page))).toBe(true);
      const { stderr } = await runHere(['init', '--yes'], { cwd });
      expect(stderr).toContain(`Takes ${taken}.`);
      expect(stderr).toContain('Also found blog (blog of docusaurus, docusaurus.config.js).');
      const { src } = parse(readFileSync(join(cwd, configName), 'utf8'));
      expect(src).toEqual(taken.split(', ').map((one) => ({ src: one })));
    });

    test('takes all folders that Hugo mounts into one tree', async () => {
      const cwd = folderWith({
        'hugo.yaml': `baseURL: https://acme.dev
module:
  mounts:
    - { source: docs, target: content }
    - { source: kilns, target: content/kilns, excludeFiles: ['**/README.md', '/old/**.md'] }
    - { source: kilns, target: static/plans }
`,
        'docs/a.md': '# A\n\n[B](/kilns/b/) and [its plan](../plans/b.svg)\n',
        'kilns/b.md': '# B\n',
        'kilns/README.md': '# For authors\n',
        'kilns/old/a/c.md': '# C\n',
      });
      const { stderr } = await runHere(['build'], { cwd });
      expect(stderr).toContain('using docs, kilns (hugo, hugo.yaml), https://acme.dev');
      expect(stderr).not.toContain('leads nowhere');
      const text = readFileSync(join(cwd, '.contextor', 'docs', 'a.mdc'), 'utf8');
      expect(text).toContain('[B](../kilns/b.mdc) and [its plan](https://acme.dev/plans/b.svg)');
      for (const name of ['README.mdc', 'old/a/c.mdc'])
        expect(existsSync(join(cwd, '.contextor', 'kilns', name))).toBe(false);
    });

    test('takes the main one alone, and names the others', async () => {
      const cwd = siteOf('{}', { 'docs/a.md': '# A\n', 'manual/a.md': '# A\n' });
      const { stderr } = await runHere(['build'], { cwd });
      expect(stderr).toContain(
        'using docs (docusaurus, docusaurus.config.js), address not found; contextor init also offers blog, manual, notes.\n',
      );
    });
  });

  test('leaves a site of which no part has documents', async () => {
    const cwd = folderWith({
      'docs/.vuepress/config.js': "module.exports = { title: 'Acme' };",
      'docs/README.md': '# Acme\n',
      'manual/a.md': '# A\n',
      'manual/b.md': '# B\n',
    });
    const { code, stderr } = await runHere(['init', '--yes'], { cwd });
    expect(stderr).toMatch(/source +\. +documents in the project itself/);
    expect(code).toBe(0);
  });

  test('takes documentation before pages that are configured before it', async () => {
    const cwd = folderWith({
      'docusaurus.config.js': `export default {
        plugins: [
          ['@docusaurus/plugin-content-pages', { path: 'src/pages' }],
          ['@docusaurus/plugin-content-docs', { id: 'manual', path: 'manual', routeBasePath: 'manual' }],
        ],
      };`,
      'src/pages/index.md': '# Home\n',
      'manual/a.md': '# A\n',
    });
    const { stderr } = await runHere(['init', '--yes'], { cwd });
    expect(stderr).toMatch(/:\n {2}source +manual /);
    expect(stderr).toContain('Also found src/pages (pages of docusaurus, ');
  });

  test('takes documentation before a demo on Astro that stands before it', async () => {
    const cwd = folderWith({
      'demo/astro.config.mjs': "export default { site: 'https://demo.dev' };",
      'demo/src/pages/a.md': '# A\n',
      'docs/astro.config.mjs':
        "import starlight from '@astrojs/starlight';\nexport default { integrations: [starlight({ title: 'Acme' })] };",
      'docs/src/content/docs/a.md': '# A\n',
    });
    const { stderr } = await runHere(['init', '--yes'], { cwd });
    expect(stderr).toContain('Found a site (starlight, docs/astro.config.mjs):');
    expect(stderr).toContain('Also found demo/src/pages (astro, demo/astro.config.mjs)');
  });

  test('takes the site called docs before one of a part with some more documents', async () => {
    const cwd = folderWith({
      'apps/audio-docs/mkdocs.yml': 'site_name: Audio\n',
      'apps/audio-docs/docs/a.md': '# A\n',
      'apps/audio-docs/docs/b.md': '# B\n',
      'apps/docs/mkdocs.yml': 'site_name: Acme\n',
      'apps/docs/docs/a.md': '# A\n',
    });
    const { stderr } = await runHere(['build'], { cwd });
    expect(stderr).toContain('Acme, address not found; contextor init also offers apps/audio-docs');
  });

  test('takes the documents of Docus before files of the repository that a collection adds', async () => {
    const cwd = folderWith({
      'docs/nuxt.config.ts': "export default defineNuxtConfig({ extends: ['docus'] });",
      'docs/content.config.ts': `export default defineContentConfig({ collections: {
        examples: defineCollection({ type: 'page', source: { cwd: '../examples', include: '**/README.md' } }),
      } });`,
      'docs/content/a.md': '# A\n',
      'examples/kiln/README.md': '# Kiln\n',
    });
    const { stderr } = await runHere(['build'], { cwd });
    expect(stderr).toContain('using docs/content (nuxt-content, docs/nuxt.config.ts)');
    expect(stderr).toContain('contextor init also offers examples.');
  });

  test('takes documentation before demos, and the larger of two sites side by side', async () => {
    const cwd = folderWith({
      'demo/kit/.vitepress/config.ts': '',
      'demo/kit/a.md': '# A\n',
      'docs/api/.vitepress/config.ts': '',
      'docs/api/a.md': '# A\n',
      'docs/guide/.vitepress/config.ts': '',
      'docs/guide/a.md': '# A\n',
      'docs/guide/b.md': '# B\n',
    });
    const { stderr } = await runHere(['init', '--yes'], { cwd });
    expect(stderr.match(/(?:Found a site|Also found) .*/g)).toEqual([
      'Found a site (vitepress, docs/guide/.vitepress/config.ts):',
      'Also found docs/api (vitepress, docs/api/.vitepress/config.ts).',
      'Also found demo/kit (vitepress, demo/kit/.vitepress/config.ts).',
    ]);
  });

  test('takes a site on Next before the one of another framework that was set aside in it', async () => {
    const cwd = folderWith({
      'docs/package.json': '{ "dependencies": { "@next/mdx": "11", "next": "11" } }',
      'docs/next.config.js': 'module.exports = {};',
      'docs/pages/a.mdx': '# A\n',
      'docs/_old/docusaurus.config.js': 'module.exports = { presets: [["classic", {}]] };',
      'docs/_old/docs/a.md': '# A\n',
      'docs/_old/docs/b.md': '# B\n',
    });
    const { stderr } = await runHere(['build'], { cwd });
    expect(stderr).toContain('using docs/pages (next-mdx, docs/next.config.js)');
    expect(stderr).toContain('contextor init also offers docs/_old/docs');
  });

  test('takes the pages of a site on Next before a folder of content with a tenth of them', async () => {
    const pages = Array.from({ length: 10 }, (_, at) => [`pages/docs/${at}.mdx`, '# A\n']);
    const cwd = folderWith({
      'package.json': '{ "dependencies": { "@next/mdx": "11", "next": "11" } }',
      'next.config.js': 'module.exports = {};',
      'content/a.mdx': '# A\n',
      ...Object.fromEntries(pages),
    });
    const { stderr } = await runHere(['build'], { cwd });
    expect(stderr).toContain('using pages (next-mdx, next.config.js)');
  });

  test('finds the site of a package that is called public', async () => {
    const cwd = folderWith({
      'apps/public/package.json': '{}',
      'apps/public/.vitepress/config.ts': '',
      'apps/public/a.md': '# A\n',
      'apps/kit/public/.vitepress/config.ts': '',
      'apps/kit/public/a.md': '# A\n',
    });
    const { stderr } = await runHere(['init', '--yes'], { cwd });
    expect(stderr).toContain('Found a site (vitepress, apps/public/.vitepress/config.ts):');
    expect(stderr).not.toContain('Also found');
  });

  test.each([
    ['its own package', '@acme/kit-docs', 'root', '@acme/kit-docs'],
    ['the package of the project', 'docs', 'acme-kit', 'acme-kit'],
    ['the package of the project', 'fumadocs', 'acme-kit-monorepo', 'acme-kit'],
    ['the repository', '@acme/website', 'monorepo', 'kit'],
  ])('a site without a title has the name of %s', async (_, own, root, title) => {
    const cwd = folderWith({
      'package.json': JSON.stringify({ name: root, repository: 'acme/kit' }),
      'web/package.json': JSON.stringify({ name: own }),
      'web/.vitepress/config.ts': 'export default {};',
      'web/a.md': '# A\n',
    });
    const { stdout } = await runHere(['init', '--yes', '--dry-run'], { cwd });
    expect(parse(stdout)).toMatchObject({ src: 'web', title });
  });

  test('never takes the branch that is checked out', async () => {
    const cwd = folderWith({
      'docs/a.md': 'a',
      '.git/HEAD': 'ref: refs/heads/my-change\n',
      '.git/config': '[remote "origin"]\n\turl = git@github.com:acme/docs.git\n',
    });
    const run = await runHere(['init', '--yes'], { cwd });
    expect(run.stderr).toMatch(/^ {2}branch +not found$/m);
    expect(parse(readFileSync(join(cwd, configName), 'utf8'))).not.toHaveProperty('ref');
  });

  test('overwrites nothing the second time', async () => {
    const cwd = folderWith({ 'docs/a.md': 'a' });
    await runHere(['init', '--yes'], { cwd });
    const text = readFileSync(join(cwd, configName), 'utf8');
    const again = await runHere(['init', '--yes'], { cwd });
    expect(again.code).toBe(2);
    expect(again.stderr).toContain(`${configName} exists already; init overwrites nothing`);
    expect(readFileSync(join(cwd, configName), 'utf8')).toBe(text);
  });

  test('converts another configuration, with a backup and a list of what has no counterpart', async () => {
    const cwd = folderWith({
      'docs/a.md': 'a',
      'context7.json': '{"projectTitle":"Acme","rules":["x"]}',
    });
    const { code, stderr } = await runHere(['init', '--yes', '--from', 'context7.json'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain('Backup: context7.json.bak.');
    expect(stderr).toContain('Not converted:\n  rules: put rules for agents into AGENTS.md\n');
    expect(parse(readFileSync(join(cwd, configName), 'utf8')).title).toBe('Acme');
  });

  test('refuses a package.json that does not parse', async () => {
    const run = await runHere(['init', '--yes'], {
      cwd: folderWith({ 'docs/a.md': 'a', 'package.json': '{' }),
    });
    expect(run).toMatchObject({ code: 2 });
    expect(run.stderr).toMatch(/package\.json is not valid JSON/);
  });
});

test.each([
  ['git@github.com:acme/docs.git', 'acme/docs'],
  ['https://github.com/acme/docs', 'acme/docs'],
  ['https://token@github.com/acme/docs.git', 'acme/docs'],
  ['https://www.github.com/acme/docs', 'acme/docs'],
  ['ssh://git@gitlab.com/acme/docs.git', 'https://gitlab.com/acme/docs'],
  ['git://github.com/acme/docs.git', 'acme/docs'],
  ['/srv/git/docs.git', undefined],
  ['../docs.git', undefined],
  ['file:///srv/git/docs.git', undefined],
])('the repository of the remote %s is %s', (remote, name) => {
  expect(repoName(remote)).toBe(name);
});

test.each([
  ['https://kit.dev/docs/', 'https://kit.dev/docs'],
  ['https://example.net.kit.dev', 'https://example.net.kit.dev'],
  ['http://localhost:3000', undefined],
  ['http://127.0.1.1:8000', undefined],
  ['http://0.0.0.0:1313/kit', undefined],
  ['http://kit.localhost:8080', undefined],
  ['https://example.org/', undefined],
  ['https://your-docusaurus-site.example.com', undefined],
])('the address of a site at %s is %s', (value, address) => {
  expect(siteAddress({ value, file: 'hugo.toml', line: 1 }, undefined)?.value).toBe(address);
});

test.each([
  ['https://github.com/acme/kit/edit/main/docs/', 'acme/kit'],
  ['https://github.com/your-org/kit/edit/main/docs/', undefined],
  ['https://github.com/shuding/nextra-docs-template', undefined],
  [
    'https://github.com/facebook/docusaurus/tree/main/packages/create-docusaurus/templates/shared/',
    undefined,
  ],
])('the repository of %s is %s', (value, repo) => {
  expect(editLink({ value, file: 'site.js', line: 1 }).repo?.value).toBe(repo);
});

test('the repository of a framework, in a copy of its configuration, gives way to the remote', async () => {
  const cwd = folderWith({
    'mkdocs.yml': 'site_name: Kilns\nrepo_url: https://github.com/google/docsy/edit/old/docs\n',
    'docs/a.md': '# A\n',
    '.git/HEAD': 'ref: refs/heads/main\n',
    '.git/config': '[remote "origin"]\n\turl = git@github.com:acme/kilns.git\n',
  });
  const run = await runHere(['init', '--dry-run'], { cwd });
  expect(parse(run.stdout)).toMatchObject({ repo: 'acme/kilns' });
  expect(parse(run.stdout)).not.toHaveProperty('ref');
});

describe('a build without a configuration', () => {
  const vitepress = {
    'docs/.vitepress/config.ts':
      "export default { title: 'Kit', srcDir: '../content', sitemap: { hostname: 'https://kit.dev' } };",
    'content/guide.md': '# Guide\n\nWords.\n',
  };

  test('takes what init finds, says so in one line, and gives the same output', async () => {
    const cwd = folderWith(vitepress);
    const run = await runHere(['build'], { cwd });
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(
      /^No configuration: using content \(vitepress, docs\/\.vitepress\/config\.ts\), Kit, https:\/\/kit\.dev; contextor init saves this\.\n/,
    );
    await runHere(['init', '--yes'], { cwd });
    const check = await runHere(['check'], { cwd });
    expect(check.stderr).toContain('Up to date: 1 document.');
  });

  test('says how to build one of many versions', async () => {
    const pages = ['v1.9', 'v1.10', 'v2'].flatMap((one) => [`${one}/en/a`, `${one}/fr/a`]);
    const versions = ['v2', 'v1.10', 'v1.9'].map((version) => ({ version, pages: [] }));
    const cwd = folderWith({
      'docs.json': JSON.stringify({ theme: 'mint', name: 'Kit', navigation: { versions } }),
      ...Object.fromEntries(pages.map((page) => [`${page}.mdx`, '# A\n\nWords.\n'])),
    });
    const told = await runHere(['build'], { cwd });
    const setting = 'variants: { versions: ["v2"] }';
    expect(told.stderr).toContain(
      `\nAll 3 versions are built; for one of them, write ${setting} in the configuration.\n`,
    );
    await runHere(['init', '--yes'], { cwd });
    const config = join(cwd, 'contextor.config.yaml');
    writeFileSync(config, `${readFileSync(config, 'utf8')}\n${setting}\n`);
    const one = await runHere(['build'], { cwd });
    expect(one.stderr).toMatch(/Documents +2: /);
    expect(one.stderr).not.toContain('versions are built');
  });

  test('says how to build one of two languages, one of which stands beside the folder of the other', async () => {
    const locales = '{ root: { lang: "en-US" }, zh: { lang: "zh-CN" } }';
    const cwd = folderWith({
      'docs/.vitepress/config.ts': `export default { title: 'Kit', locales: ${locales} };`,
      'docs/guide/a.md': '# A\n\nWords.\n',
      'docs/zh/guide/a.md': '# A\n\nWords.\n',
    });
    const told = await runHere(['build'], { cwd });
    const setting = 'variants: { locales: ["en-US"] }';
    expect(told.stderr).toContain(
      `\nAll 2 languages are built; for one of them, write ${setting} in the configuration.\n`,
    );
    writeFileSync(join(cwd, 'contextor.config.yaml'), `src: docs\n${setting}\n`);
    const one = await runHere(['build'], { cwd });
    expect(one.stderr).toMatch(/Documents +1: /);
    expect(one.stderr).toMatch(/Warnings +0/);
    expect(one.stderr).not.toContain('languages are built');
  });

  test('says how to build one of many versions further below', async () => {
    const cwd = folderWith({
      'docs/sources/kit/next/a.md': '# A\n\nWords.\n',
      'docs/sources/kit/v1.9.x/a.md': '# A\n\nWords.\n',
      'docs/sources/kit/v1.10.x/a.md': '# A\n\nWords.\n',
      'docs/sources/kit/v1.8.x/a.md': '# A\n\nWords.\n',
      'docs/sources/news/2023/a.md': '# A\n\nWords.\n',
    });
    const told = await runHere(['build'], { cwd });
    const setting = 'src: docs/sources/kit/v1.10.x';
    expect(told.stderr).toContain(
      `All 3 versions are built; for one of them, write ${setting} in the configuration.\n`,
    );
    const one = await runHere(['build', '--src', 'docs/sources/kit/v1.10.x'], { cwd });
    expect(one.stderr).toMatch(/Documents +1: /);
    expect(one.stderr).not.toContain('versions are built');
  });

  test('names the candidates where nothing is found', async () => {
    const cwd = folderWith({
      'README.md': '# Tool',
      'notes/a.md': 'a',
      'notes/b.md': 'b',
      'packages/kit/guides/a.md': 'a',
    });
    for (const [args, remedy] of [
      [['build'], 'Take one with --src notes, or choose one with `npx contextor init`.'],
      [['init', '--yes'], 'Write `src: notes` to contextor.config.yaml, '],
    ] as const) {
      const run = await runHere([...args], { cwd });
      expect(run.code).toBe(2);
      expect(run.stderr).toContain('error: no documentation site was found in ');
      expect(run.stderr).toContain(
        `Folders with documents: notes (2), packages/kit (1). ${remedy}`,
      );
    }
  });

  test('what a configuration leaves unknown has a place all the same', async () => {
    const cwd = folderWith({
      'docs/.vitepress/config.ts': 'export default () => { for (const one of all()) return one; };',
      'docs/a.md': '# A\n',
    });
    const { stderr } = await runHere(['init', '--yes', '--dry-run'], { cwd });
    expect(stderr).toMatch(/^ {2}source +docs +docs\/\.vitepress\/config\.ts:1$/m);
    expect((await runHere(['build'], { cwd })).stderr).toContain(
      'so defaults are used: the configuration is computed by a function',
    );
  });

  test('a configuration that names no sources is completed', async () => {
    const cwd = folderWith({ ...vitepress, 'contextor.config.yaml': 'profile: lossless\n' });
    const run = await runHere(['build'], { cwd });
    expect(run.stderr).toContain('The configuration names no sources: using content ');
    expect(run.stderr).toContain('(vitepress, lossless)');
  });

  test('sources of the command line are those of their site', async () => {
    const cwd = folderWith({ ...vitepress, 'other/a.md': '# A\n' });
    await runHere(['build', '--src', 'content', '--out', 'one'], { cwd });
    expect(readFileSync(join(cwd, 'one/index.jsonl'), 'utf8')).toContain('"url":"https://kit.dev/');
    await runHere(['build', '--src', 'other', '--out', 'two'], { cwd });
    expect(readFileSync(join(cwd, 'two/index.jsonl'), 'utf8')).toContain('"path":"a.md"');
  });
});

test('scripts that are there already stay', () => {
  const text = '{"scripts":{"docs:context":"mine","docs:context:check":"mine"}}';
  expect(withScripts(text)).toEqual({ text, added: [] });
});

test('a worktree takes the remote and the default branch of its repository', () => {
  const root = folderWith({
    'main/.git/config': '[remote "origin"]\n\turl = https://github.com/acme/docs\n',
    'main/.git/HEAD': 'ref: refs/heads/old\n',
    'main/.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/main\n',
    'main/.git/worktrees/next/HEAD': 'ref: refs/heads/next\n',
    'main/.git/worktrees/next/commondir': '../..\n',
    'next/.git': 'gitdir: ../main/.git/worktrees/next\n',
    'next/docs/a.md': '',
  });
  expect(gitFacts(join(root, 'next/docs'), new Disk())).toMatchObject({
    repo: { value: 'acme/docs' },
    ref: { value: 'main' },
  });
});
