import { longestPiece, mergeCounter } from './merge.ts';
import { pieceEnd } from './pieces.ts';
import { hashByte, hashStart, rankOf, type Vocabulary } from './vocabulary.ts';

/** Counts the tokens of a text. */
export type TokenCounter = (text: string) => number;

/** Pieces that are several tokens, most of them identifiers, come again and again. */
const mostRemembered = 50_000;

/** Pieces of more characters are counted in parts, each at most three bytes a character. */
const longest = longestPiece / 3;
const partLength = 256;

/** A counter that gives what the reference tokenizer gives, but for pieces of more than 1,024 characters. */
export function tokenCounter(vocabulary: Vocabulary): TokenCounter {
  const countMerged = mergeCounter(vocabulary);
  const merged = new Map<string, number>();
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(longestPiece);
  const range = { bytes, start: 0, end: 0 };

  const countPiece = (text: string, start: number, end: number): number => {
    let hash = hashStart;
    let length = 0;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code >= 128) {
        length = encoder.encodeInto(text.slice(start, end), bytes).written;
        hash = hashStart;
        for (let n = 0; n < length; n++) hash = hashByte(hash, bytes[n]!);
        break;
      }
      bytes[length++] = code;
      hash = hashByte(hash, code);
    }
    range.end = length;
    if (rankOf(vocabulary, hash, range) >= 0) return 1;
    const piece = text.slice(start, end);
    let tokens = merged.get(piece);
    if (tokens === undefined) {
      tokens = countMerged(range);
      if (merged.size >= mostRemembered) merged.clear();
      // Joined anew, the key does not keep the whole text in memory.
      merged.set(Buffer.from(piece).toString(), tokens);
    }
    return tokens;
  };

  return (text) => {
    let total = 0;
    for (let start = 0; start < text.length; ) {
      const end = pieceEnd(text, start);
      const step = end - start > longest ? partLength : longest;
      for (; start < end; start += step) {
        total += countPiece(text, start, Math.min(start + step, end));
      }
      start = end;
    }
    return total;
  };
}
