import type { Code, Nodes, Root } from 'mdast';

/** A line that is blank but for a tab or the mark of a quote: the parsers count it differently. */
const unsureBlank = /\n[ \t>]*[\t>][ \t]*(?:\n|$)/;

/**
 * Takes the blank lines off that end code without a fence below it. By CommonMark they are none of
 * its indented code, and the parsers disagree where it ends.
 */
export function endOpenCode(root: Root, text: string): void {
  if (!unsureBlank.test(text)) return;
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'code' && !endsWithFence(node, text))
      node.value = withoutBlankEnd(node.value);
    if ('children' in node) for (const child of node.children) stack.push(child);
  }
}

function endsWithFence({ position }: Code, text: string): boolean {
  let at = (position?.end.offset ?? 0) - 1;
  while (text[at] === ' ' || text[at] === '\t') at--;
  return text[at] === '`' || text[at] === '~';
}

function withoutBlankEnd(code: string): string {
  const lines = code.split('\n');
  while (lines.length > 1 && lines.at(-1)!.trim() === '') lines.pop();
  return lines.join('\n');
}
