import { type CodeBlock, type Piece, wordKey } from '../evidence.ts';
import type { Output } from '../output/read.ts';
import { comparePieces, wordsWithin } from './pieces.ts';

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
  return kind === 'code'
    ? wanted.replaceAll(' ', '') === candidate.replaceAll(' ', '')
    : wordsWithin(wanted, candidate);
}
