import type { CodeBlock } from '../evidence.ts';
import { Supply } from './supply.ts';

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
