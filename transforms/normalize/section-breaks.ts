import type { RootContent } from 'mdast';
import { type Savings, save } from '../../src/contract/savings.ts';

/** Blocks without the thematic breaks that only announce a heading or the end of the page. */
export function withoutSectionBreaks(
  children: readonly RootContent[],
  savings: Savings,
): RootContent[] {
  const kept: RootContent[] = [];
  for (const node of children.toReversed()) {
    const next = kept.at(-1);
    if (node.type === 'thematicBreak' && (!next || next.type === 'heading'))
      save(savings, 'section-breaks', 3);
    else kept.push(node);
  }
  return kept.reverse();
}
