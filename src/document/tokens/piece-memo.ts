import type { ByteRange } from './vocabulary.ts';

/** Remembers how many tokens a piece has. */
export interface PieceMemo {
  /** Tokens of the piece, or 0 where it is not known. */
  get(hash: number, piece: ByteRange): number;
  set(hash: number, piece: ByteRange, tokens: number): void;
}

const slotCount = 1 << 14;
const arenaLength = 1 << 19;

/**
 * A direct-mapped cache: a piece takes the slot of its hash from the one that had it. The bytes of
 * the pieces stand one after the other in one block, which begins anew when it is full.
 */
export function pieceMemo(): PieceMemo {
  const hashes = new Int32Array(slotCount);
  const starts = new Uint32Array(slotCount);
  const lengths = new Uint16Array(slotCount);
  const counts = new Uint16Array(slotCount);
  const arena = new Uint8Array(arenaLength);
  let free = 0;
  const slotOf = (hash: number) => (hash ^ (hash >>> 14)) & (slotCount - 1);
  return {
    get(hash, { bytes, start, end }) {
      const slot = slotOf(hash);
      if (hashes[slot] !== hash || lengths[slot] !== end - start) return 0;
      const from = starts[slot]! - start;
      for (let at = start; at < end; at++) if (bytes[at] !== arena[from + at]) return 0;
      return counts[slot]!;
    },
    set(hash, { bytes, start, end }, tokens) {
      const length = end - start;
      if (free + length > arenaLength) {
        free = 0;
        counts.fill(0);
      }
      const slot = slotOf(hash);
      hashes[slot] = hash;
      starts[slot] = free;
      lengths[slot] = length;
      counts[slot] = tokens;
      arena.set(bytes.subarray(start, end), free);
      free += length;
    },
  };
}
