import { groupBy } from '../../maps.ts';
import { type CodeBlock, type Piece, wordKey } from '../evidence.ts';
import type { Output } from '../output/read.ts';
import { type CodePair, keyOf } from './order.ts';
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
  // A folder may be shown as one; what looks like the language of code may be a part of it.
  const bare = theirs.replace(/\{:[\w.]+\}$/, '');
  return [theirs, bare, theirs.replace(/\/$/, '')].includes(mine) || isRun(mine, theirs);
}

const shortcode = /\{\{(?:[<%](?!\/).*?[%>]|-?\s*[A-Za-z_][\w.]*(?:\s*\|[^{}]*)?\s*-?)\}\}/;

/** Whether something else stands in place of the shortcodes and variables of code: in code, too, Hugo and Jekyll read them. */
function isRun(written: string, shown: string): boolean {
  const [start = '', ...parts] = written.split(shortcode);
  const end = parts.pop();
  if (end === undefined || !shown.startsWith(start) || !shown.endsWith(end)) return false;
  let at = start.length;
  return parts.every((part) => {
    const found = shown.indexOf(part, at);
    at = found + part.length;
    return found !== -1;
  });
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
  const here = new Set(source.flatMap(({ lines }) => lines.map(withoutMark)));
  return output.filter(isDiff).flatMap(({ lines, line }) => {
    // What a component shows of another document may be a diff as its author wrote it.
    if (!lines.map(withoutMark).some((text) => text !== '' && here.has(text))) return [];
    // A diff of another file may have no blanks at all.
    const [bare, more] = lines.filter((text) => /^[^-+ @\\]/.test(text) && !own.has(text.trim()));
    return bare === undefined || more !== undefined ? [] : [{ line, text: bare.trim() }];
  });
}

const withoutMark = (line: string): string => line.replace(/^[-+]/, '').trim();

const isDiff = ({ lang }: CodeBlock) => lang === 'diff';

const markedLines = ({ lines }: CodeBlock): string[] =>
  lines.filter((line) => /^[+-]/.test(line)).map((line) => line.trimEnd());

/**
 * Lines of blocks that are both in the source and in the output, there as a diff, whose mark is
 * another than the source says: in the line, in a comment, or by its number.
 */
export function otherMarks(
  source: readonly CodeBlock[],
  output: readonly CodeBlock[],
  pairs: readonly CodePair[],
): { line: number; text: string }[] {
  const open = groupBy(output, keyOf);
  const byLine = new Map(pairs.map(({ line, key }) => [line, key]));
  return source.flatMap((block) => {
    // Nobody can say which of several equal blocks became which.
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
