import { addCounts, type ByteWriter, type Counts } from './postings.ts';

/** Postings by term: those of term `n` stand from `starts[n]` up to `starts[n + 1]`. */
export interface SortedPostings {
  starts: Uint32Array;
  /** Of each posting: the lower bits of its chunk with its counts, and its term with the higher ones. */
  halves: Uint32Array;
}

/**
 * Postings as they come. Each is a number of 64 bits: its term and its chunk, both below 2^24, and its
 * counts. So the engine sorts them, and no code of ours has to run often to be fast.
 */
export class PostingLog {
  #halves = new Uint32Array(1 << 16);
  #length = 0;

  add(term: number, chunk: number, counts: Counts): void {
    if (this.#length === this.#halves.length) this.#grow();
    this.#halves[this.#length++] = (chunk << 16) | counts;
    this.#halves[this.#length++] = (term << 8) | (chunk >>> 16);
  }

  /**
   * Sorts the postings by term and chunk; one stands twice where two of its words are one term.
   *
   * @param terms how many there are
   */
  sorted(terms: number): SortedPostings {
    const halves = this.#halves.subarray(0, this.#length);
    new BigUint64Array(halves.buffer, 0, halves.length / 2).sort();
    const starts = new Uint32Array(terms + 1);
    for (let at = 1; at < halves.length; at += 2) starts[(halves[at]! >>> 8) + 1]! += 2;
    for (let term = 0; term < terms; term++) starts[term + 1]! += starts[term]!;
    return { starts, halves };
  }

  #grow(): void {
    const larger = new Uint32Array(this.#halves.length * 2);
    larger.set(this.#halves);
    this.#halves = larger;
  }
}

/** Writes the chunks of a term, each once and in order; gives their number. */
export function writePostings(
  { starts, halves }: SortedPostings,
  term: number,
  bytes: ByteWriter,
): number {
  const end = starts[term + 1]!;
  let before = -1;
  let written = 0;
  for (let at = starts[term]!; at < end; at += 2) {
    const chunk = ((halves[at + 1]! & 255) << 16) | (halves[at]! >>> 16);
    let counts = halves[at]! & 0xffff;
    while (
      at + 2 < end &&
      halves[at + 2]! >>> 16 === halves[at]! >>> 16 &&
      halves[at + 3] === halves[at + 1]
    ) {
      at += 2;
      counts = addCounts(counts, halves[at]! & 0xffff);
    }
    bytes.posting(chunk - before, counts);
    before = chunk;
    written++;
  }
  return written;
}
