import { lineEnd } from './lines.ts';
import { longestPiece, mergeCounter } from './merge.ts';
import { asciiPieceEnd, pieceEnd } from './pieces.ts';
import { type ByteRange, hashByte, hashStart, rankOf, type Vocabulary } from './vocabulary.ts';

/** Counts the tokens of a text. */
export type TokenCounter = (text: string) => number;

/** Most of a document's lines stand in its source and in its output, and many in other documents. */
const mostLines = 4_096;

/** Pieces that are several tokens, most of them identifiers, come again and again. */
const mostPieces = 50_000;

/** Pieces of more bytes are counted in parts. */
const partLength = 256;

/** A counter that gives what the reference tokenizer gives, but for pieces of more than 3,072 bytes. */
export function tokenCounter(vocabulary: Vocabulary): TokenCounter {
  const countPieces = pieceCounter(vocabulary);
  const lines = new Map<string, number>();
  return (text) => {
    let total = 0;
    for (let start = 0; start < text.length; ) {
      const end = lineEnd(text, start);
      const line = text.slice(start, end);
      let tokens = lines.get(line);
      if (tokens === undefined) {
        tokens = countPieces(line);
        if (lines.size >= mostLines) lines.clear();
        lines.set(line, tokens);
      }
      total += tokens;
      start = end;
    }
    return total;
  };
}

function pieceCounter(vocabulary: Vocabulary): TokenCounter {
  const countRange = rangeCounter(vocabulary);
  const encoder = new TextEncoder();
  const space = Buffer.alloc(1 << 16);
  return (line) => {
    // A character is at most three bytes.
    const fits = line.length * 3 < space.length;
    const bytes = fits ? space : Buffer.alloc(Buffer.byteLength(line) + 1);
    const { written } = encoder.encodeInto(line, bytes);
    bytes[written] = 0;
    const hasZero = line.includes('\0');
    let total = 0;
    /** What the bytes before `start` have more than the characters. */
    let surplus = 0;
    for (let start = 0; start < written; ) {
      let end = hasZero ? 0 : asciiPieceEnd(bytes, start);
      if (end === 0) {
        const from = start - surplus;
        const to = pieceEnd(line, from);
        end = start + Buffer.byteLength(line.slice(from, to));
        surplus += end - start - (to - from);
      }
      total += countRange({ bytes, start, end });
      start = end;
    }
    return total;
  };
}

function rangeCounter(vocabulary: Vocabulary): (range: ByteRange & { bytes: Buffer }) => number {
  const countMerged = mergeCounter(vocabulary);
  const known = new Map<string, number>();
  const countPart = (range: ByteRange & { bytes: Buffer }): number => {
    const { bytes, start, end } = range;
    let hash = hashStart;
    for (let at = start; at < end; at++) hash = hashByte(hash, bytes[at]!);
    if (rankOf(vocabulary, hash, range) >= 0) return 1;
    const key = bytes.toString('latin1', start, end);
    let tokens = known.get(key);
    if (tokens === undefined) {
      tokens = countMerged(range);
      if (known.size >= mostPieces) known.clear();
      known.set(key, tokens);
    }
    return tokens;
  };
  return (range) => {
    const { bytes, start, end } = range;
    if (end - start <= longestPiece) return countPart(range);
    let total = 0;
    for (let at = start; at < end; at += partLength) {
      total += countPart({ bytes, start: at, end: Math.min(at + partLength, end) });
    }
    return total;
  };
}
