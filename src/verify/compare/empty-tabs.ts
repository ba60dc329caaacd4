import type { Nodes } from 'mdast';
import { type Output, textOf } from '../output/read.ts';
import { managers } from './labels.ts';

/**
 * Names of package managers that the output says as labels, and below which nothing stands: that of
 * another follows, a heading, or the end.
 */
export function* emptyTabs(source: string, { tree, bodyLine }: Output) {
  for (const { label, next, line } of labelsIn(tree)) {
    if (!managers.test(label) || source.includes(`**${label}**`)) continue;
    const isEmpty = next === undefined || next.type === 'heading' || isOther(next, label);
    if (isEmpty) yield { line: line + bodyLine - 1, what: `nothing stands below "${label}"` };
  }
}

const isOther = (node: Nodes, label: string): boolean =>
  isLabel(node) && managers.test(textOf(node)) && textOf(node) !== label;

const isLabel = (node: Nodes): boolean =>
  node.type === 'paragraph' && node.children.length === 1 && node.children[0]!.type === 'strong';

function* labelsIn(
  node: Nodes,
): Generator<{ label: string; next: Nodes | undefined; line: number }> {
  if (!('children' in node)) return;
  const children: readonly Nodes[] = node.children;
  for (const [at, child] of children.entries()) {
    if (child.type !== 'paragraph') yield* labelsIn(child);
    else if (isLabel(child))
      yield { label: textOf(child), next: children[at + 1], line: child.position?.start.line ?? 1 };
  }
}
