import type { TextPlace } from './escape.ts';

/** A character that begins a block when it begins a line: where in the match the escape goes. */
interface LineRule {
  pattern: RegExp;
  /** Offset of the character to escape from the start of the line. */
  at?: (match: RegExpExecArray) => number;
  /** Only the first line of a block can begin this construct. */
  first?: (match: RegExpExecArray) => boolean;
}

const endOfLine = '(?:\\n|$)';

const rules: readonly LineRule[] = [
  { pattern: /#{1,6}(?=[ \t\n]|$)/y },
  { pattern: />/y },
  { pattern: /~~~/y },
  { pattern: /[-+*](?=[ \t\n]|$)/y },
  { pattern: new RegExp(`([-*_])[ \\t]*(?:\\1[ \\t]*)+${endOfLine}`, 'y') },
  { pattern: new RegExp(`(?:-+|=+)[ \\t]*${endOfLine}`, 'y') },
  { pattern: new RegExp(`[|:-][|:\\- \\t]*${endOfLine}`, 'y') },
  { pattern: /\[[ xX\t]\](?=[ \t\n]|$)/y },
  {
    pattern: /(\d{1,9})[.)](?=[ \t\n]|$)/y,
    at: (match) => match[1]!.length,
    first: (match) => Number(match[1]) !== 1,
  },
];

/** The characters that the patterns begin with. */
const beginnings = '#>~-+*_=|:[0123456789';

/** Positions at the starts of lines that need an escape. */
export function lineStart({ value, before, after, around }: TextPlace): number[] {
  const found: number[] = [];
  if (around.inCell || around.inHeading) return found;
  const text = value + after.charAt(0);
  const atBlockStart = before.charAt(before.length - 1) === '\n';
  let start = atBlockStart ? 0 : nextLine(value, 0);
  for (; start >= 0 && start < value.length; start = nextLine(value, start)) {
    if (!beginnings.includes(value.charAt(start))) continue;
    for (const { pattern, at, first } of rules) {
      pattern.lastIndex = start;
      const match = pattern.exec(text);
      if (!match) continue;
      if (first?.(match) && start > 0) continue;
      // What follows the text is not its to escape.
      found.push(...wholeRun(value, start + (at?.(match) ?? 0)));
      break;
    }
  }
  return found;
}

/** A marker of attention is escaped with the rest of its run, which would pair otherwise. */
function wholeRun(text: string, index: number): number[] {
  const marker = text.charAt(index);
  if (!/[*_~]/.test(marker)) return marker === '' ? [] : [index];
  const run: number[] = [];
  for (let next = index; text.charAt(next) === marker; next++) run.push(next);
  return run;
}

function nextLine(value: string, from: number): number {
  const end = value.indexOf('\n', from);
  return end < 0 ? -1 : end + 1;
}
