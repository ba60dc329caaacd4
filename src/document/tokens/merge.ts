import { type ByteRange, hashByte, hashStart, rankOf, type Vocabulary } from './vocabulary.ts';

/** Pieces of more bytes are counted in parts, since merging takes quadratic time. */
const longestPiece = 1_024;
const partLength = 256;

/** Tokens of a piece that is no token itself: the pair of the lowest rank is merged until none is left. */
export function countMerged(vocabulary: Vocabulary, { bytes, start, end }: ByteRange): number {
  if (end - start <= longestPiece) return mergePairs(vocabulary, { bytes, start, end });
  let total = 0;
  for (let at = start; at < end; at += partLength) {
    total += mergePairs(vocabulary, { bytes, start: at, end: Math.min(at + partLength, end) });
  }
  return total;
}

function mergePairs(vocabulary: Vocabulary, { bytes, start, end }: ByteRange): number {
  const starts = Array.from({ length: end - start + 1 }, (_, n) => start + n);
  const rankAt = (n: number) =>
    n + 2 < starts.length ? rankBetween(vocabulary, bytes, [starts[n]!, starts[n + 2]!]) : none;
  const ranks = starts.map((_, n) => rankAt(n));
  for (;;) {
    let lowest = 0;
    for (let n = 1; n < ranks.length; n++) if (ranks[n]! < ranks[lowest]!) lowest = n;
    if (ranks[lowest] === none) return starts.length - 1;
    starts.splice(lowest + 1, 1);
    ranks.splice(lowest + 1, 1);
    ranks[lowest] = rankAt(lowest);
    if (lowest > 0) ranks[lowest - 1] = rankAt(lowest - 1);
  }
}

const none = Number.POSITIVE_INFINITY;

function rankBetween(vocabulary: Vocabulary, bytes: Uint8Array, [start, end]: [number, number]) {
  let hash = hashStart;
  for (let at = start; at < end; at++) hash = hashByte(hash, bytes[at]!);
  const rank = rankOf(vocabulary, hash, { bytes, start, end });
  return rank < 0 ? none : rank;
}
