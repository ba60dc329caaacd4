import type { Nodes, Root } from 'mdast';

/** Gives all positions the lines of the source, where preparing the text has moved lines. */
export function mapLines(root: Root, lines: readonly number[]): void {
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.position !== undefined) {
      const { start, end } = node.position;
      node.position = {
        start: { line: lines[start.line - 1] ?? start.line, column: start.column },
        end: { line: lines[end.line - 1] ?? end.line, column: end.column },
      };
    }
    if ('children' in node) for (const child of node.children) stack.push(child as Nodes);
  }
}
