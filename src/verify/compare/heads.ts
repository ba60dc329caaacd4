import type { Nodes, Paragraph } from 'mdast';
import { type Piece, wordKey } from '../evidence.ts';
import type { Output } from '../output/read.ts';
import { tableHead } from '../source/syntax.ts';

/** The heads of tables that a dialect writes as lists, one cell an item. */
const heads: Readonly<Record<string, RegExp>> = {
  markdoc: tableHead,
  myst: /\{list-table\}[^\n]*\n(?:[ \t]*:[^\n]*\n|[ \t]*\n)*([ \t]*[-*][ \t]+[-*][ \t][^\n]*\n(?:[ \t]+[-*][ \t][^\n]*\n)*)/g,
};

/**
 * Heads of such tables that the output says in the rows without a mark, or in another order above
 * them.
 */
export function* changedHeads(source: string, dialect: string, { tree, bodyLine, rows }: Output) {
  for (const [, head = ''] of source.matchAll(heads[dialect] ?? /(?!)/g)) {
    const cells = [...head.matchAll(/^[ \t]*(?:[-*][ \t]+)+(.*)$/gm)].map(([, cell]) => cell ?? '');
    const names = cells.map(wordKey);
    for (const { line, text } of labelled(tree)) {
      const isHead = cells.some((cell) => cell !== '' && text.startsWith(`${cell.trim()}:`));
      if (isHead && !beginsLine(source, text.slice(0, text.indexOf(':') + 1)))
        yield {
          line: line + bodyLine - 1,
          rule: 'mark',
          what: `label without a mark: "${text}"`,
        } as const;
    }
    const other = rows.find((row) => isOtherOrder(row, names));
    if (other)
      yield {
        line: other.line,
        rule: 'cell',
        what: `row of a table changed: "${other.key}"`,
      } as const;
  }
}

const beginsLine = (source: string, text: string): boolean =>
  source.split('\n').some((line) => line.replace(/^[\s>*+-]*/, '').startsWith(text));

/** The same names in another order. */
function isOtherOrder({ key }: Piece, names: readonly string[]): boolean {
  const cells = key.split(' | ');
  const isSame = cells.length === names.length && cells.every((cell) => names.includes(cell));
  return (
    isSame && new Set(cells).size === cells.length && cells.some((cell, at) => cell !== names[at])
  );
}

/** Paragraphs that begin with plain text. */
function* labelled(node: Nodes): Generator<{ line: number; text: string }> {
  if (node.type === 'paragraph') {
    const [first] = (node as Paragraph).children;
    if (first?.type === 'text') yield { line: node.position?.start.line ?? 1, text: first.value };
  } else if ('children' in node) for (const child of node.children) yield* labelled(child);
}
