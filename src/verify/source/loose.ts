import { type CodeBlock, wordKey } from '../evidence.ts';
import type { Plain } from './cursor.ts';

interface Reading {
  /** What the dialect says in another order. */
  loose: readonly (readonly [number, number])[];
  plain: Plain;
  title: string;
  /** The prose without its markup. */
  lines: readonly string[];
  blocks: readonly CodeBlock[];
}

/** First and last lines of what may stand elsewhere in the output. */
export function looseLines(
  { loose, plain, title, lines, blocks }: Reading,
  headings: readonly { line: number; level?: number }[],
): (readonly [number, number])[] {
  return [
    ...loose,
    ...plain.slots,
    ...saidAt(title, lines).map((line) => [line, line] as const),
    ...(title === '' ? aboveTitle(headings, lines, blocks) : []).map((line) => [1, line] as const),
  ];
}

/** The line of the heading of level 1, where text stands above it: it becomes the first of the page. */
function aboveTitle(
  headings: readonly { line: number; level?: number }[],
  plain: readonly string[],
  code: readonly CodeBlock[],
) {
  const line = headings.find(({ level }) => level === 1)?.line ?? 1;
  const hasWords = plain.slice(0, line - 1).some((text) => wordKey(text) !== '');
  return hasWords || code.some((block) => block.line < line) ? [line] : [];
}

/** The lines of the page that say the title, as its heading does; it is needed once. */
export function saidAt(title: string, plain: readonly string[]): number[] {
  const key = wordKey(title);
  if (key === '') return [];
  const lower = key.toLowerCase();
  const word = lower.split(' ', 1)[0]!;
  return plain.flatMap((line, index) =>
    line.toLowerCase().includes(word) && wordKey(line).toLowerCase() === lower ? [index + 1] : [],
  );
}
