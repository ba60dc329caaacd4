// Our own documentation as a site: npm run docs:site. DOCS_URL is where it is served from, if known.
import { readFileSync } from 'node:fs';
import { contextor } from 'contextor/vitepress';

const url = process.env.DOCS_URL?.replace(/\/+$/, '');
const base = url === undefined ? '/' : `${new URL(url).pathname.replace(/\/+$/, '')}/`;

/** The pages that docs/README.md lists, under the sentences that introduce its lists. */
function sidebar() {
  const groups = [{ text: 'Guide', items: [{ text: 'Overview', link: '/' }] }];
  for (const line of readFileSync('docs/README.md', 'utf8').split('\n')) {
    if (/^For those/.test(line)) groups.push({ text: 'Extend', items: [] });
    if (!line.startsWith('- ')) continue;
    for (const [, text, path] of line.matchAll(/\[([^\]]+)\]\(([^)]+)\.md\)/g)) {
      groups.at(-1).items.push({ text, link: `/${path}` });
    }
  }
  return groups;
}

export default {
  title: 'contextor',
  description: 'Clean, token-economical context for language models, made of a documentation repo.',
  base,
  srcDir: 'docs',
  outDir: 'dist',
  cleanUrls: true,
  rewrites: { 'README.md': 'index.md' },
  themeConfig: { sidebar: sidebar(), search: { provider: 'local' }, outline: [2, 3] },
  head: [['script', { type: 'module', src: `${base}page-actions.js` }]],
  transformHead: ({ pageData }) => [
    ['link', { rel: 'alternate', type: 'text/markdown', href: base + pageData.relativePath }],
  ],
  // Angle brackets and braces of prose are text here, as on GitHub.
  markdown: { html: false, config: plainText },
  buildEnd: contextor(url === undefined ? {} : { baseUrl: url }),
};

/** Vue takes no braces of our texts for expressions of its own. */
function plainText({ renderer: { rules } }) {
  for (const name of ['text', 'code_inline']) {
    const render = rules[name];
    rules[name] = (...token) => render(...token).replaceAll('{{', '&#123;&#123;');
  }
}
