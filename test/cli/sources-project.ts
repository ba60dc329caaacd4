/** A monorepo: docs and blog of a Docusaurus site, docs of a package with VitePress, plain notes. */
export const monorepo: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "acme", "private": true }',
  'site/docusaurus.config.js': `export default {
  title: 'Acme',
  url: 'https://acme.dev',
  baseUrl: '/',
  presets: [['classic', { docs: {}, blog: {} }]],
};
`,
  'site/docs/intro.md': `# Intro

By route: [post](/blog/hello). By file: [post file](../blog/2024-01-02-hello.md), [use](../../packages/kit/docs/use.md#steps).
By address: [kit](https://kit.acme.dev/use.html#steps). Not there: [none](/blog/none).
`,
  'site/docs/_part.md': 'A part of the docs.\n',
  'site/docs/more.mdx': `import Part from './_part.md';

# More

<Part />
`,
  'site/blog/2024-01-02-hello.md': `---
slug: hello
---

# Hello

Back to the [docs](/docs/intro).
`,
  'packages/kit/docs/.vitepress/config.js': `export default {
  title: 'Kit',
  sitemap: { hostname: 'https://kit.acme.dev' },
};
`,
  'packages/kit/docs/index.md': '# Kit\n\n[Use](/use), [to the notes](/notes/one).\n',
  'packages/kit/docs/use.md': `# Use

## Steps

::: tip
See [Acme](https://acme.dev/docs/intro).
:::

<!--@include: ./part.txt-->
`,
  'packages/kit/docs/part.txt': 'A part of the kit.\n',
  'notes/one.md': '# One\n\nTo [two](/notes/two) and [kit](/use).\n',
  'notes/two.md': '# Two\n',
};

export const monorepoConfig = `
title: Acme
llmsTxt: true
src:
  - src: site/docs
    prefix: docs
    title: Docs
    baseUrl: https://acme.dev
  - src: site/blog
    prefix: blog
    baseUrl: https://acme.dev
  - src: packages/kit/docs
    prefix: kit
    title: Kit
    baseUrl: https://kit.acme.dev
  - src: notes
    prefix: notes
`;
