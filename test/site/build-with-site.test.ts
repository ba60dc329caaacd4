import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import { resolveSettings } from '../../src/config/resolve.ts';
import type { Config } from '../../src/config/settings.ts';
import { inspect } from '../../src/one-document.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'contextor-site-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

async function built(config: Config) {
  const settings = resolveSettings(
    { executor: 'inline', parallel: false, ...config },
    { cwd: folder },
  );
  const { messages, includes } = await build(settings);
  const read = (out: string) => readFileSync(join(folder, '.contextor', out), 'utf8');
  const urls = () =>
    Object.fromEntries(
      read('index.jsonl')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
        .map(({ path, url }) => [path, url]),
    );
  return { messages, includes, read, urls };
}

const site = {
  'package.json': '{}',
  'website/docusaurus.config.js':
    "module.exports = { title: 'A', url: 'https://acme.dev', baseUrl: '/', presets: [['classic', { docs: { path: '../docs' } }]] };",
  'website/blog/2024-01-02-news.md': '# News\n',
  'docs/a.md':
    '# A\n\nSee [b](/docs/b#part), [the news](/blog/2024/01/02/news) and [c](/docs/c).\n',
  'docs/b.md': '# B\n\n## Part\n',
};

test('links lead to files of the output, to the site for its other pages, and are reported when they lead nowhere', async () => {
  write(site);
  const { messages, read, urls } = await built({ src: 'docs', baseUrl: 'https://acme.dev' });
  expect(urls()).toEqual({
    'a.md': 'https://acme.dev/docs/a',
    'b.md': 'https://acme.dev/docs/b',
  });
  const text = read('a.mdc');
  expect(text).toContain('[b](b.mdc#part)');
  expect(text).toContain('[the news](https://acme.dev/blog/2024/01/02/news)');
  expect(messages.map(({ rule, about }) => [rule, about])).toEqual([['broken-link', '/docs/c']]);
});

test('a site beside its documents gives them its components, and its aliases', async () => {
  write({
    'package.json': '{}',
    'apps/www/package.json':
      '{ "dependencies": { "fumadocs-mdx": "1", "fumadocs-core": "1", "next": "1" } }',
    'apps/www/next.config.mjs': 'export default {};',
    'apps/www/source.config.ts': "export const docs = defineDocs({ dir: '../../content/docs' });",
    'apps/www/tsconfig.json': '{ "compilerOptions": { "paths": { "#parts/*": ["./parts/*"] } } }',
    'apps/www/mdx-components.tsx':
      'export const mdxComponents = { Own: () => <p>Registered words</p> };',
    'apps/www/parts/more.tsx': 'export const More = () => <p>Imported words</p>;',
    'content/docs/a.mdx': "import { More } from '#parts/more';\n\n# A\n\n<Own />\n\n<More />\n",
  });
  const { read, includes } = await built({ src: 'content/docs' });
  expect(read('a.mdc')).toContain('# A\n\nRegistered words\n\nImported words\n');
  expect(includes).toContain(join(folder, 'apps/www/tsconfig.json'));
});

test('pages of routes in groups and languages give documents components, each its own', async () => {
  const page = (name: string) =>
    `import defaults from 'fumadocs-ui/mdx';\nconst ${name} = () => <p>Words of ${name}</p>;\nexport default () => <MDX components={getMDXComponents({ ${name} })} />;\nconst getMDXComponents = (own) => ({ ...defaults, ...own });`;
  write({
    'package.json':
      '{ "dependencies": { "fumadocs-mdx": "1", "fumadocs-core": "1", "next": "1" } }',
    'next.config.mjs': 'export default {};',
    'source.config.ts': 'export const docs = defineDocs();',
    'app/[lang]/(home)/news/[slug]/page.tsx': page('News'),
    'app/[lang]/docs/[[...slug]]/page.tsx': page('Diagram'),
    'content/docs/a.mdx': '# A\n\n<News />\n\n<Diagram />\n',
  });
  const { read } = await built({ src: 'content/docs' });
  expect(read('a.mdc')).toContain('# A\n\nWords of News\n\nWords of Diagram\n');
});

test('a base URL that says where the source folder is served means the same', async () => {
  write(site);
  const { urls } = await built({ src: 'docs', baseUrl: 'https://acme.dev/docs/' });
  expect(urls()).toMatchObject({ 'a.md': 'https://acme.dev/docs/a' });
});

test('with links to the site, links are addresses', async () => {
  write(site);
  const { read } = await built({ src: 'docs', baseUrl: 'https://acme.dev', links: 'site' });
  expect(read('a.mdc')).toContain('[b](https://acme.dev/docs/b#part)');
});

test('a change of the configuration of the site is seen by the next build', async () => {
  write(site);
  await built({ src: 'docs', baseUrl: 'https://acme.dev' });
  const config = site['website/docusaurus.config.js'].replace(
    "'../docs'",
    "'../docs', routeBasePath: 'm'",
  );
  write({ 'website/docusaurus.config.js': config });
  const { urls } = await built({ src: 'docs', baseUrl: 'https://acme.dev' });
  expect(urls()).toMatchObject({ 'a.md': 'https://acme.dev/m/a' });
});

test('a configuration that is not there yet is looked for', async () => {
  write({ 'package.json': '{}', 'docs/a.md': '# A\n' });
  const { includes } = await built({ src: 'docs' });
  expect(includes.filter((file) => /mkdocs|docusaurus.config.js$/.test(file))).toEqual(
    ['docusaurus.config.js', 'mkdocs.yaml', 'mkdocs.yml'].map((name) => join(folder, name)),
  );
});

test('a project whose configuration cannot be read is built, with one message that says so', async () => {
  write({ ...site, 'website/docusaurus.config.js': 'module.exports = {', 'docs/a.md': '# A\n' });
  const { messages, urls } = await built({ src: 'docs', baseUrl: 'https://acme.dev' });
  expect(Object.keys(urls())).toEqual(['a.md', 'b.md']);
  expect(messages).toMatchObject([
    { rule: 'site-config', severity: 'warning', path: '../website/docusaurus.config.js', line: 1 },
  ]);
});

test('a page whose paths cannot be read is left out, with a message', async () => {
  write({
    'docs/.vitepress/config.js': 'export default { cleanUrls: true };',
    'docs/[id].md': '# One\n',
    'docs/[id].paths.js': 'export default { paths: () => fetch("https://acme.dev") };',
    'docs/a.md': '# A\n',
  });
  const { messages, urls } = await built({ src: 'docs' });
  expect(Object.keys(urls())).toEqual(['a.md']);
  expect(messages).toMatchObject([{ rule: 'site-config', about: 'paths', path: '[id].md' }]);
});

const inLanguages = {
  'package.json': '{}',
  'mkdocs.yml':
    'site_name: A\nsite_url: https://acme.dev\nplugins:\n  - i18n:\n      languages:\n        - { locale: en, default: true }\n        - { locale: fr }\n',
  'docs/index.md': '# A\n\nSee [b](g/b.md) and [c](g/c.md).\n',
  'docs/index.fr.md': '# A\n\nSee [b](g/b.md), [c](g/c.md), [up](/fr/g/c/) and [none](g/d.md).\n',
  'docs/g/b.md': '# B\n',
  'docs/g/b.fr.md': '# B\n',
  'docs/g/c.en.md': '# C\n',
  'docs/g/d.2.md': '# D\n\nSee [b](b.md).\n',
  'docs/g/b.2.md': '# B 2\n',
};

test('where a suffix of the file name tells the language, links stay in it as far as there are translations', async () => {
  write(inLanguages);
  const { messages, read, urls } = await built({ src: 'docs', baseUrl: 'https://acme.dev' });
  expect(urls()).toMatchObject({
    'index.fr.md': 'https://acme.dev/fr/',
    'g/b.fr.md': 'https://acme.dev/fr/g/b/',
    'g/c.en.md': 'https://acme.dev/g/c/',
    'g/d.2.md': 'https://acme.dev/g/d.2/',
  });
  expect(read('index.mdc')).toContain('[b](g/b.mdc) and [c](g/c.en.mdc)');
  expect(read('index.fr.mdc')).toContain('[b](g/b.fr.mdc), [c](g/c.en.mdc), [up](g/c.en.mdc)');
  expect(read('g/d.2.mdc')).toContain('[b](b.mdc)');
  expect(messages.map(({ rule, about }) => [rule, about])).toEqual([['broken-link', 'g/d.md']]);
});

test.each([
  ['line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
  ['a byte order mark', (text: string) => `\uFEFF${text}`],
  ['both', (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
  ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').toString('latin1')],
])('pages with %s have the same addresses, titles and anchors', async (what, changed) => {
  const pages = {
    'docs/a.md': '---\nslug: /first\n---\n\n# A\n\n## Part {#own}\n\nSee [b](./b.md#other).\n',
    'docs/b.md': '---\ntitle: Bee\nid: bee\n---\n\n## Other\n\nSee [a](/docs/first#own).\n',
  };
  const wide = what === 'UTF-16';
  write({ ...site, ...pages });
  const config = { src: 'docs', baseUrl: 'https://acme.dev', cache: false };
  const plain = await built(config);
  const before = { urls: plain.urls(), a: plain.read('a.mdc'), b: plain.read('b.mdc') };
  for (const [name, text] of Object.entries(pages)) {
    writeFileSync(join(folder, name), changed(text), wide ? 'latin1' : 'utf8');
  }
  const other = await built(config);
  expect(other.urls()).toEqual(before.urls);
  expect(before.urls).toMatchObject({ 'a.md': 'https://acme.dev/docs/first' });
  expect(other.read('a.mdc')).toBe(before.a);
  expect(other.read('b.mdc')).toBe(before.b);
  expect(plain.messages).toEqual([]);
  expect(other.messages.filter(({ rule }) => rule !== 'encoding')).toEqual([]);
});

test('MyST: links and roles without words are called by the heading that has the name', async () => {
  write({
    'docs/conf.py': "extensions = ['myst_parser']\n",
    'docs/index.md': `# Home

(here)=
## This \`place\`

[](#here), [](firing), [](b.md#firing), {ref}\`Firing\`, {ref}\`words <firing>\`, {ref}\`plot\`.
`,
    'docs/b.md': '# B\n\n(firing)=\n## Firing the kiln\n\n```{figure} a.svg\n:name: plot\n```\n',
    'docs/a.svg': '<svg/>',
  });
  const { read } = await built({ src: 'docs', dialect: 'myst' });
  const heading = '[Firing the kiln](b.mdc#firing-the-kiln)';
  expect(read('index.mdc')).toContain(
    `[This place](#this-place), ${heading}, ${heading}, ${heading}, [words](b.mdc#firing-the-kiln), [plot](b.mdc#firing-the-kiln).`,
  );
});

test('MyST: references show the captions of what they name, also in place of its number', async () => {
  const fence = '```';
  write({
    'docs/conf.py': "extensions = ['myst_parser']\n",
    'docs/index.md': `# Home

[](#plot), {numref}\`heat\`, {ref}\`sizes\`, {ref}\`law\`, [](#seen), {ref}\`told\`, [](#ash), [](#long).

[Figure %s](#plot), [{name}](#part), [Table {number}](b.md#sizes).

![](#plot)

${fence}{embed} #sizes
${fence}
`,
    'docs/b.md': `# B

(part)=
## Kilns

${fence}{figure} a.svg
:name: plot

The big *kiln* of
the yard.
${fence}

(sizes)=
:::{list-table} Sizes
* - a
:::

${fence}{code-cell} ipython3
---
mystnb:
  figure:
    caption: |
      How hot it gets
    name: heat
---
plot()
${fence}

${fence}{prf:theorem} Law of heat
:label: law
It is lost.
${fence}

:::{figure-md} seen
![A kiln](a.svg)
:::

${fence}{code-block} python
:name: told
:caption: What it does
fire()
${fence}

(ash)=
${fence}{figure} a.svg
---
width: 3em
---
What is left
${fence}

${fence}{figure} a.svg
:name: long

${'It was built by hand. '.repeat(9)}
${fence}
`,
    'docs/a.svg': '<svg/>',
  });
  const { read, messages } = await built({ src: 'docs', dialect: 'myst' });
  const to = (words: string) => `[${words}](b.mdc#kilns)`;
  const shown = ['The big kiln of the yard', 'How hot it gets', 'Sizes', 'Law of heat', 'seen'];
  const index = read('index.mdc');
  expect(index).toContain(
    `${[...shown, 'What it does', 'What is left', 'long'].map(to).join(', ')}.`,
  );
  const numbered = ['Figure The big kiln of the yard', 'Kilns', 'Table Sizes'];
  expect(index).toContain(`${numbered.map(to).join(', ')}.`);
  expect(index).toContain(`${to('The big kiln of the yard')}\n\n${to('Sizes')}`);
  expect(messages).toEqual([]);
});

test('MyST: a name leads to the page that gives it, also where another page includes a part of that', async () => {
  write({
    'docs/conf.py': "extensions = ['myst_parser']\n",
    'docs/index.md': `# Home

{ref}\`firing\`

\`\`\`{include} b.md
:start-after: <!-- from here -->
\`\`\`
`,
    'docs/b.md': '# B\n\n(firing)=\n## Firing\n\n<!-- from here -->\n\nThe part.\n',
  });
  const { read } = await built({ src: 'docs', dialect: 'myst' });
  expect(read('index.mdc')).toContain('[Firing](b.mdc#firing)\n\nThe part.');
});

test('MyST: the first heading of an included file is the title of a page that has none', async () => {
  write({
    'docs/conf.py': "extensions = ['myst_parser']\n",
    'docs/index.md': '# Home\n\n[](news), [](the-news), {ref}`the-news` and {doc}`news`.\n',
    'docs/news.md': `(the-news)=

\`\`\`{include} ../NEWS.md
:start-after: "<!-- start -->"
\`\`\`
`,
    'NEWS.md': '# A repository\n\n<!-- start -->\n\n# What is new\n\nA kiln.\n',
  });
  const { read, messages } = await built({ src: 'docs', dialect: 'myst' });
  const toTitle = '[What is new](news.mdc#what-is-new)';
  const toPage = '[What is new](news.mdc)';
  expect(read('index.mdc')).toContain(`${toPage}, ${toTitle}, ${toTitle} and ${toPage}.`);
  expect(read('news.mdc')).toContain('# What is new\n\nA kiln.');
  expect(messages).toEqual([]);
});

test('Zola: `@/` in a link is the folder of the content', async () => {
  write({
    'config.toml': 'base_url = "https://kilns.dev"\n',
    'content/firing/raku.md':
      '+++\ntitle = "Raku"\n+++\n\n[Hot](@/glazes.md#how-hot), [no](@/no.md)\n',
    'content/glazes.md': '+++\ntitle = "Glazes"\n+++\n\n## How hot?\n',
  });
  const { read, messages } = await built({ src: 'content', dialect: 'zola' });
  expect(read('firing/raku.mdc')).toContain('[Hot](../glazes.mdc#how-hot), [no](@/no.md)');
  expect(messages.map(({ reason }) => reason)).toEqual([
    'Link to "@/no.md" leads nowhere: no such file',
  ]);
});

test('Docsify: `?id=` in a link names a heading, and a cover leads to the page below it', async () => {
  write({
    'docs/index.html': '<script>window.$docsify = {}</script>',
    'docs/_coverpage.md': '# Kilns\n\n[Start](#start) [Home](#main)\n\n![color](#f0f0f0)\n',
    'docs/README.md': '# Kilns\n\n## Start\n\n[Cone 9](guide/cones.md?id=nine), [up](?id=start)\n',
    'docs/guide/cones.md': '# Cones\n\n## Cone 9 :id=nine\n\n[It](guide/cones?id=nine)\n',
  });
  const { read, messages } = await built({ src: 'docs', dialect: 'docsify' });
  expect(read('_coverpage.mdc')).toBe('# Kilns\n\n[Start](README.mdc#start) [Home](README.mdc)\n');
  expect(read('README.mdc')).toContain('[Cone 9](guide/cones.mdc#cone-9), [up](#start)');
  expect(read('guide/cones.mdc')).toContain('[It](#cone-9)');
  expect(messages).toEqual([]);
});

test('Zola: a picture in the folder of another page is found below the address of that page', async () => {
  write({
    'config.toml': 'base_url = "https://kilns.dev"\n',
    'content/01-kilns/index.md': '+++\ntitle = "Kilns"\npath = "kilns"\n+++\n\n![Kiln](kiln.svg)\n',
    'content/01-kilns/kiln.svg': '',
    'content/02-glazes/index.md':
      '+++\ntitle = "Glazes"\npath = "glazes"\n+++\n\n![Kiln](../kilns/kiln.svg)\n',
  });
  const { read, messages } = await built({ src: 'content', dialect: 'zola' });
  expect(read('02-glazes/index.mdc')).toContain('![Kiln](');
  expect(messages).toEqual([]);
});

test.each([
  ['.', '_src'],
  ['app', 'app/_src'],
])(
  'Jekyll in %s: a folder that the site leaves out, %s, is read where it is named as the source',
  async (source, src) => {
    write({
      '_config.yml': `title: Kilns\nsource: ${source}\n`,
      [`${source}/index.md`]: '---\n---\n# Home\n',
      [`${src}/firing.md`]: '---\ntitle: Firing\n---\n\nSlowly.\n',
    });
    const { read, messages } = await built({ src, dialect: 'liquid' });
    expect(read('firing.mdc')).toContain('# Firing\n\nSlowly.');
    expect(messages).toEqual([]);
  },
);

test('a broken link in an attribute is told of with its line', async () => {
  write({
    'docs.json': '{}',
    'a.mdx':
      '# A\n\nOne.\n\n<Card title="To [b](b.mdx)" />\n\n<Card title="C">\n  <Accordion title="To [d](d.mdx)">E</Accordion>\n</Card>\n',
  });
  const { messages } = await built({ src: '.', dialect: 'mintlify' });
  expect(messages.map(({ about, line }) => [about, line])).toEqual([
    ['b.mdx', 5],
    ['d.mdx', 8],
  ]);
});

test('MkDocs: a file of the theme is one of the site', async () => {
  write({
    'mkdocs.yml': 'site_name: Acme\ntheme:\n  name: material\n  custom_dir: theme\n',
    'theme/assets/kiln.png': '',
    'docs/index.md': '# A\n\n![Kiln](assets/kiln.png) ![Vase](assets/vase.png)\n',
    'docs/b/c.md': '# C\n\n![Kiln](../assets/kiln.png)\n',
  });
  const { messages } = await built({ src: 'docs' });
  expect(messages.map(({ rule, about }) => [rule, about])).toEqual([
    ['broken-link', 'assets/vase.png'],
  ]);
});

test('Fumadocs whose documents are served by code: links tell whether routes are known', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const links = names.map((name) => `[${name}](/${name})`).join(' ');
  write({
    'package.json': '{ "dependencies": { "fumadocs-core": "1", "next": "1" } }',
    'next.config.mjs': 'export default {};',
    'app/[[...slug]]/page.tsx': '',
    ...Object.fromEntries(
      names.map((name) => [`content/docs/${name}.mdx`, `# ${name}\n\n${links}\n`]),
    ),
  });
  const { messages } = await built({ src: 'content' });
  expect(messages.map(({ rule }) => rule).filter((rule) => rule === 'broken-link')).toEqual([]);
});

test.each(['nextra', 'fumadocs'] as const)(
  '%s: an address without a language leads to that of the reader',
  async (dialect) => {
    write({
      'content/en/a.mdx': '# A\n\n[b](/b)\n',
      'content/en/b.mdx': '# B\n',
      'content/b.mdx': '# B\n',
    });
    const { read } = await built({ src: 'content', dialect });
    expect(read('en/a.mdc')).toContain('[b](b.mdc)');
  },
);

test('of long code that a component shows around that of the page, the code of the page stays', async () => {
  const types = Array.from({ length: 70 }, (_, at) => `type T${at} = ${at}`).join('\n');
  write({
    'package.json': '{}',
    'Playground.jsx': `const types = \`${types}\`\nexport const Playground = ({ code }) => <pre lang="ts">{[types, code].join('\\n\\n')}</pre>`,
    'docs/a.mdx':
      "import { Playground } from '../Playground'\n\n# A\n\n<Playground code={`const kiln = new Kiln()\n\nkiln.fire()`} />\n",
  });
  const { read } = await built({ src: 'docs' });
  expect(read('a.mdc')).toContain(
    '```ts\n// … 70 lines left out\n\nconst kiln = new Kiln()\n\nkiln.fire()\n```',
  );
});

test('components of Nuxt in folders are found by the names that Nuxt gives them', async () => {
  write({
    'nuxt.config.ts': "export default { modules: ['@nuxt/content'] };",
    'content/index.md': '# Kilns\n\n::base-kiln-card{name="Anagama"}\n::\n',
    'components/base/kiln/Card.vue': `<script setup>defineProps(['name'])</script>
<template><p><BaseKilnNote /> {{ name }} is lit.</p></template>`,
    'components/base/kiln/Note.vue': '<template><b>Note:</b> </template>',
  });
  const { messages, read } = await built({ src: 'content' });
  expect(read('index.mdc')).toContain('Anagama is lit.');
  expect(messages).toEqual([]);
});

test('components of Astro know the language of the page', async () => {
  const texts = `---
const texts = { en: 'Light the kiln', 'pt-BR': 'Acenda o forno' };
const { lang } = Astro.locals.starlightRoute;
---
<p>{texts[Astro.currentLocale]} ({lang}). {Astro.locals.t('kiln.hot')}</p>`;
  const page = "import Start from '/src/components/Start.astro';\n\n# Kilns\n\n<Start />\n";
  write({
    'package.json': '{}',
    'astro.config.mjs': `import starlight from '@astrojs/starlight';
export default defineConfig({ integrations: [starlight({ title: 'A', locales: {
  root: { label: 'English', lang: 'en' }, 'pt-br': { label: 'Português', lang: 'pt-BR' } } })] });`,
    'src/components/Start.astro': texts,
    'src/content/i18n/en.json': '{ "kiln.hot": "It is hot." }',
    'src/content/i18n/pt-BR.json': '{ "kiln.hot": "Está quente." }',
    'src/content/docs/guides/kilns.mdx': page,
    'src/content/docs/pt-br/guides/kilns.mdx': page,
  });
  const { messages, read } = await built({ src: 'src/content/docs' });
  expect(read('guides/kilns.mdc')).toContain('Light the kiln (en). It is hot.');
  expect(read('pt-br/guides/kilns.mdc')).toContain('Acenda o forno (pt-BR). Está quente.');
  expect(messages).toEqual([]);
});

test('components of Rspress know the language of the page and the main one of the site', async () => {
  const page = 'import { Kiln } from \'@components/Kiln\';\n\n# Kilns\n\n<Kiln path="/fire" />\n';
  write({
    'package.json': '{}',
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@components/*": ["./theme/*"] } } }',
    'rspress.config.ts': `import { defineConfig } from '@rspress/core';
export default defineConfig({ root: 'docs', lang: 'en', locales: [
  { lang: 'en', label: 'English' }, { lang: 'ko', label: 'Korean' } ] });`,
    'i18n.json': '{ "kiln.hot": { "en": "It is hot.", "ko": "Tteugeowo." } }',
    'theme/Kiln.tsx': `import { useI18n, useLang, usePageData } from '@rspress/core/runtime';
export function Kiln({ path }) {
  const lang = useLang();
  const t = useI18n();
  const { siteData } = usePageData();
  const prefix = lang === siteData.lang ? '' : '/' + lang;
  const link = <a href={\`https://kilns.dev\${prefix}\${path}\`}>{lang === 'en' ? 'Fire' : 'Bul'}</a>;
  return <p>{link} {t('kiln.hot')}</p>;
}`,
    'docs/en/kilns.mdx': page,
    'docs/ko/kilns.mdx': page,
  });
  const { messages, read } = await built({ src: 'docs' });
  expect(read('en/kilns.mdc')).toContain('[Fire](https://kilns.dev/fire) It is hot.');
  expect(read('ko/kilns.mdc')).toContain('[Bul](https://kilns.dev/ko/fire) Tteugeowo.');
  expect(messages).toEqual([]);
});

test('components of Next know the language of the page and the main one of the site', async () => {
  write({
    'package.json': '{ "dependencies": { "nextra": "3" } }',
    'next.config.mjs': `import nextra from 'nextra';
export default nextra({})({ i18n: { locales: ['en-US', 'es-ES'], defaultLocale: 'en-US' } });`,
    'components/hot.tsx': `import { useRouter } from 'nextra/hooks';
import Spanish from './es.mdx';
import English from './en.mdx';
export function Hot() {
  const router = useRouter();
  switch (router.locale) {
    case 'es-ES':
      return <Spanish />;
    default:
      return <English />;
  }
}`,
    'components/en.mdx': 'It is **hot**.\n',
    'components/es.mdx': '¡Está **caliente**!\n',
    ...Object.fromEntries(
      ['en-US', 'es-ES'].map((lang) => [
        `pages/${lang}/kilns.mdx`,
        "import { Hot } from '../../components/hot';\n\n# Kilns\n\n<Hot />\n",
      ]),
    ),
  });
  const { messages, read } = await built({ src: 'pages' });
  expect(read('en-US/kilns.mdc')).toContain('It is **hot**.');
  expect(read('es-ES/kilns.mdc')).toContain('¡Está **caliente**!');
  expect(messages).toEqual([]);
});

test('components that pages of Astro or its configuration give to all documents are read', async () => {
  write({
    'package.json': '{}',
    'astro.config.mjs': `import AutoImport from 'astro-auto-import';
import { defineConfig } from 'astro/config';
export default defineConfig({
  i18n: { defaultLocale: 'en', locales: ['en', 'ko'] },
  integrations: [AutoImport({ imports: [
    './src/parts/Kiln-note.astro',
    { './src/parts/Kiln.astro': [['default', 'Oven']], './src/parts/all.ts': 'Parts' },
  ] })],
});`,
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@texts/*": ["./src/texts/*"] } } }',
    'src/content.config.ts': 'export const collections = { docs: defineCollection({}) };',
    'src/pages/[lang]/[...slug].astro': `---
import { entry } from '../../entries';
import Given from '../../parts/Given.astro';
const { Content } = await entry.render();
const components = { Given };
---
<main><Content components={components} /></main>`,
    'src/parts/Given.astro': '<p>Given by the page.</p>',
    'src/parts/Kiln.astro': '<p>{Astro.props.name} is hot.</p>',
    'src/parts/all.ts': "export { default as Kiln } from './Kiln.astro';",
    'src/parts/Kiln-note.astro': `---
import { useTranslations } from '@texts/use';
const t = useTranslations(Astro.params.lang);
---
<p>{t('hot')}</p>`,
    'src/texts/use.ts': `const texts = { en: { hot: 'It is hot.' }, ko: { hot: '뜨겁다.' } };
export const useTranslations = (lang: string) => (key: string) => texts[lang][key];`,
    'src/content/docs/en/a.mdx':
      '# A\n\n<Kilnnote />\n\n<Oven name="One" />\n\n<Parts.Kiln name="Two" />\n\n<Given />\n',
    'src/content/docs/ko/a.mdx': '# A\n\n<Kilnnote />\n',
  });
  const { messages, read } = await built({ src: 'src/content/docs' });
  expect(read('en/a.mdc')).toContain(
    '# A\n\nIt is hot.\n\nOne is hot.\n\nTwo is hot.\n\nGiven by the page.\n',
  );
  expect(read('ko/a.mdc')).toContain('뜨겁다.');
  expect(messages).toEqual([]);
});

test('documents that end in .mdoc are Markdoc, whatever the others of the site are', async () => {
  write({
    'package.json': '{}',
    'astro.config.mjs': `import markdoc from '@astrojs/markdoc';
import starlight from '@astrojs/starlight';
export default defineConfig({ integrations: [markdoc(), starlight({ title: 'A' })] });`,
    'markdoc.config.mjs': `import { defineMarkdocConfig, component } from '@astrojs/markdoc/config';
import starlightMarkdoc from '@astrojs/starlight-markdoc';
export default defineMarkdocConfig({
  extends: [starlightMarkdoc()],
  tags: { kiln: { render: component('./src/components/Kiln.astro') } },
});`,
    'src/components/Kiln.astro': '<p>{Astro.props.name} is hot. <slot /></p>',
    'src/content/docs/a.mdx':
      "import { Aside } from '@astrojs/starlight/components';\n\n# A\n\n<Aside>Light [it](../b/#light).</Aside>\n",
    'src/content/docs/b.mdoc': `---
title: B
---

## Light the kiln {% #light %}

{% aside type="caution" %}
It is {% kiln name="Anagama" %}Stand back.{% /kiln %}
{% /aside %}

{% code code="kiln light" lang="sh" /%}
`,
  });
  const { messages, read } = await built({ src: 'src/content/docs' });
  expect(read('a.mdc')).toContain('> Light [it](b.mdc#light-the-kiln).');
  const text = read('b.mdc');
  expect(text).toContain('> [!CAUTION]\n> It is Anagama is hot. Stand back.');
  expect(text).toContain('```sh\nkiln light\n```');
  expect(messages).toEqual([]);
  const settings = resolveSettings({ src: 'src/content/docs' }, { cwd: folder });
  expect(await inspect(settings, { path: 'b.mdoc' })).toMatchObject({
    dialect: { name: 'markdoc', why: 'from the ending of its name' },
  });
});

test.each(['@docusaurus/router', 'react-router-dom'])(
  'components of Docusaurus read the address of the page by %s',
  async (router) => {
    write({
      'docusaurus.config.js':
        "export default { url: 'https://kilns.dev', baseUrl: '/guide/', presets: [['classic', {}]] };\n",
      'src/Sibling.js': `import Link from '@docusaurus/Link';\nimport { useLocation } from '${router}';\n\nexport default function Sibling({ to, children }) {\n  const { pathname } = useLocation();\n  const kind = pathname.match(/\\/(gas|wood)(?:\\/|$)/)?.[1] ?? 'gas';\n  return <Link to={\`/docs/\${kind}\${to}\`}>{children}</Link>;\n}\n`,
      'docs/_see.mdx':
        'import Sibling from \'@site/src/Sibling\';\n\nSee <Sibling to="/glaze">glazes</Sibling>.\n',
      ...Object.fromEntries(
        ['gas', 'wood'].flatMap((kind) => [
          [`docs/${kind}/fire.mdx`, "import See from '../_see.mdx';\n\n# Fire\n\n<See />\n"],
          [`docs/${kind}/glaze.mdx`, '# Glaze\n'],
        ]),
      ),
    });
    const { messages, read } = await built({ src: 'docs', baseUrl: 'https://kilns.dev/guide' });
    expect(messages.filter(({ severity }) => severity === 'warning')).toEqual([]);
    for (const kind of ['gas', 'wood'])
      expect(read(`${kind}/fire.mdc`)).toContain('See [glazes](glaze.mdc).');
  },
);

test('what is wrong in a part is told with the file and line of the part', async () => {
  write({
    'docusaurus.config.js':
      "export default { url: 'https://kilns.dev', presets: [['classic', {}]] };\n",
    'docs/a.mdx': "# A\n\nimport Part from './_part.mdx';\n\n<Part />\n",
    'docs/_part.mdx': 'One.\n\nTwo.\n\nThree.\n\nOpen {\n',
  });
  const { messages } = await built({ src: 'docs' });
  const [message] = messages.filter(({ severity }) => severity === 'warning');
  expect(message).toMatchObject({ path: 'a.mdx', rule: 'mdx-repair' });
  expect(message!.reason).toMatch(/^In _part\.mdx:7: This is not MDX/);
  expect(message!.line).toBeUndefined();
});

test('components of the site know the address of the page', async () => {
  write({
    'package.json': '{}',
    'astro.config.mjs':
      "import starlight from '@astrojs/starlight';\nexport default { site: 'https://kilns.dev', base: '/docs', integrations: [starlight({ title: 'Kilns' })] };\n",
    'src/components/Versions.astro':
      '---\nconst path = Astro.url.pathname;\nconst links = [{ name: "Gas kiln", url: "/docs/gas" }, { name: "Wood", url: "/docs/wood" }];\nconst current = links.find(({ url }) => url === path.replace(/\\/$/, ""));\n---\n<p>{current ? <b>{current.name}</b> : <i>Choose</i>}</p>\n',
    'src/content/docs/gas.mdx':
      "---\ntitle: Gas\n---\n\nimport Versions from '../../components/Versions.astro';\n\n<Versions />\n",
    'src/content/docs/raku.mdx':
      "---\ntitle: Raku\n---\n\nimport Versions from '../../components/Versions.astro';\n\n<Versions />\n",
  });
  const { messages, read } = await built({
    src: 'src/content/docs',
    baseUrl: 'https://kilns.dev/docs',
  });
  expect(messages.filter(({ severity }) => severity === 'warning')).toEqual([]);
  expect(read('gas.mdc')).toContain('**Gas kiln**');
  expect(read('raku.mdc')).toContain('_Choose_');
});
