import type { RunMetrics } from '../../contract/build.ts';

/** Numbers as people read them, the same in every locale. */

/** `1,234,567`. */
export const count = (value: number): string =>
  String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');

/** `1 document`, `2 documents`. */
export const plural = (value: number, noun: string): string =>
  `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

/** `640 ms`, `2.41 s`, `3 min 12 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(2)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** What became of `before`: `27.5% fewer`, `3.0% more`. */
export function change(before: number, after: number): string {
  if (before === after) return 'the same';
  if (before === 0) return 'new';
  const share = Math.abs(1 - after / before) * 100;
  return `${share.toFixed(1)}% ${after < before ? 'fewer' : 'more'}`;
}

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

/** The tokens of pages without sources, which no comparison with sources counts. */
export const ofOtherFiles = ({ derived }: Pick<RunMetrics['tokens'], 'derived'>): string =>
  derived > 0 ? `, and ${count(derived)} of pages made from other files` : '';
