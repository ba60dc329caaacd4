import { type MarkKind, markBits, type Piece, type Word, wordKey } from '../evidence.ts';

/** From where to where in a text something is marked. */
export interface Span {
  kind: MarkKind;
  from: number;
  to: number;
}

/** The same words, each with what it stands in; both are in the order of the text. */
export function withMarks(words: Word[], spans: readonly Span[]): Word[] {
  for (const word of words) word.marks = 0;
  for (const { kind, from, to } of spans) {
    for (let at = firstFrom(words, from); at < words.length && words[at]!.at! < to; at++)
      words[at]!.marks! |= markBits[kind];
  }
  return words;
}

/** Index of the first word that begins at a place or after it. */
function firstFrom(words: readonly Word[], from: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]!.at! < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A span of code as it is compared: white space counts as one blank, a bar is escaped in tables only. */
export const codeKey = (text: string): string =>
  `code ${text.trim().replaceAll('\\|', '|').replace(/\s+/g, ' ')}`;

/** Marks of emphasis, outermost first, as CommonMark lets them open and close. */
const pairs: readonly [MarkKind, RegExp][] = [
  [
    'strong',
    /(?<![\p{L}\p{N}*\u0001])\*\*(?![\s*])([^*|]+?)(?<![\s\u0001])\*\*(?![\p{L}\p{N}*])/gu,
  ],
  ['strong', /(?<![\p{L}\p{N}_\u0001])__(?![\s_])([^_|]+?)(?<![\s\u0001])__(?![\p{L}\p{N}_])/gu],
  ['emphasis', /(?<![\p{L}\p{N}*\u0001])\*(?![\s*])([^*|]+?)(?<![\s\u0001])\*(?![\p{L}\p{N}*])/gu],
  ['emphasis', /(?<![\p{L}\p{N}_\u0001])_(?![\s_])([^_|]+?)(?<![\s\u0001])_(?![\p{L}\p{N}_])/gu],
  ['delete', /(?<![\p{L}\p{N}~\u0001])~~(?![\s~])([^~|]+?)(?<![\s\u0001])~~(?![\p{L}\p{N}~])/gu],
];

/** Where a block ends: at a blank line, before a heading or a list item, and below a heading. */
const blockEnd =
  /(\n(?:[ \t]*\n|(?=[ \t>]*(?:#{1,6}|[-*+]|\d{0,9}[.)])[ \t])|(?<=(?:^|\n)#{1,6}[ \t].*\n)))/;

/** What is strong, emphasised or struck out in a text without other markup. */
export function marksIn(text: string): (Piece & Span)[] {
  const marks: (Piece & Span)[] = [];
  let line = 1;
  let start = 0;
  for (const paragraph of text.split(blockEnd)) {
    for (const [kind, pattern] of pairs) {
      for (const { 0: whole, 1: inner = '', index } of paragraph.matchAll(pattern)) {
        const key = wordKey(inner);
        const at = line + paragraph.slice(0, index).split('\n').length - 1;
        const span = { kind, from: start + index, to: start + index + whole.length };
        if (key !== '') marks.push({ key: `${kind} ${key}`, line: at, ...span });
      }
    }
    start += paragraph.length;
    line += paragraph.split('\n').length - 1;
  }
  return marks;
}
