import { addCounts, type ByteWriter, type Counts, doubled } from './postings.ts';

/** Postings as they come, and then by term and chunk. */
export class PostingLog {
  #terms = new Uint32Array(1 << 14);
  #chunks = new Uint32Array(1 << 14);
  #counts = new Uint16Array(1 << 14);
  #length = 0;
  #sorted: Sorted = { starts: new Uint32Array(), places: new Uint32Array() };

  /**
   * Adds the words of a chunk.
   *
   * @param words number and counts of each
   * @param terms by word
   */
  addAll(words: Uint32Array, terms: readonly (readonly number[])[], chunk: number): void {
    for (let at = 0; at < words.length; at += 2) {
      const known = terms[words[at]!]!;
      for (let n = 0; n < known.length; n++) this.add(known[n]!, chunk, words[at + 1]!);
    }
  }

  add(term: number, chunk: number, counts: Counts): void {
    const at = this.#length++;
    if (at === this.#terms.length) this.#grow();
    this.#terms[at] = term;
    this.#chunks[at] = chunk;
    this.#counts[at] = counts;
  }

  /** Sorts the postings; no more are added. */
  sort({ terms, chunks }: { terms: number; chunks: number }): void {
    const { places } = sorted(countUp(this.#length), this.#chunks, chunks);
    this.#sorted = sorted(places, this.#terms, terms);
  }

  /** Writes the chunks of a term, each once and in order; gives their number. */
  write(term: number, bytes: ByteWriter): number {
    const [chunks, counts] = [this.#chunks, this.#counts];
    const { starts, places } = this.#sorted;
    const end = starts[term + 1]!;
    let before = -1;
    let written = 0;
    for (let at = starts[term]!; at < end; at++) {
      const chunk = chunks[places[at]!]!;
      let sum = counts[places[at]!]!;
      // It stands twice where two of its words are one term.
      while (at + 1 < end && chunks[places[at + 1]!] === chunk) {
        sum = addCounts(sum, counts[places[++at]!]!);
      }
      bytes.posting(chunk - before, sum);
      before = chunk;
      written++;
    }
    return written;
  }

  #grow(): void {
    this.#terms = doubled(this.#terms);
    this.#chunks = doubled(this.#chunks);
    this.#counts = doubled(this.#counts);
  }
}

/** Places of postings by key: those of key `n` stand from `starts[n]` up to `starts[n + 1]`. */
interface Sorted {
  starts: Uint32Array;
  places: Uint32Array;
}

/** Puts places in the order of their keys; those with one key stay in their order. */
function sorted(order: Uint32Array, keys: Uint32Array, most: number): Sorted {
  const starts = new Uint32Array(most + 2);
  for (let at = 0; at < order.length; at++) starts[keys[at]! + 2]!++;
  for (let key = 2; key < starts.length; key++) starts[key]! += starts[key - 1]!;
  const places = new Uint32Array(order.length);
  // Where the next one of a key goes; in the end, that is where the key behind it begins.
  for (let at = 0; at < order.length; at++) places[starts[keys[order[at]!]! + 1]!++] = order[at]!;
  return { starts, places };
}

function countUp(to: number): Uint32Array {
  const numbers = new Uint32Array(to);
  for (let at = 0; at < to; at++) numbers[at] = at;
  return numbers;
}
