import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../setup/folder.ts';
import { runHere } from './run-here.ts';

interface Case {
  files: Readonly<Record<string, string>>;
  /** A page of the output, and what it holds. */
  page: readonly [path: string, text: string];
}

/** Small projects of the kinds that are found in the wild; each builds without a configuration and a warning. */
const projects: Readonly<Record<string, Case>> = {
  'components of a Docusaurus site in packages, for documents at the root': {
    files: {
      'packages/website/docusaurus.config.mts':
        "module.exports = { url: 'https://acme.dev', baseUrl: '/', presets: [['classic', { docs: { path: '../../docs', routeBasePath: '/' } }]] };",
      'packages/website/src/theme/MDXComponents/index.js':
        "import { Hint } from './Hint';\nexport default { Hint };\n",
      'packages/website/src/theme/MDXComponents/Hint.js':
        'export function Hint({ of }) { return <p>A hint of {of}.</p>; }\n',
      'docs/a.mdx': '# A\n\n<Hint of="rain" />\n',
    },
    page: ['a.mdc', 'A hint of rain.'],
  },
  'pages of SvelteKit with the ending of mdsvex': {
    files: {
      'svelte.config.js':
        "import { mdsvex } from 'mdsvex';\nexport default { preprocess: [mdsvex()] };\n",
      'src/routes/kilns/+page.svx': '---\ntitle: Kilns\n---\n\nAll of {title}.\n',
      'src/routes/clay/+page.svx': '# Clay\n\nFor [kilns](/kilns).\n',
    },
    page: ['clay/+page.mdc', 'For [kilns](../kilns/+page.mdc).'],
  },
  'HTML that one snippet of MkDocs opens and another closes': {
    files: {
      'mkdocs.yml': 'site_name: Acme\nmarkdown_extensions: [pymdownx.snippets]\n',
      'docs/snippets/start.md': '<div class="syntax">\n',
      'docs/snippets/end.md': '</div>\n',
      'docs/a.md':
        '# A\n\n--8<-- "docs/snippets/start.md"\nsyntax: here\n--8<-- "docs/snippets/end.md"\n',
    },
    page: ['a.mdc', 'syntax: here'],
  },
  'a link of Starlight to a page that is made, from an address without its slash': {
    files: {
      'astro.config.mjs':
        "import starlight from '@astrojs/starlight';\nexport default { site: 'https://acme.dev', integrations: [starlight({ title: 'Acme' })] };",
      '.gitignore': 'src/content/docs/docs/made/\n',
      'src/content/docs/docs/a.md': '# A\n\n[made](made/b)\n',
    },
    page: ['docs/a.mdc', '[made](https://acme.dev/docs/made/b'],
  },
  'collections of Astro side by side': {
    files: {
      'astro.config.mjs': "export default { site: 'https://acme.dev' };",
      'src/content.config.ts':
        "import { glob } from 'astro/loaders';\nconst of = (base) => ({ loader: glob({ pattern: '**/*.{md,mdx}', base }) });\nexport const collections = { kilns: of('src/content/kilns'), clays: of('src/content/clays') };",
      'src/pages/kilns/[...id].astro': "---\nawait getCollection('kilns');\n---\n",
      'src/pages/clays/[...id].astro': "---\nawait getCollection('clays');\n---\n",
      'src/content/kilns/a.md': '# A\n\n[b](/clays/b)\n',
      'src/content/clays/b.mdx': '# B\n',
    },
    page: ['kilns/a.mdc', '[b](../clays/b.mdc)'],
  },
  'a folder of documents that is called otherwise': {
    files: Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [`data/part/${at}.mdx`, `# Page ${at}\n`]),
    ),
    page: ['part/3.mdc', '# Page 3'],
  },
  'a folder with far more documents than the usual one': {
    files: {
      'docs/a.md': '# A\n',
      ...Object.fromEntries(
        Array.from({ length: 12 }, (_, at) => [`content/${at}.md`, `# Page ${at}\n`]),
      ),
    },
    page: ['3.mdc', '# Page 3'],
  },
  'a post of a blog that MkDocs has in a map of plugins': {
    files: {
      'mkdocs.yml': 'site_name: Acme\nsite_url: https://acme.dev\nplugins:\n  blog:\n  search:\n',
      'docs/images/a.png': '',
      'docs/blog/posts/one.md':
        '---\ndate: 2024-05-06\n---\n\n# One\n\n<img alt="A" src="../../../../../images/a.png">\n',
    },
    page: ['index.jsonl', 'https://acme.dev/blog/2024/05/06/one/'],
  },
  'a link of Rspress that names no language, and a partial behind an alias of its bundler': {
    files: {
      'rspress.config.ts':
        "import path from 'node:path';\nexport default { lang: 'en', locales: [{ lang: 'en' }, { lang: 'zh' }], builderConfig: { resolve: { alias: { '@parts': path.join(__dirname, 'parts') } } } };",
      'parts/hint.mdx': 'Mind the heat.\n',
      'docs/en/a.md': '# A\n',
      'docs/zh/a.md': '# A\n',
      'docs/zh/b.mdx': "import Hint from '@parts/hint';\n\n# B\n\n[A](/a)\n\n<Hint />\n",
    },
    page: ['zh/b.mdc', '[A](a.mdc)\n\nMind the heat.'],
  },
  'an image in the public folder, of a site whose address the environment may change': {
    files: {
      'docusaurus.config.js':
        "const { PREVIEW } = process.env;\nmodule.exports = { url: PREVIEW ? 'https://preview.dev' : 'https://acme.dev', baseUrl: '/', presets: [['classic', {}]] };",
      'static/img/a.png': '',
      'docs/a/b.md': '# A\n\n![A kiln](../../static/img/a.png)\n',
    },
    page: ['a/b.mdc', '![A kiln](https://acme.dev/img/a.png)'],
  },
  'Markdown that Docusaurus is told not to read as MDX': {
    files: {
      'docusaurus.config.js':
        "module.exports = { url: 'https://acme.dev', baseUrl: '/', markdown: { format: 'detect' }, presets: [['classic', {}]] };",
      'docs/a.md': '# A\n\nTakes {a: [1] of it, <name> and <(a).\n',
    },
    page: ['a.mdc', 'Takes {a: [1] of it,'],
  },
};

test.each(Object.entries(projects))('%s', async (_, { files, page: [path, text] }) => {
  const cwd = folderWith(files);
  const { code, stderr } = await runHere(['build', '--no-cache', '--out', 'out'], { cwd });
  expect([code, stderr.match(/.*warning:? .*/g) ?? []]).toEqual([0, []]);
  expect(readFileSync(join(cwd, 'out', path), 'utf8')).toContain(text);
});
