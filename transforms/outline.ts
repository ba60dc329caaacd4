import { toString as textOf } from 'mdast-util-to-string';
import { Slugs } from '../src/site/slug.ts';
import { defineTransform } from './define.ts';
import { visitBlocks } from './nodes.ts';

export interface OutlineEntry {
  /** 2 to 6; the H1 is the title. */
  depth: number;
  title: string;
  /** Fragment under which GitHub and most readers find the heading in the output. */
  slug: string;
}

/** The headings below the title, in order. */
export const outline = defineTransform({
  name: 'outline',
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
