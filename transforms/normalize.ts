import { defineTransform } from './define.ts';
import { inParagraphs, tidyBlocks } from './normalize/blocks.ts';
import { withTitle } from './normalize/headings.ts';
import { definitionsIn } from './normalize/references.ts';

/**
 * Brings the tree into the house's shape: one title, levels without gaps, tight lists, plain fences
 * and tables, links in place of references, and nothing empty.
 */
export const normalize = defineTransform({
  name: 'normalize',
  kind: 'transform',
  after: ['clean-mdx'],
  run({ tree, frontmatter, path }) {
    tidyBlocks(tree, definitionsIn(tree));
    const title = typeof frontmatter['title'] === 'string' ? frontmatter['title'].trim() : '';
    tree.children = withTitle(inParagraphs(tree.children), { path, title: title || undefined });
  },
});
