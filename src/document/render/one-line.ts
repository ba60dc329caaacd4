import type { Nodes } from 'mdast';

/** The heading on one line, as it reads again: breaks are spaces, and the text around them is one. */
export function onOneLine<T extends Nodes>(node: T): T {
  if (!hasLineEnd(node) || !('children' in node)) return node;
  const children: Nodes[] = [];
  for (const child of node.children as Nodes[]) {
    const next: Nodes = child.type === 'break' ? { type: 'text', value: ' ' } : onOneLine(child);
    const last = children.at(-1);
    if (next.type === 'text' && last?.type === 'text') last.value = spaced(last.value + next.value);
    else children.push(next.type === 'text' ? { ...next, value: spaced(next.value) } : next);
  }
  return { ...node, children };
}

function spaced(value: string): string {
  return value.replace(/\s+/g, (blanks) => (/^[ \n\r]+$/.test(blanks) ? ' ' : blanks));
}

function hasLineEnd(node: Nodes): boolean {
  if (node.type === 'break') return true;
  if (node.type === 'text') return /[\r\n]/.test(node.value);
  return 'children' in node && node.children.some((child) => hasLineEnd(child as Nodes));
}
