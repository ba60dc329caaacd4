import type { RootContent } from 'mdast';
import { type Savings, save, savingValue } from '../src/contract/savings.ts';
import { isRecord } from '../src/is-record.ts';
import { titleFromPath } from '../src/site/title.ts';
import { defineTransform } from './define.ts';
import { definitionsIn, inParagraphs, tidyBlocks } from './normalize/blocks.ts';
import { withTitle } from './normalize/headings.ts';

/**
 * Brings the tree into the house's shape: one title, levels without gaps, tight lists, plain fences
 * and tables, links in place of references, no line where a heading follows, and nothing empty.
 */
export const normalize = defineTransform({
  name: 'normalize',
  kind: 'transform',
  after: ['clean-mdx'],
  run({ tree, frontmatter, path, settings, site }) {
    tidyBlocks(tree, definitionsIn(tree));
    const { title, seo, hero } = frontmatter;
    const named = isRecord(hero) ? wordsOf(hero['name']) : undefined;
    const fallback = (isRecord(seo) ? wordsOf(seo['title']) : undefined) ?? named;
    const name = () => {
      const page = site.pageByPath(path);
      return page?.named ? page.title : titleFromPath(path);
    };
    // YAML reads a title such as `1.10` as a number, 1.1.
    const number = typeof title === 'number' ? (site.pageByPath(path)?.title ?? `${title}`) : '';
    const source = { title: wordsOf(title) ?? wordsOf(number), fallback, name };
    tree.children = withTitle(inParagraphs(tree.children), source);
    if (savingValue(settings, 'section-breaks') === false) return undefined;
    const savings: Savings = {};
    tree.children = withoutSectionBreaks(tree.children, savings);
    return Object.keys(savings).length > 0 ? { savings } : undefined;
  },
});

const wordsOf = (value: unknown): string | undefined =>
  (typeof value === 'string' && value.trim()) || undefined;

/** Blocks without the thematic breaks that only announce a heading or the end of the page. */
function withoutSectionBreaks(children: readonly RootContent[], savings: Savings): RootContent[] {
  const kept: RootContent[] = [];
  for (const node of children.toReversed()) {
    const next = kept.at(-1);
    if (node.type === 'thematicBreak' && (!next || next.type === 'heading'))
      save(savings, 'section-breaks', 3);
    else kept.push(node);
  }
  return kept.reverse();
}
