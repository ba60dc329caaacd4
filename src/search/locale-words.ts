import { type Stemmer, termsOfWord } from './terms.ts';
import { WordTable } from './word-table.ts';

/** The words of a language, and the terms of each. */
export class LocaleWords {
  readonly #table = new WordTable();
  readonly #stem: Stemmer;
  readonly #numberOf: (term: string) => number;
  /** By word. */
  readonly terms: (readonly string[])[] = [];
  /** By word: the numbers of its terms. */
  readonly termNumbers: (readonly number[])[] = [];

  /** @param numberOf the number of a term, new or known */
  constructor(stem: Stemmer, numberOf: (term: string) => number) {
    this.#stem = stem;
    this.#numberOf = numberOf;
  }

  /**
   * The numbers of the words of a text, without those that are too long. Words that are known by a
   * number need no string, and no hash of one.
   */
  numbersOf(text: string): Int32Array {
    const found = this.#table.numbersOf([text]).filter((word) => word >= 0);
    for (let word = this.terms.length; word < this.#table.count; word++) {
      const terms = termsOfWord(this.#table.word(word), this.#stem);
      this.terms.push(terms);
      this.termNumbers.push(terms.map(this.#numberOf));
    }
    return found;
  }
}
