import type { CodeBlock } from '../evidence.ts';
import { type CodePair, keyOf } from './order.ts';

/**
 * Lines of blocks that are both in the source and in the output, there as a diff, whose mark is
 * another than the source says: in the line, in a comment, or by its number.
 */
export function otherMarks(
  source: readonly CodeBlock[],
  output: readonly CodeBlock[],
  pairs: readonly CodePair[],
): { line: number; text: string }[] {
  const open = new Map<string, CodeBlock[]>();
  for (const block of output) {
    const key = keyOf(block);
    open.set(key, [...(open.get(key) ?? []), block]);
  }
  const byLine = new Map(pairs.map(({ line, key }) => [line, key]));
  return source.flatMap((block) => {
    // Which of several equal blocks became which cannot be told.
    const [made, more] = open.get(byLine.get(block.line) ?? '') ?? [];
    if (more !== undefined) return [];
    const wanted = made && isDiff(made) ? marksOf(block) : undefined;
    const lines = bareEnds(made?.lines ?? []);
    if (wanted?.length !== lines.length) return [];
    const other = lines.findIndex((line, at) => markOf(line) !== wanted[at]);
    return other === -1 ? [] : [{ line: block.line, text: lines[other]! }];
  });
}

/** The mark of each line of a block; undefined where it says none in a way that is known here. */
function marksOf({ lang, meta, lines }: CodeBlock): string[] | undefined {
  if (lang === 'diff') return bareEnds(lines).map(markOf);
  const numbers = /(?:^|\s)(ins|del)=\{([\d,\s-]+)\}/g;
  const marks: string[] = lines.map(() => ' ');
  for (const [, kind, ranges = ''] of meta.matchAll(numbers))
    for (const range of ranges.split(',')) {
      const [from = 0, to = from] = range.split('-').map(Number);
      // A line that is both added and removed may have either mark.
      if (marks.slice(from - 1, to).some((mark) => mark !== ' ')) return undefined;
      marks.fill(kind === 'ins' ? '+' : '-', from - 1, to);
    }
  const isMarked = marks.some((mark) => mark !== ' ');
  return isMarked && bareEnds(lines).length === lines.length ? marks : undefined;
}

const markOf = (line: string): string => /^[-+]/.exec(line)?.[0] ?? ' ';

/** Without the blank lines at either end. */
function bareEnds(lines: readonly string[]): string[] {
  const isFilled = (line: string) => line.trim() !== '';
  return lines.slice(lines.findIndex(isFilled), lines.findLastIndex(isFilled) + 1);
}

const isDiff = ({ lang }: CodeBlock) => lang === 'diff';
