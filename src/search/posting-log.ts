import { addCounts, type ByteWriter, type Counts } from './postings.ts';

/** Numbers of one posting: its term, its chunk, and the counts there. */
const width = 3;

/** Postings by term: those of term `n` stand from `starts[n]` up to `starts[n + 1]`. */
export interface SortedPostings {
  starts: Uint32Array;
  chunks: Uint32Array;
  counts: Uint32Array;
}

/** Postings as they come, chunk by chunk; sorted by term when all are there. */
export class PostingLog {
  #numbers = new Uint32Array(1 << 16);
  #length = 0;

  add(term: number, chunk: number, counts: Counts): void {
    if (this.#length + width > this.#numbers.length) this.#grow();
    const numbers = this.#numbers;
    numbers[this.#length++] = term;
    numbers[this.#length++] = chunk;
    numbers[this.#length++] = counts;
  }

  /** @returns of each term its chunks in order; one stands twice where two of its words are one term */
  sorted(terms: number): SortedPostings {
    const numbers = this.#numbers.subarray(0, this.#length);
    const starts = new Uint32Array(terms + 1);
    for (let at = 0; at < numbers.length; at += width) starts[numbers[at]! + 1]! += 1;
    for (let term = 0; term < terms; term++) starts[term + 1]! += starts[term]!;
    const next = starts.slice();
    const chunks = new Uint32Array(numbers.length / width);
    const counts = new Uint32Array(numbers.length / width);
    for (let at = 0; at < numbers.length; at += width) {
      const place = next[numbers[at]!]!++;
      chunks[place] = numbers[at + 1]!;
      counts[place] = numbers[at + 2]!;
    }
    return { starts, chunks, counts };
  }

  #grow(): void {
    const larger = new Uint32Array(this.#numbers.length * 2);
    larger.set(this.#numbers);
    this.#numbers = larger;
  }
}

/** Writes the chunks of a term in some logs, each once and in order; gives their number. */
export function writePostings(
  logs: readonly SortedPostings[],
  term: number,
  bytes: ByteWriter,
): number {
  const runs = logs.map((log) => ({ ...log, at: log.starts[term]!, end: log.starts[term + 1]! }));
  let before = -1;
  for (let written = 0; ; written++) {
    let chunk = Number.POSITIVE_INFINITY;
    for (const { chunks, at, end } of runs) if (at < end) chunk = Math.min(chunk, chunks[at]!);
    if (chunk === Number.POSITIVE_INFINITY) return written;
    let sum = 0;
    for (const run of runs) {
      for (; run.at < run.end && run.chunks[run.at] === chunk; run.at++) {
        const counts = run.counts[run.at]!;
        sum = sum === 0 ? counts : addCounts(sum, counts);
      }
    }
    bytes.posting(chunk - before, sum);
    before = chunk;
  }
}
