import { type Piece, wordKey } from '../evidence.ts';

/** A span of code as it is compared: white space counts as one blank. */
export function codeKey(text: string): string {
  return `code ${text.trim().replace(/\s+/g, ' ')}`;
}

/** Marks of emphasis, outermost first, as CommonMark lets them open and close. */
const pairs: readonly { kind: string; pattern: RegExp }[] = [
  {
    kind: 'strong',
    pattern: /(?<![\p{L}\p{N}*\u0001])\*\*(?![\s*])([^*|]+?)(?<![\s\u0001])\*\*(?![\p{L}\p{N}*])/gu,
  },
  {
    kind: 'strong',
    pattern: /(?<![\p{L}\p{N}_\u0001])__(?![\s_])([^_|]+?)(?<![\s\u0001])__(?![\p{L}\p{N}_])/gu,
  },
  {
    kind: 'emphasis',
    pattern: /(?<![\p{L}\p{N}*\u0001])\*(?![\s*])([^*|]+?)(?<![\s\u0001])\*(?![\p{L}\p{N}*])/gu,
  },
  {
    kind: 'emphasis',
    pattern: /(?<![\p{L}\p{N}_\u0001])_(?![\s_])([^_|]+?)(?<![\s\u0001])_(?![\p{L}\p{N}_])/gu,
  },
  {
    kind: 'delete',
    pattern: /(?<![\p{L}\p{N}~\u0001])~~(?![\s~])([^~|]+?)(?<![\s\u0001])~~(?![\p{L}\p{N}~])/gu,
  },
];

/** What is strong, emphasised or struck out in a text without other markup. */
export function marksIn(text: string): Piece[] {
  const marks: Piece[] = [];
  let line = 1;
  for (const paragraph of text.split(/(\n[ \t]*\n)/)) {
    for (const { kind, pattern } of pairs) {
      for (const { 1: inner = '', index } of paragraph.matchAll(pattern)) {
        const key = wordKey(inner);
        const at = line + paragraph.slice(0, index).split('\n').length - 1;
        if (key !== '') marks.push({ key: `${kind} ${key}`, line: at });
      }
    }
    line += paragraph.split('\n').length - 1;
  }
  return marks;
}
