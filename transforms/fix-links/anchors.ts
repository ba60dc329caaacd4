import { toString as textOf } from 'mdast-util-to-string';
import type { Document } from '../../src/document/document.ts';
import { Slugs } from '../../src/site/slug.ts';
import { walk } from '../nodes.ts';

/** The ids that links within the page may use. */
export interface Anchors {
  /** The slug of the heading in the output; undefined where there is none. */
  find(id: string): string | undefined;
}

/** Knows the headings that the tree has now, and the custom ids that the site scan found. */
export function anchorsOf(document: Document): Anchors {
  let slugs: Set<string> | undefined;
  return {
    find(id) {
      slugs ??= headingSlugs(document);
      const scanned = document.site.anchor(document.path, id);
      if (scanned !== undefined && (scanned === '' || slugs.has(scanned))) return scanned;
      return slugs.has(id) ? id : scanned;
    },
  };
}

function headingSlugs({ tree, site, path }: Document): Set<string> {
  const slugger = new Slugs();
  const first = tree.children[0];
  const startsWithTitle = first?.type === 'heading' && first.depth === 1;
  // The output begins with the page's title where the body has none.
  if (!startsWithTitle) slugger.next(site.pageByPath(path)?.title ?? '');
  const slugs = new Set<string>();
  walk(tree, (node) => {
    if (node.type === 'heading') slugs.add(slugger.next(textOf(node)));
    return node.type !== 'heading';
  });
  return slugs;
}
