import type { AlignType, Table, TableCell } from 'mdast';
import type { Handle, State } from 'mdast-util-to-markdown';
import { fastPhrasing } from './fast.ts';
import { nowhere } from './flow.ts';
import { withLiteralLinks } from './literal-links.ts';
import type { Surroundings } from './surroundings.ts';

const delimiters: Readonly<Record<NonNullable<AlignType>, string>> = {
  left: ':-',
  right: '-:',
  center: ':-:',
};

/** Tables without padding: `| a | b |` over `| - | - |`; an empty cell is one space. */
export function tableHandler(around: Surroundings): Handle {
  return function table(node: Table, _parent, state) {
    const rows = node.children.map((row) =>
      row.children.map((cell) => renderCell(cell, { state, around })),
    );
    const head = rows[0] ?? [];
    const columns = node.align?.length || Math.max(0, ...rows.map((row) => row.length));
    while (head.length < columns) head.push('');
    const delimiter = head.map((_, index) => delimiterOf(node.align?.[index]));
    return [head, delimiter, ...rows.slice(1)].map(renderRow).join('\n');
  };
}

function delimiterOf(align: AlignType | undefined): string {
  return align ? delimiters[align] : '-';
}

function renderRow(cells: readonly string[]): string {
  return `|${cells.map((cell) => (cell === '' ? ' |' : ` ${cell} |`)).join('')}`;
}

function renderCell(
  source: TableCell,
  { state, around }: { state: State; around: Surroundings },
): string {
  const outer = around.block;
  around.inCell = true;
  around.block = source;
  const fast = around.fast ? fastPhrasing(source, { before: ' ', after: ' ', around }) : undefined;
  const value = fast ?? renderCarefully(source, { state, around });
  around.inCell = false;
  around.block = outer;
  // A row is one line; soft breaks of the text read as blanks.
  return value.trim().replace(/(?:(?<![ \t])[ \t]+)?[\r\n]+[ \t]*/g, ' ');
}

function renderCarefully(
  source: TableCell,
  { state, around }: { state: State; around: Surroundings },
): string {
  const cell = withLiteralLinks(source);
  around.block = cell;
  const leaveCell = state.enter('tableCell');
  const leavePhrasing = state.enter('phrasing');
  const value = state.containerPhrasing(cell, { before: ' ', after: ' ', ...nowhere });
  leavePhrasing();
  leaveCell();
  return value;
}
