import { toString as textOf } from 'mdast-util-to-string';
import type { OutlineEntry } from '../src/contract/index-line.ts';
import { Slugs } from '../src/site/slug.ts';
import { declared } from './declared.ts';
import { defineTransform } from './define.ts';
import { visitBlocks } from './nodes.ts';

/** The headings below the title, in order. */
export const outline = defineTransform({
  name: 'outline',
  ...declared.outline,
  kind: 'enrich',
  run(document): { outline: OutlineEntry[] } {
    const slugs = new Slugs();
    const entries: OutlineEntry[] = [];
    visitBlocks(document.tree, (node) => {
      if (node.type !== 'heading') return;
      const title = textOf(node).replace(/\s+/g, ' ').trim();
      const slug = slugs.next(title);
      if (node.depth > 1 && title !== '') entries.push({ depth: node.depth, title, slug });
    });
    return { outline: entries };
  },
});
