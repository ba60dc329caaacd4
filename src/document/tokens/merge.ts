import { type ByteRange, hashByte, hashStart, rankOf, type Vocabulary } from './vocabulary.ts';

/** Most bytes of a piece; merging takes quadratic time. */
export const longestPiece = 3_072;

const none = 0x7fff_ffff;

/** Counts the tokens of a piece that is not a token itself. */
export type MergeCounter = (range: ByteRange) => number;

/** The pair of the lowest rank is merged until none is left. */
export function mergeCounter(vocabulary: Vocabulary): MergeCounter {
  // Where the parts begin, and the rank of each with the next one.
  const starts = new Int32Array(longestPiece + 2);
  const ranks = new Int32Array(longestPiece + 2);
  const part = { bytes: vocabulary.bytes, start: 0, end: 0 };

  const rankBetween = (start: number, end: number): number => {
    let hash = hashStart;
    for (let at = start; at < end; at++) hash = hashByte(hash, part.bytes[at]!);
    part.start = start;
    part.end = end;
    const rank = rankOf(vocabulary, hash, part);
    return rank < 0 ? none : rank;
  };

  const mergePairs = (start: number, end: number): number => {
    let count = end - start;
    for (let n = 0; n <= count; n++) starts[n] = start + n;
    for (let n = 0; n < count - 1; n++) ranks[n] = rankBetween(start + n, start + n + 2);
    for (;;) {
      let lowest = 0;
      for (let n = 1; n < count - 1; n++) if (ranks[n]! < ranks[lowest]!) lowest = n;
      if (count < 2 || ranks[lowest] === none) return count;
      starts.copyWithin(lowest + 1, lowest + 2, count + 1);
      ranks.copyWithin(lowest + 1, lowest + 2, count - 1);
      count--;
      if (lowest < count - 1) ranks[lowest] = rankBetween(starts[lowest]!, starts[lowest + 2]!);
      if (lowest > 0) ranks[lowest - 1] = rankBetween(starts[lowest - 1]!, starts[lowest + 1]!);
    }
  };

  return ({ bytes, start, end }) => {
    part.bytes = bytes;
    return mergePairs(start, end);
  };
}
