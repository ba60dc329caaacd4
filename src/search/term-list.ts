const newline = 10;
/** Puts bytes of UTF-8 in the order of UTF-16: there, four bytes (two units) stand before U+E000. */
const inUtf16 = (byte: number): number => (byte === 0xee || byte === 0xef ? byte + 16 : byte);

/** Bytes of a letter in UTF-8. */
const mostLetterBytes = 4;

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

  /** The number of a term, or undefined. */
  numberOf(name: string): number | undefined {
    const bytes = Buffer.from(name);
    const place = this.#placeOf(bytes);
    return place < this.length && this.#compare(place, bytes) === 0 ? place : undefined;
  }

  /** The number of a term, or of the first after the place where it would be. */
  #placeOf(name: Uint8Array): number {
    let from = 0;
    let to = this.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#compare(middle, name) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Below 0 where a term stands before a name, above 0 after it; no text is made. */
  #compare(term: number, name: Uint8Array): number {
    const start = this.#starts[term]!;
    const length = this.#starts[term + 1]! - 1 - start;
    const shared = Math.min(length, name.length);
    for (let at = 0; at < shared; at++) {
      const [one, other] = [this.#bytes[start + at]!, name[at]!];
      if (one !== other) return inUtf16(one) - inUtf16(other);
    }
    return length - name.length;
  }

  /** The terms that begin with some letters: the first, and one past the last. */
  beginningWith(opening: string): { from: number; to: number } {
    // No term holds U+FFFF, the last of all units.
    const from = this.#placeOf(Buffer.from(opening));
    const to = this.#placeOf(Buffer.from(`${opening}\uffff`));
    return { from, to };
  }

  /** The terms that begin as a name does and differ in no more bytes than a letter has; no text is made. */
  nearlyLike(name: string): number[] {
    const bytes = Buffer.from(name);
    const { from, to } = this.beginningWith(name.slice(0, 1));
    const found: number[] = [];
    for (let term = from; term < to; term++) {
      if (this.#differsBy(term, bytes) <= mostLetterBytes) found.push(term);
    }
    return found;
  }

  /** Bytes of the longer of two parts that differ, between what a term and others have in common. */
  #differsBy(term: number, other: Uint8Array): number {
    const bytes = this.#bytes;
    let start = this.#starts[term]!;
    let end = this.#starts[term + 1]! - 1;
    let from = 0;
    let to = other.length;
    while (start < end && from < to && bytes[start] === other[from]) {
      start++;
      from++;
    }
    while (start < end && from < to && bytes[end - 1] === other[to - 1]) {
      end--;
      to--;
    }
    return Math.max(end - start, to - from);
  }
}
