import type { RootContent } from 'mdast';
import { hasClass, isMade, wordsOf } from './accessible.ts';

/** Shown from some width of the screen on, and only below one: https://tailwindcss.com/docs/responsive-design */
const wide =
  /(?:^|\s)hidden\s(?:.*\s)?(?:sm|md|lg|xl|2xl):(?:block|contents|flex|grid|inline|table)(?![a-z])/;
const narrow = /(?:^|\s)(?:sm|md|lg|xl|2xl):hidden(?:\s|$)/;

/** Nodes without what narrow screens show in place of the same words on wide ones. */
export function withoutNarrow(nodes: RootContent[]): RootContent[] {
  const shown = new Set(nodes.flatMap((node) => [...textsFor(wide, node)]).filter(Boolean));
  const without = (all: readonly RootContent[]): RootContent[] =>
    all.flatMap((node) => {
      if (!isMade(node)) return [node];
      const isNarrow = hasClass(node, narrow) && !hasClass(node, wide);
      if (isNarrow && shown.has(wordsOf([node]))) return [];
      return [{ ...node, children: without(node.children as RootContent[]) } as RootContent];
    });
  return shown.size === 0 ? nodes : without(nodes);
}

function* textsFor(screen: RegExp, node: RootContent): Generator<string> {
  if (!isMade(node)) return;
  if (hasClass(node, screen)) yield wordsOf([node]);
  for (const child of node.children) yield* textsFor(screen, child as RootContent);
}
