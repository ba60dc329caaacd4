import type { Dialect } from '../../src/contract/dialect.ts';

/** Docsify: Markdown that the reader's browser renders; the titles of links hold options, comments begin tabs. */
export const docsify: Dialect<'docsify'> = {
  name: 'docsify',
  signs: {
    files: ['index.html'],
    telling: /\$docsify\b/,
    packages: ['docsify', 'docsify-cli'],
    constructs: [
      [/\]\([^\s()]+ +['"]:(?:include|ignore)\b/, 4],
      [/^\s*<!--\s*tabs:\s*start\s*-->/m, 3],
    ],
  },
  extends: ['generic'],
  markdown: 'markdown',
  syntaxes: ['docsify', 'text-directives', 'containers', 'heading-ids'],
  conventions: ['link-options'],
  macros: {
    include: {
      as: 'include',
      path: ['path'],
      language: ['lang'],
      region: ['fragment'],
      whole: true,
    },
    tab: { as: 'tab', label: ['label'] },
    tabs: 'tabs',
  },
  partials: ['_sidebar.md', '_navbar.md', '_404.md'],
};
