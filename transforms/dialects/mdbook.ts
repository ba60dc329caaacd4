import type { Dialect } from '../../src/contract/dialect.ts';

const path = ['0'];

/** mdBook: Markdown as GitHub has it, with the includes of its preprocessor. */
export const mdbook: Dialect<'mdbook'> = {
  name: 'mdbook',
  signs: {
    files: ['book.toml'],
    constructs: [[/^ *\{\{#(?:include|rustdoc_include|playground|title)\s/m, 3]],
  },
  extends: ['github'],
  syntaxes: ['mdbook', 'heading-ids'],
  containers: { tab: { as: 'tab', label: ['title'] }, tabs: 'tabs' },
  macros: {
    include: { as: 'include', path, colon: true, markdown: true },
    playground: { as: 'include', path, colon: true },
    rustdoc_include: { as: 'include', path, colon: true },
    title: 'drop',
  },
  fences: { markup: ['includes', 'hidden-lines'] },
};
