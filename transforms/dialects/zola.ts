import type { Dialect } from '../../src/contract/dialect.ts';

/** Zola: CommonMark with shortcodes, which are templates of the site's own. */
export const zola: Dialect<'zola'> = {
  name: 'zola',
  signs: {
    files: ['zola.toml', 'config.toml'],
    telling: /^base_url\s*=/m,
    constructs: [[/\]\(@\/[^()\s]+\.md/, 4]],
  },
  extends: ['generic'],
  markdown: 'markdown',
  syntaxes: ['zola', 'heading-ids'],
  macros: { '*': { as: 'tera', templates: ['/templates/shortcodes/'] } },
  partials: [],
  routes: { indexNames: ['index', '_index'] },
};
