import { headingKey } from './heading-key.ts';
import { encodeIndex, type IndexedPage, type IndexTable } from './index-file.ts';
import type { PageEntry } from './page-entry.ts';
import { readPageWords } from './page-words.ts';
import { PostingLog } from './posting-log.ts';
import { ByteWriter } from './postings.ts';
import { type Stemmer, termsOfWord } from './terms.ts';

/** What the index knows of a chunk, but for its terms. */
export interface IndexedChunk {
  /** Where its line begins in `chunks.jsonl`, in bytes. */
  offset: number;
  page: number;
  /** Number of the first chunk of its section. */
  section: number;
  tokens: number;
  /** Words of its text and code. */
  length: number;
  /** Of the terms of its lowest heading; see {@link headingKey}. */
  key: number;
}

/** A word of a locale: its terms, and their numbers. */
interface IndexedWord {
  terms: readonly string[];
  numbers: readonly number[];
}

/** Collects pages in order, and makes the index of them. */
export class IndexBuilder {
  readonly #pages: IndexedPage[] = [];
  readonly #chunks: IndexedChunk[] = [];
  /** Numbers of the terms, in the order in which they came. */
  readonly #terms = new Map<string, number>();
  readonly #postings = new PostingLog();
  readonly #words = new Map<string, Map<string, IndexedWord>>();
  #offset = 0;
  readonly #stemmers: ReadonlyMap<string, Stemmer>;

  /** @param stemmers by locale; the first is that of pages without one */
  constructor(stemmers: ReadonlyMap<string, Stemmer>) {
    this.#stemmers = stemmers;
  }

  /** Adds a page and its chunks; their lines follow those of the page before. */
  addPage(page: IndexedPage, { lines, words: { words, numbers } }: PageEntry): void {
    const number = this.#pages.push(page) - 1;
    const known = words.map(this.#wordsOf(page));
    let line = 0;
    let at = -1;
    readPageWords(
      numbers,
      ({ tokens, length, continues, heading }) => {
        at = this.#chunks.length;
        const key = headingKey(heading.flatMap((word) => known[word]!.terms));
        const section = continues && at > 0 ? this.#chunks[at - 1]!.section : at;
        this.#chunks.push({ offset: this.#offset, page: number, section, tokens, length, key });
        this.#offset += Buffer.byteLength(lines[line++]!) + 1;
      },
      (word, counts) => {
        const { numbers } = known[word]!;
        for (let n = 0; n < numbers.length; n++) this.#postings.add(numbers[n]!, at, counts);
      },
    );
  }

  /** @param about what else the index says of itself and of `chunks.jsonl` */
  encode(about: IndexTable['about']): Buffer {
    const postings = new ByteWriter();
    const listOf = this.#postings.byTerm(this.#terms.size);
    const terms = [...this.#terms.keys()].sort().map((name) => {
      const start = postings.length;
      let before = -1;
      let chunks = 0;
      listOf(this.#terms.get(name)!, (chunk, counts) => {
        postings.posting(chunk - before, counts);
        before = chunk;
        chunks++;
      });
      return { name, start, chunks };
    });
    return encodeIndex({
      about,
      pages: this.#pages,
      chunks: this.#chunks,
      terms,
      postings: postings.bytes(),
    });
  }

  #localeOf({ locale }: IndexedPage): string {
    if (locale !== undefined && this.#stemmers.has(locale)) return locale;
    return this.#stemmers.keys().next().value!;
  }

  #wordsOf(page: IndexedPage): (word: string) => IndexedWord {
    const locale = this.#localeOf(page);
    const stem = this.#stemmers.get(locale)!;
    const known = this.#words.get(locale) ?? new Map<string, IndexedWord>();
    this.#words.set(locale, known);
    return (word) => {
      let indexed = known.get(word);
      if (indexed === undefined) {
        const terms = termsOfWord(word, stem);
        indexed = { terms, numbers: terms.map((term) => this.#numberOf(term)) };
        known.set(word, indexed);
      }
      return indexed;
    };
  }

  #numberOf(term: string): number {
    let number = this.#terms.get(term);
    if (number === undefined) {
      number = this.#terms.size;
      this.#terms.set(term, number);
    }
    return number;
  }
}
