import type { Dialect } from '../../src/contract/dialect.ts';
import { box } from './generic.ts';

const path = ['0'];
const playground = { as: 'include', path, colon: true, language: ['lang'] };

/** mdBook: Markdown as GitHub has it, with the includes of its preprocessor, the boxes of mdbook-admonish, and the listings of mdbook-trpl. */
export const mdbook: Dialect<'mdbook'> = {
  name: 'mdbook',
  signs: {
    files: ['book.toml'],
    constructs: [[/^ *\{\{#(?:include|rustdoc_include|playground|title)\s/m, 3]],
  },
  extends: ['github'],
  syntaxes: ['mdbook', 'definitions', 'heading-ids'],
  components: {
    // Of the preprocessor mdbook-trpl.
    Listing: { as: 'template', text: '[[**`{file-name}`** ]][[Listing {number}: ]][[{caption}]]' },
  },
  containers: {
    abstract: box('NOTE', 'Abstract'),
    bug: box('CAUTION', 'Bug'),
    dl: 'definitions',
    example: box('NOTE', 'Example'),
    failure: box('CAUTION', 'Failure'),
    question: box('NOTE', 'Question'),
    quote: box('NOTE', 'Quote'),
    tab: { as: 'tab', label: ['title'] },
    tabs: 'tabs',
  },
  macros: {
    include: { as: 'include', path, colon: true, markdown: true },
    playground,
    playpen: playground,
    rustdoc_include: { as: 'include', path, colon: true },
    title: 'drop',
  },
  fences: { markup: ['includes', 'hidden-lines'] },
};
