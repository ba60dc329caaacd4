import type { Dialect } from '../../src/contract/dialect.ts';

/** Obsidian's vaults, and sites that Quartz and its kin make of them: notes that name each other. */
export const obsidian: Dialect<'obsidian'> = {
  name: 'obsidian',
  signs: {
    files: ['.obsidian', 'quartz.config.ts'],
    constructs: [
      [/!\[\[[^[\]\n]+\]\]/, 2],
      [/(?<!!)\[\[[^[\]\n|]+\|[^[\]\n]+\]\]/, 2],
    ],
  },
  extends: ['github'],
  markdown: 'markdown',
  syntaxes: ['obsidian', 'math', 'heading-ids'],
  conventions: ['wikilinks'],
  // Notes may have any name; what stands around every page of a wiki is none.
  partials: ['!_*.md', '_Sidebar.md', '_Footer.md', '_Header.md'],
};
