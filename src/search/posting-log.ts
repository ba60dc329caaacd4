import { addCounts, type Counts } from './postings.ts';

/** Numbers of one posting: its term, its chunk, and the counts there. */
const width = 3;

/** Postings as they come, chunk by chunk; sorted by term when all are there. */
export class PostingLog {
  #numbers = new Uint32Array(1 << 12);
  #length = 0;

  add(term: number, chunk: number, counts: Counts): void {
    if (this.#length + width > this.#numbers.length) this.#grow();
    const numbers = this.#numbers;
    numbers[this.#length++] = term;
    numbers[this.#length++] = chunk;
    numbers[this.#length++] = counts;
  }

  /** Calls back with the chunks of a term, each once and in order. */
  byTerm(terms: number): (term: number, take: (chunk: number, counts: Counts) => void) => void {
    const { starts, places } = this.#sorted(terms);
    return (term, take) => {
      let chunk = -1;
      let counts: Counts = 0;
      for (let at = starts[term]!; at < starts[term + 1]!; at++) {
        const place = places[at]!;
        const next = this.#numbers[place + 1]!;
        if (next === chunk) counts = addCounts(counts, this.#numbers[place + 2]!);
        else {
          if (chunk !== -1) take(chunk, counts);
          chunk = next;
          counts = this.#numbers[place + 2]!;
        }
      }
      if (chunk !== -1) take(chunk, counts);
    };
  }

  /** Where the postings of each term stand, in the order in which they came. */
  #sorted(terms: number): { starts: Uint32Array; places: Uint32Array } {
    const starts = new Uint32Array(terms + 1);
    for (let at = 0; at < this.#length; at += width) starts[this.#numbers[at]! + 1]! += 1;
    for (let term = 0; term < terms; term++) starts[term + 1]! += starts[term]!;
    const next = starts.slice();
    const places = new Uint32Array(this.#length / width);
    for (let at = 0; at < this.#length; at += width) places[next[this.#numbers[at]!]!++] = at;
    return { starts, places };
  }

  #grow(): void {
    const larger = new Uint32Array(this.#numbers.length * 2);
    larger.set(this.#numbers);
    this.#numbers = larger;
  }
}
