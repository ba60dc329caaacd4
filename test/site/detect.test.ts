import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import fastGlob from 'fast-glob';
import { afterEach, describe, expect, test } from 'vitest';
import { detectDialect } from '../../src/site/detect.ts';
import { dialectRecords } from '../../transforms/dialects/records.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

function project(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'contextor-detect-'));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const depends = (...names: string[]) =>
  JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '1'])) });

function detect(files: Record<string, string>, pages: Record<string, string> = {}) {
  const projectRoot = project({ 'docs/a.md': '# A\n', ...files });
  return detectDialect({
    dialects: dialectRecords,
    projectRoot,
    sourceRoot: join(projectRoot, 'docs'),
    paths: Object.keys(pages),
    sample: (path) => pages[path]!,
  });
}

describe('config files and packages', () => {
  test.each<[string, Record<string, string>]>([
    ['docusaurus', { 'docusaurus.config.ts': '' }],
    ['docusaurus', { 'package.json': depends('@docusaurus/core', 'react') }],
    ['starlight', { 'astro.config.mjs': '' }],
    ['starlight', { 'package.json': depends('@astrojs/starlight', 'astro') }],
    ['vitepress', { 'docs/.vitepress/config.ts': '' }],
    ['vitepress', { 'package.json': depends('vitepress') }],
    ['nextra', { 'package.json': depends('next', 'nextra', 'nextra-theme-docs') }],
    ['fumadocs', { 'source.config.ts': '' }],
    ['fumadocs', { 'package.json': depends('fumadocs-mdx', 'fumadocs-ui') }],
    ['mintlify', { 'docs/docs.json': '{"$schema": "https://mintlify.com/docs.json"}' }],
    ['mintlify', { 'docs/mint.json': '{"navigation": []}' }],
    ['fern', { 'docs/fern.config.json': '{}' }],
    ['mkdocs-material', { 'mkdocs.yml': '' }],
    ['hugo', { 'hugo.toml': '' }],
    ['liquid', { '_config.yml': '' }],
    ['liquid', { 'docs/.eleventy.js': '' }],
    ['liquid', { 'eleventy.config.mjs': '' }],
    ['liquid', { 'package.json': depends('hexo') }],
    ['mdc', { 'package.json': depends('nuxt', '@nuxt/content') }],
    ['markdoc', { '.gitbook.yaml': '' }],
    ['markdoc', { 'docs/.gitbook/assets/a.svg': '' }],
    ['mdbook', { 'book.toml': '' }],
    ['docfx', { 'docs/docfx.json': '{}' }],
    ['obsidian', { '.obsidian/app.json': '{}' }],
    ['hugo', { 'docs/.obsidian/app.json': '{}', 'docs/hugo.toml': '' }],
    ['myst', { 'docs/conf.py': 'extensions = ["myst_parser"]' }],
    ['generic', { 'docs/conf.py': 'extensions = []' }],
    ['generic', { 'docs/docs.json': '{"theme": 1}' }],
    ['generic', { 'package.json': depends('react', '@codesandbox/sandpack-react') }],
    ['generic', { 'package.json': 'not JSON' }],
    ['generic', {}],
  ])('%s: %j', (name, files) => {
    expect(detect(files).name).toBe(name);
  });

  test('the nearest folder wins', () => {
    const files = { 'package.json': depends('vitepress'), 'docs/docusaurus.config.js': '' };
    expect(detect(files)).toEqual({ name: 'docusaurus', why: 'docusaurus.config.js in docs' });
  });

  test('two frameworks in one folder: the constructs decide', () => {
    const files = { 'package.json': depends('vitepress', 'nextra') };
    const pages = { 'a.md': "import { Tabs } from 'nextra/components'\n" };
    expect(detect(files, pages).name).toBe('nextra');
  });
});

describe('constructs', () => {
  test.each([
    ['docusaurus', "import Tabs from '@theme/Tabs';\n"],
    ['starlight', "import { Steps } from '@astrojs/starlight/components';\n"],
    ['vitepress', '::: tip\nHi\n:::\n'],
    ['nextra', 'Use `x{:js}`.\n'],
    ['fumadocs', '```ts tab="a"\n1\n```\n'],
    ['mintlify', '<ParamField path="id">x</ParamField>\n'],
    ['react.dev', '<YouWillLearn>\n\n</YouWillLearn>\n'],
    ['generic', '<Sandpack>\n\n</Sandpack>\n'],
    ['kumascript', 'See {{jsxref("Array")}}.\n'],
    ['hugo', '{{< note >}}x{{< /note >}}\n'],
    ['liquid', '{% ifversion fpt %}x{% endif %}\n'],
    ['hugo', '{{< tabs >}}\n{{% tab header="v1" %}}x{{% /tab %}}\n{{< /tabs >}}\n'],
    ['hugo', '{{% include "x" %}}\n'],
    ['liquid', '{% tip %}See [x](/{{ page.release }}/x){% endtip %}\n{% tabs %}{% endtabs %}\n'],
    ['markdoc', '{% hint style="info" %}\nx\n{% endhint %}\n'],
    ['mkdocs-material', '!!! note "T"\n    x\n'],
    ['markdoc', '{% callout type="note" %}x{% /callout %}\n'],
    ['mdc', '::card{title="x"}\n::\n'],
    ['myst', '```{note}\nx\n```\n'],
    ['github', '> [!NOTE]\n> x\n'],
    ['mdbook', '{{#include a.md}}\n'],
    ['docfx', '# [Linux](#tab/linux)\n'],
    ['generic', '# Plain\n\ntext\n'],
    ['generic', ':::note\nx\n:::\n\n```js title="a.js"\n1\n```\n\n{{ site.url }}<br>\n'],
    ['obsidian', 'See [[Kilns|the kiln]].\n\n![[plan.png]]\n'],
    ['svelte', '---\nsidebar_label: X\n---\n:::note\nx\n:::\n\n{#if open}{/if}\n'],
    ['generic', '::frame{src="/x/"}\n'],
    ['vitepress', '```ts [a.ts]\n1\n```\n'],
    ['generic', '```ts [2, 4-5] filename=a.ts\n1\n```\n'],
    ['generic', '```ts filename=a.ts\n1\n```\n\n'.repeat(9)],
    ['generic', '```md\n::: tip\n<Sandpack>\n:::\n```\n'],
  ])('%s', (name, text) => {
    expect(detect({}, { 'a.md': text }).name).toBe(name);
  });
});

const corpora = process.env.CONTEXTOR_CORPORA ?? '../shared/corpora';
describe.skipIf(!existsSync(corpora))('corpora', () => {
  const config: Record<string, Record<string, string>> = {
    'react.dev': { 'package.json': depends('next') },
    starlight: { 'package.json': depends('astro', '@astrojs/starlight') },
    docusaurus: { 'package.json': depends('@docusaurus/core') },
    vitepress: { 'package.json': depends('vite', 'vitepress') },
    nextra: { 'package.json': depends('next', 'nextra') },
    fumadocs: { 'source.config.ts': '' },
    mintlify: {},
  };

  test.each(Object.keys(config))('%s, with and without its config', (name) => {
    const sourceRoot = resolve(corpora, name);
    const paths = fastGlob.sync('**/*.{md,mdx}', { cwd: sourceRoot }).sort();
    const sample = (path: string) => readFileSync(join(sourceRoot, path), 'utf8');
    const bare = detectDialect({
      dialects: dialectRecords,
      projectRoot: sourceRoot,
      sourceRoot: join(sourceRoot, 'none'),
      paths,
      sample,
    });
    expect(bare.name).toBe(name);
    const projectRoot = project(config[name]!);
    const detected = detectDialect({
      dialects: dialectRecords,
      projectRoot,
      sourceRoot: projectRoot,
      paths,
      sample,
    });
    expect(detected.name).toBe(name);
  });
});
