import { type CodeBlock, type Piece, wordKey } from '../evidence.ts';
import type { Output } from '../output/read.ts';
import { comparePieces, Supply, wordsWithin } from './pieces.ts';

/**
 * Which marks of the source are not in the output. What was strong may be code, as names of files
 * are; what became a block of code has no marks.
 */
export function compareMarks(
  source: readonly Piece[],
  output: Output,
  made: readonly CodeBlock[],
): Piece[] {
  const code = output.marks.flatMap(({ key }) =>
    key.startsWith('code ') ? [wordKey(key.slice('code '.length))] : [],
  );
  const spans = new Set(code);
  const lines = made.map((block) => block.lines.join('\n')).join('\n');
  return comparePieces(source, output.marks, near).losses.filter(({ key }) => {
    const text = key.slice(key.indexOf(' ') + 1);
    if (text === '' || lines.includes(text)) return false;
    return key.startsWith('code ') || !(spans.has(text) || wordKey(lines).includes(text));
  });
}

/** Code is compared to the sign, but for white space; the rest by its words. */
function near(wanted: string, candidate: string): boolean {
  const kind = wanted.slice(0, wanted.indexOf(' '));
  if (!candidate.startsWith(`${kind} `)) return false;
  if (kind !== 'code') return wordsWithin(wanted, candidate);
  const [mine, theirs] = [wanted.replaceAll(' ', ''), candidate.replaceAll(' ', '')];
  // A folder may be shown as one.
  return mine === theirs || `${mine}/` === theirs;
}

/** Diffs of the source, each with the first of its lines whose `+` or `-` no diff of the output has. */
export function compareDiffs(
  source: readonly CodeBlock[],
  output: readonly CodeBlock[],
): { line: number; text: string }[] {
  const supply = new Supply(output.filter(isDiff).flatMap(markedLines));
  return source.flatMap((block) => {
    if (!isDiff(block)) return [];
    const lost = markedLines(block).filter((line) => !supply.take(line));
    return lost.length === 0 ? [] : [{ line: block.line, text: lost[0]! }];
  });
}

/** Single lines of the output's diffs that begin with no mark, where those of the source have one each. */
export function unmarkedLines(
  source: readonly CodeBlock[],
  output: readonly CodeBlock[],
): { line: number; text: string }[] {
  const own = new Set(
    source.filter(isDiff).flatMap(({ lines }) => lines.map((text) => text.trim())),
  );
  return output.filter(isDiff).flatMap(({ lines, line }) => {
    // A diff of another file may have no blanks at all.
    const [bare, more] = lines.filter((text) => /^[^-+ @\\]/.test(text) && !own.has(text.trim()));
    return bare === undefined || more !== undefined ? [] : [{ line, text: bare.trim() }];
  });
}

const isDiff = ({ lang }: CodeBlock) => lang === 'diff';

const markedLines = ({ lines }: CodeBlock): string[] =>
  lines.filter((line) => /^[+-]/.test(line)).map((line) => line.trimEnd());
