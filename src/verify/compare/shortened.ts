import type { CodeBlock } from '../evidence.ts';
import type { PlacedNotes } from '../notes.ts';

/** A block of the output. */
export interface Candidate {
  lines: readonly string[];
  key: string;
  taken: boolean;
  /** Lines that its marker says were left out. */
  left: number;
  /** Line of the output. */
  line: number;
}

/** A block of the source, and the lines that its output has to hold. */
export interface Wanted {
  block: CodeBlock;
  lines: readonly string[];
  key: string;
}

const codeMark = /…(?:": ")? ?\d+ (?:line|row)s? left out|…(?:": ")? ?\d+ entr(?:y|ies) left out/;

/**
 * Takes blocks whose lines are the source's in their order, at their place, and whose markers count
 * the rest; those that hold most of the source first. Answers the source's blocks that were found so.
 */
export function takeShortened(
  open: readonly Wanted[],
  candidates: readonly Candidate[],
  notes: PlacedNotes,
): Map<Wanted, Candidate> {
  const shortened = candidates.filter(({ taken, left }) => !taken && left > 0);
  const pairs = open.flatMap((block) => {
    const facing = shortened.filter(({ line }) => notes.faces(block.block.line, line));
    return facing
      .filter((one) => [block.lines, block.block.lines].some((lines) => accounts(one, lines)))
      .map((one) => ({ block, one, off: Math.abs(block.lines.length - fullLength(one)) }));
  });
  pairs.sort((a, b) => keptOf(b.one).length - keptOf(a.one).length || a.off - b.off);
  const found = new Map<Wanted, Candidate>();
  for (const { block, one } of pairs) {
    if (one.taken || found.has(block)) continue;
    one.taken = true;
    found.set(block, one);
  }
  return found;
}

/** Whether a block is these lines, in their order, less as many as its markers count. */
function accounts(one: Candidate, lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '');
  const kept = keptOf(one);
  return filled.length - kept.length <= one.left && holdsInOrder(filled, kept);
}

/** How many lines the block had, as its markers say. */
const fullLength = ({ lines, left }: Candidate): number =>
  lines.filter((line) => !codeMark.test(line)).length + left;

export const keptOf = ({ lines }: Candidate): string[] =>
  lines.filter((line) => line !== '' && !codeMark.test(line));

export function holdsInOrder(lines: readonly string[], kept: readonly string[]): boolean {
  let at = 0;
  for (const line of lines) if (line.trimEnd() === kept[at]) at++;
  return at === kept.length;
}
