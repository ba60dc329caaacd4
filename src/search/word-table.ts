import { doubled } from './postings.ts';
import { longestWord, wordLetter } from './terms.ts';

const blank = 0x20;

/** In what {@link WordTable.numbersOf} gives: a word that is too long, and the end of a text. */
export const tooLong = -1;
export const endOfText = -2;

/** By UTF-16 code unit: 1 for a part of a word, 2 for none, 0 for not asked yet. */
const kinds = new Uint8Array(65_536);

/**
 * Numbers the words of texts, in the order in which they come. It works on code units, for a string
 * of each word, and its hash, would take most of the time.
 */
export class WordTable {
  /** Of the texts at hand: their code units, and the numbers of their words. */
  #units = new Uint16Array(1 << 14);
  #found = new Int32Array(1 << 13);
  #slots = new Int32Array(1 << 12);
  /** The units of all words, each with a blank after it. */
  #kept = new Uint16Array(1 << 14);
  #keptLength = 0;
  /** By word: where it begins among them, and its hash. */
  #starts = new Int32Array(1 << 11);
  #hashes = new Int32Array(1 << 11);
  #count = 0;

  /** Forgets all words. */
  clear(): void {
    this.#slots.fill(0);
    this.#keptLength = 0;
    this.#count = 0;
  }

  /** How many words there are. */
  get count(): number {
    return this.#count;
  }

  /**
   * The numbers of the words of texts, as `wordsOf` finds them, and {@link endOfText} after those of
   * each text; {@link tooLong} for a word that is too long. Asking for many texts at once takes less.
   *
   * @returns numbers that stand until the next call
   */
  numbersOf(texts: readonly string[]): Int32Array {
    const joined = `${texts.join('\n')}\n`;
    const { length } = joined;
    if (length > this.#units.length) this.#units = new Uint16Array(2 * length);
    if (length + texts.length > this.#found.length) {
      this.#found = new Int32Array(2 * (length + texts.length));
    }
    Buffer.from(this.#units.buffer).write(joined, 'utf16le');
    return this.#found.subarray(0, this.#read(length, endsOf(texts)));
  }

  /**
   * Finds the words of so many units; gives how many numbers it found. V8 compiles nothing but this
   * loop; with what stands above in one function, indexing a page took a tenth more.
   */
  #read(length: number, ends: Int32Array): number {
    const [units, found] = [this.#units, this.#found];
    let count = 0;
    let start = -1;
    let hash = 0;
    let text = 0;
    let end = ends[0]!;
    for (let at = 0; at < length; at++) {
      const unit = units[at]!;
      if ((kinds[unit] || kindOf(units, at, length)) === 1) {
        if (start === -1) {
          start = at;
          hash = 0;
        }
        hash = Math.imul(hash ^ unit, 0x01000193);
        continue;
      }
      if (start !== -1) {
        found[count++] = this.#numberOf(start, at, hash);
        start = -1;
      }
      if (at === end) {
        found[count++] = endOfText;
        end = ends[++text]!;
      }
    }
    return count;
  }

  /** All words in their order, parted by blanks. */
  words(): string {
    return Buffer.from(this.#kept.buffer).toString('utf16le', 0, 2 * (this.#keptLength - 1));
  }

  /** A word by its number. */
  word(number: number): string {
    const start = this.#starts[number]!;
    const end = number + 1 < this.#count ? this.#starts[number + 1]! : this.#keptLength;
    return Buffer.from(this.#kept.buffer).toString('utf16le', 2 * start, 2 * (end - 1));
  }

  #numberOf(from: number, to: number, hash: number): number {
    if (to - from > longestWord) return tooLong;
    const slots = this.#slots;
    let slot = slotOf(hash, slots.length);
    for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const word = slots[slot]! - 1;
      if (this.#hashes[word] === hash && this.#isWord(word, from, to)) return word;
    }
    slots[slot] = this.#count + 1;
    return this.#add(from, to, hash);
  }

  #isWord(word: number, from: number, to: number): boolean {
    const units = this.#units;
    const kept = this.#kept;
    let place = this.#starts[word]!;
    for (let at = from; at < to; at++) if (units[at] !== kept[place++]) return false;
    return kept[place] === blank;
  }

  #add(from: number, to: number, hash: number): number {
    const word = this.#count++;
    this.#starts[word] = this.#keptLength;
    this.#hashes[word] = hash;
    if (this.#keptLength + longestWord >= this.#kept.length) this.#kept = doubled(this.#kept);
    const units = this.#units;
    const kept = this.#kept;
    let place = this.#keptLength;
    for (let at = from; at < to; at++) kept[place++] = units[at]!;
    kept[place++] = blank;
    this.#keptLength = place;
    if (this.#count === this.#starts.length) this.#grow();
    return word;
  }

  #grow(): void {
    this.#starts = doubled(this.#starts);
    this.#hashes = doubled(this.#hashes);
    const slots = new Int32Array(2 * this.#slots.length);
    for (let word = 0; word < this.#count; word++) {
      let slot = slotOf(this.#hashes[word]!, slots.length);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = word + 1;
    }
    this.#slots = slots;
  }
}

/** Where each of the texts ends, with one character between them; and -1 after them. */
function endsOf(texts: readonly string[]): Int32Array {
  const ends = new Int32Array(texts.length + 1).fill(-1);
  let end = -1;
  for (const [at, { length }] of texts.entries()) ends[at] = end += 1 + length;
  return ends;
}

/** The first place for a hash; the size is a power of two. */
const slotOf = (hash: number, size: number): number => (hash ^ (hash >>> 15)) & (size - 1);

/** A half of a pair belongs to a word when the character does, which the half alone cannot tell. */
function kindOf(units: Uint16Array, at: number, length: number): number {
  const unit = units[at]!;
  const low = unit >= 0xdc00 && unit <= 0xdfff;
  const from = low && at > 0 ? at - 1 : at;
  const pair = String.fromCharCode(...units.subarray(from, Math.min(from + 2, length)));
  const letter = String.fromCodePoint(pair.codePointAt(0)!);
  const kind = wordLetter.test(low && letter.length === 1 ? '' : letter) ? 1 : 2;
  if (unit < 0xd800 || unit > 0xdfff) kinds[unit] = kind;
  return kind;
}
