/** What of a chunk a term was found in. */
const fieldNames = ['title', 'above', 'heading', 'code', 'text', 'link'] as const;
export type Field = (typeof fieldNames)[number];
/** Fields of the chunk's own page; `link` is what other pages call it. */
export type OwnField = Exclude<Field, 'link'>;

/** How often a term stands in each field of one chunk, in 16 bits; counts stop at what their bits hold. */
export type Counts = number;

/** Where the count of a field stands: its lowest bit, and all of its bits. */
export const countBits: Readonly<Record<Field, { one: number; all: number }>> = {
  text: { one: 1, all: 31 },
  code: { one: 1 << 5, all: 7 << 5 },
  heading: { one: 1 << 8, all: 3 << 8 },
  above: { one: 1 << 10, all: 3 << 10 },
  title: { one: 1 << 12, all: 3 << 12 },
  link: { one: 1 << 14, all: 3 << 14 },
};

/** The counts of all fields; the places of their bits stand here as numbers, for this is asked of every posting. */
export const countsOf = (counts: Counts): Record<Field, number> => ({
  text: counts & 31,
  code: (counts >> 5) & 7,
  heading: (counts >> 8) & 3,
  above: (counts >> 10) & 3,
  title: (counts >> 12) & 3,
  link: counts >> 14,
});

/** The lowest bit above each field. */
const carried = fieldNames.reduce(
  (bits, field) => bits | (countBits[field].all + countBits[field].one),
  0,
);

/** The counts of two words that are one term. */
export function addCounts(one: Counts, other: Counts): Counts {
  // Most often no field is full: then nothing is carried into the next.
  if (((one ^ other ^ (one + other)) & carried) === 0) return one + other;
  let sum = 0;
  for (const field of fieldNames) {
    const { all } = countBits[field];
    sum += Math.min(all, (one & all) + (other & all));
  }
  return sum;
}

/** Bytes that grow. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(1 << 12);
  length = 0;

  /** A whole number below 2^32, seven bits a byte. */
  number(value: number): void {
    if (this.length + 8 > this.#bytes.length) this.#grow();
    let rest = value;
    while (rest > 127) {
      this.#bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.#bytes[this.length++] = rest;
  }

  /** A chunk number as the difference to the one before, with its counts. */
  posting(difference: number, counts: Counts): void {
    this.number(difference);
    this.#bytes[this.length++] = counts & 255;
    this.#bytes[this.length++] = counts >> 8;
  }

  bytes(): Buffer {
    return this.#bytes.subarray(0, this.length);
  }

  #grow(): void {
    const larger = Buffer.allocUnsafe(this.#bytes.length * 2);
    this.#bytes.copy(larger, 0, 0, this.length);
    this.#bytes = larger;
  }
}

/** Twice the room for numbers. */
export function doubled<Numbers extends Uint32Array | Uint16Array>(numbers: Numbers): Numbers {
  const larger = new (numbers.constructor as new (length: number) => Numbers)(2 * numbers.length);
  larger.set(numbers);
  return larger;
}

/** The numbers of a {@link ByteWriter}. */
export function readNumbers(bytes: Uint8Array): Uint32Array {
  const numbers = new Uint32Array(bytes.length);
  let count = 0;
  for (let at = 0; at < bytes.length; ) {
    let byte = bytes[at++]!;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++]!;
      value |= (byte & 127) << shift;
    }
    numbers[count++] = value;
  }
  return numbers.subarray(0, count);
}

/** Chunks of a posting list, in order, and the counts in each. */
export class PostingList {
  readonly chunks: Uint32Array;
  readonly counts: Uint16Array;
  length = 0;

  /** @param most chunks that there are */
  constructor(most: number) {
    this.chunks = new Uint32Array(most);
    this.counts = new Uint16Array(most);
  }

  /** Reads those of a term, in place of the last ones. */
  read({ postings, starts }: { postings: Uint8Array; starts: Uint32Array }, term: number): void {
    const end = starts[term + 1] ?? postings.length;
    let chunk = -1;
    this.length = 0;
    for (let at = starts[term]!; at < end; at += 2) {
      let byte = postings[at++]!;
      let difference = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = postings[at++]!;
        difference |= (byte & 127) << shift;
      }
      chunk += difference;
      this.chunks[this.length] = chunk;
      this.counts[this.length++] = postings[at]! | (postings[at + 1]! << 8);
    }
  }
}
