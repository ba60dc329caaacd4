import type { ByteRange } from './vocabulary.ts';

/** Most bytes of a short piece: they fit in two numbers. */
export const longestShort = 8;

const slotBits = 14;
/** Numbers of a slot: the bytes of the piece in two, its length and tokens in one; one is not used. */
const slotSize = 4;

/** The bits of the first, and of the second four bytes that belong to a piece of so many bytes. */
const masks = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(
  (length) => [bits(length), bits(length - 4)] as const,
);
const lowMasks = Int32Array.from(masks, ([low]) => low);
const highMasks = Int32Array.from(masks, ([, high]) => high);

function bits(bytes: number): number {
  return bytes <= 0 ? 0 : bytes >= 4 ? -1 : (1 << (8 * bytes)) - 1;
}

/**
 * Counts short pieces, which most pieces are, and remembers them: one line of the processor's cache
 * for each that comes again, where the vocabulary takes three of 4 MB. Direct-mapped: a piece takes
 * the slot of its hash from the one that had it.
 *
 * @param count gives the tokens of a piece that is not known, at most 8
 * @returns counts a piece of at most 8 bytes; 8 bytes after its start must be readable
 */
export function shortPieceCounter(
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
