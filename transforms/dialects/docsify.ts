import type { Dialect } from '../../src/contract/dialect.ts';

/** Docsify: Markdown that the reader's browser renders; the titles of links hold options. */
export const docsify: Dialect<'docsify'> = {
  name: 'docsify',
  signs: {
    files: ['index.html'],
    telling: /\$docsify\b/,
    packages: ['docsify', 'docsify-cli'],
    constructs: [[/\]\([^\s()]+ +['"]:(?:include|ignore)\b/, 4]],
  },
  extends: ['generic'],
  markdown: 'markdown',
  conventions: ['link-options'],
  macros: { include: { as: 'include', path: ['path'], language: ['lang'] } },
  partials: ['_sidebar.md', '_navbar.md', '_404.md'],
};
