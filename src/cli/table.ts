/** Rows as aligned text: the first column and those named to the left, the others, numbers, to the right. */
export function alignedTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { left = [] }: { left?: readonly string[] } = {},
): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const isLeft = (column: number) => column === 0 || left.includes(head[column]!);
  const aligned = (cell: string, column: number) =>
    isLeft(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
  return all.map((row) => `  ${row.map(aligned).join('  ').trimEnd()}\n`).join('');
}
