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
  #numbers: Uint32Array;
  #length = 0;

  /** @param size numbers that have room at first */
  constructor(size = 1 << 16) {
    this.#numbers = new Uint32Array(size);
  }

  add(term: number, chunk: number, counts: Counts): void {
    if (this.#length + width > this.#numbers.length) this.#grow();
    const numbers = this.#numbers;
    numbers[this.#length++] = term;
    numbers[this.#length++] = chunk;
    numbers[this.#length++] = counts;
  }

  /** This and another log as one, chunk by chunk. */
  with(other: PostingLog): PostingLog {
    const both = new PostingLog(this.#length + other.#length);
    const [one, two] = [this.#numbers, other.#numbers];
    let at = 0;
    for (let from = 0; from < other.#length; from += width) {
      const chunk = two[from + 1]!;
      const start = at;
      while (at < this.#length && one[at + 1]! <= chunk) at += width;
      both.#append(one.subarray(start, at));
      both.#append(two.subarray(from, from + width));
    }
    both.#append(one.subarray(at, this.#length));
    return both;
  }

  #append(numbers: Uint32Array): void {
    this.#numbers.set(numbers, this.#length);
    this.#length += numbers.length;
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

/** Writes the chunks of a term, each once and in order; gives their number. */
export function writePostings(
  { starts, chunks, counts }: SortedPostings,
  term: number,
  bytes: ByteWriter,
): number {
  const end = starts[term + 1]!;
  let before = -1;
  let written = 0;
  for (let at = starts[term]!; at < end; at++) {
    const chunk = chunks[at]!;
    let sum = counts[at]!;
    while (at + 1 < end && chunks[at + 1] === chunk) sum = addCounts(sum, counts[++at]!);
    bytes.posting(chunk - before, sum);
    before = chunk;
    written++;
  }
  return written;
}
