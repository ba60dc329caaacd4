const newline = 10;

/** The terms of an index as the bytes of its file: as strings they would take many times the memory. */
export class TermList {
  readonly #bytes: Buffer;
  /** Where each begins; the last is one past the end. */
  readonly #starts: Uint32Array;

  /** @param bytes in UTF-8, parted by line breaks, sorted by UTF-16 code units */
  constructor(bytes: Buffer, count: number) {
    this.#bytes = bytes;
    this.#starts = new Uint32Array(count + 1);
    let term = 0;
    for (let at = 0; at < bytes.length; at++) {
      if (bytes[at] === newline) this.#starts[++term] = at + 1;
    }
    if (count > 0) this.#starts[count] = bytes.length + 1;
  }

  get length(): number {
    return this.#starts.length - 1;
  }

  at(term: number): string {
    return this.#bytes.toString('utf8', this.#starts[term], this.#starts[term + 1]! - 1);
  }

  /** The number of a term, or of the first behind the place where it would be. */
  placeOf(name: string): number {
    let from = 0;
    let to = this.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.at(middle) < name) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** The number of a term, or undefined. */
  numberOf(name: string): number | undefined {
    const place = this.placeOf(name);
    return place < this.length && this.at(place) === name ? place : undefined;
  }

  /** The terms that begin with some letters, the shorter first where one begins another. */
  beginningWith(opening: string): { from: number; names: readonly string[] } {
    const from = this.placeOf(opening);
    let to = from;
    for (let step = 1 << 16; step >= 1; step >>= 1) {
      while (to + step <= this.length && this.at(to + step - 1).startsWith(opening)) to += step;
    }
    if (from === to) return { from, names: [] };
    const text = this.#bytes.toString('utf8', this.#starts[from], this.#starts[to]! - 1);
    return { from, names: text.split('\n') };
  }
}
