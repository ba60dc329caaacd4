import type { Encoding } from '../../contract/tokenizer.ts';
import { asciiPieceEnd, pieceEnd } from './pieces.ts';
import { type ByteRange, hashByte, hashStart, rankOf, type Vocabulary } from './vocabulary.ts';

/** Counts the tokens of a text. */
export type TokenCounter = (text: string) => number;

/** Characters that are encoded at once, and what stands on the line after them. */
const chunkLength = 16_000;

/** Pieces of more bytes are counted in parts. */
const partLength = 256;

/** A counter that gives what the reference tokenizer gives, but for pieces of more than 3,072 bytes. */
export function tokenCounter(vocabulary: Vocabulary, encoding: Encoding): TokenCounter {
  const countChunk = chunkCounter(vocabulary, encoding);
  return (text) => {
    let total = 0;
    for (let start = 0; start < text.length; ) {
      const end = lineEnd(text, start + chunkLength);
      total += countChunk(text.slice(start, end));
      start = end;
    }
    return total;
  };
}

function chunkCounter(vocabulary: Vocabulary, encoding: Encoding): TokenCounter {
  const countLong = pieceCounter(vocabulary);
  const countShort = shortPieceCounter(countLong);
  const encoder = new TextEncoder();
  const space = spaceFor(1 << 16);
  return (chunk) => {
    // A character is at most three bytes.
    const fits = chunk.length * 3 + longestShort < space.bytes.length;
    const { bytes, view } = fits ? space : spaceFor(Buffer.byteLength(chunk) + longestShort);
    const { written } = encoder.encodeInto(chunk, bytes);
    bytes[written] = 0;
    const byCharacter = encoding !== 'o200k_base' || chunk.includes('\0');
    let total = 0;
    /** What the bytes before the piece have more than the characters. */
    let surplus = 0;
    // One for all pieces: an eighth of what a build allocates would be theirs.
    const piece = { bytes, start: 0, end: 0 };
    while (piece.start < written) {
      const { start } = piece;
      let end = byCharacter ? 0 : asciiPieceEnd(bytes, start);
      if (end === 0) {
        const from = start - surplus;
        const to = pieceEnd(chunk, from, encoding);
        end = start + Buffer.byteLength(chunk.slice(from, to));
        surplus += end - start - (to - from);
      }
      piece.end = end;
      total += end - start <= longestShort ? countShort(piece, view) : countLong(piece);
      piece.start = end;
    }
    return total;
  };
}

/** Memory for a text, and the same memory by more bytes than one. */
function spaceFor(length: number): { bytes: Buffer; view: DataView } {
  const memory = new ArrayBuffer(length);
  return { bytes: Buffer.from(memory), view: new DataView(memory) };
}

function pieceCounter(vocabulary: Vocabulary): (range: ByteRange) => number {
  const countMerged = mergeCounter(vocabulary);
  const countPart = (range: ByteRange): number => {
    const { bytes, start, end } = range;
    let hash = hashStart;
    for (let at = start; at < end; at++) hash = hashByte(hash, bytes[at]!);
    if (rankOf(vocabulary, hash, range) >= 0) return 1;
    return countMerged(range);
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

const slash = 47;

/**
 * Where the line ends that `start` is in, its line break included. A line break after which
 * white space or a slash may follow is none: the pieces of both sides could be one. Beyond ASCII
 * everything may be white space.
 */
function lineEnd(text: string, start: number): number {
  for (let at = start; ; ) {
    at = text.indexOf('\n', at) + 1;
    if (at === 0 || at === text.length) return text.length;
    const next = text.charCodeAt(at);
    if (next > 32 && next < 127 && next !== slash) return at;
  }
}

/** Most bytes of a piece; merging takes quadratic time. */
const longestPiece = 3_072;

const none = 0x7fff_ffff;

/** Counts the tokens of a piece that is not one itself: the pair of the lowest rank is merged until none is left. */
function mergeCounter(vocabulary: Vocabulary): (range: ByteRange) => number {
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
      const lowest = lowestOf(ranks, count - 1);
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

/** Where the lowest of so many ranks is. */
function lowestOf(ranks: Int32Array, length: number): number {
  let lowest = 0;
  for (let n = 1; n < length; n++) if (ranks[n]! < ranks[lowest]!) lowest = n;
  return lowest;
}

/** Most bytes of a short piece: they fit in two numbers. */
const longestShort = 8;

const slotBits = 14;
/** Numbers of a slot: the bytes of the piece in two, its length and tokens in one; one is not used. */
const slotSize = 4;

const bits = (bytes: number): number => (bytes <= 0 ? 0 : bytes >= 4 ? -1 : (1 << (8 * bytes)) - 1);

/** The bits of the first, and of the second four bytes that belong to a piece of so many bytes. */
const masks = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(
  (length) => [bits(length), bits(length - 4)] as const,
);
const lowMasks = Int32Array.from(masks, ([low]) => low);
const highMasks = Int32Array.from(masks, ([, high]) => high);

/**
 * Counts short pieces, which most pieces are, and remembers them: one line of the processor's cache
 * for each that comes again, where the vocabulary takes three of 4 MB. Direct-mapped: a piece takes
 * the slot of its hash from the one that had it.
 *
 * @param count gives the tokens of a piece that is not known, at most 8
 * @returns counts a piece of at most 8 bytes; 8 bytes after its start must be readable
 */
function shortPieceCounter(
  count: (piece: ByteRange) => number,
): (piece: ByteRange, view: DataView) => number {
  const slots = new Int32Array(slotSize << slotBits);
  return (piece, view) => {
    const { start, end } = piece;
    const length = end - start;
    const low = view.getInt32(start, true) & lowMasks[length]!;
    const high = view.getInt32(start + 4, true) & highMasks[length]!;
    const at = (hash(low, high ^ length) >>> (32 - slotBits)) * slotSize;
    const known = slots[at + 2]!;
    if (known >> 4 === length && slots[at] === low && slots[at + 1] === high) return known & 15;
    const tokens = count(piece);
    slots[at] = low;
    slots[at + 1] = high;
    slots[at + 2] = (length << 4) | tokens;
    return tokens;
  };
}

/** Its high bits depend on all bits of both numbers. */
function hash(low: number, high: number): number {
  const once = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  return Math.imul(once ^ (once >>> 15), 0xc2b2ae35);
}
