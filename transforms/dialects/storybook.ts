import type { Dialect } from '../../src/contract/dialect.ts';
import { named } from './named.ts';

/**
 * Storybook: MDX that shows stories, whose code is in other modules.
 * https://storybook.js.org/docs/api/doc-blocks
 */
export const storybook: Dialect<'storybook'> = {
  name: 'storybook',
  // Sites of other frameworks have a Storybook beside them, so its folder says nothing of the documents.
  signs: { constructs: [[/\bfrom\s+['"]@storybook\/(?:addon-docs|blocks)\b/, 3]] },
  extends: ['generic'],
  markdown: 'markdown',
  components: {
    ...named('Canvas Preview Story', { as: 'story', of: ['of'] }),
    ...named('ColorPalette IconGallery Unstyled', 'unwrap'),
    Markdown: 'markdown',
    Meta: 'drop',
    Primary: { as: 'story', which: 'first' },
    Source: { as: 'story', of: ['of'], value: ['code'], language: ['language'] },
    Stories: { as: 'story', which: 'others' },
    Subtitle: 'paragraphs',
    Title: { as: 'heading', depth: 1 },
    Typeset: 'drop',
  },
};
