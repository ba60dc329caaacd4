import { type Stemmer, termsOfWord } from './terms.ts';

/** What a word of a language becomes: its terms, and their numbers. */
interface KnownWord {
  terms: readonly string[];
  numbers: readonly number[];
}

/** The words of a language, each taken apart and stemmed once. */
export class LocaleWords {
  readonly #known = new Map<string, KnownWord>();
  readonly #stem: Stemmer;
  readonly #numberOf: (term: string) => number;

  /** @param numberOf the number of a term, new or known */
  constructor(stem: Stemmer, numberOf: (term: string) => number) {
    this.#stem = stem;
    this.#numberOf = numberOf;
  }

  of(word: string): KnownWord {
    let known = this.#known.get(word);
    if (known === undefined) {
      const terms = termsOfWord(word, this.#stem);
      known = { terms, numbers: terms.map(this.#numberOf) };
      this.#known.set(word, known);
    }
    return known;
  }
}
