import type { List, ListItem, Nodes, Root } from 'mdast';

/**
 * Says which lists in quotes, and which of their items, have empty lines inside. Micromark may count
 * such a line to a list inside an item, native to a quote inside one.
 */
export function spreadQuotedLists(root: Root, text: string): void {
  if (!quote.test(text)) return;
  let lines: readonly string[] | undefined;
  const stack: [node: Nodes, quotes: number][] = [[root, 0]];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const [node, outer] = entry;
    if (!('children' in node) || !containers.has(node.type)) continue;
    const quotes = node.type === 'blockquote' ? outer + 1 : outer;
    if ((node.type === 'list' || node.type === 'listItem') && quotes > 0) {
      lines ??= text.split(/\r\n?|\n/);
      node.spread = isSpread(node, lines, quotes);
    }
    for (const child of node.children) stack.push([child, quotes]);
  }
}

/** A second line of a quote, as an empty one is, begins with its mark. */
const quote = /^[ \t]*>/m;

const containers: ReadonlySet<Nodes['type']> = new Set<Nodes['type']>([
  ...(['root', 'blockquote', 'list', 'listItem', 'footnoteDefinition'] as const),
  'mdxJsxFlowElement',
]);

function isSpread(node: List | ListItem, lines: readonly string[], quotes: number): boolean {
  const [, ...others]: Nodes[] = node.children;
  return others.some(({ position }) => {
    const above = lines[(position?.start.line ?? 0) - 2] ?? '';
    return /^[\s>]*$/.test(above) && above.split('>').length - 1 <= quotes;
  });
}
