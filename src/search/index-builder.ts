import { headingKey } from './heading-key.ts';
import { encodeIndex, type IndexedPage, type IndexTable } from './index-file.ts';
import type { PageEntry } from './page-entry.ts';
import { readPageWords } from './page-words.ts';
import { addCounts, ByteWriter, type Counts } from './postings.ts';
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

/** The chunks of one term, in order. */
class PostingList {
  readonly chunks: number[] = [];
  readonly counts: Counts[] = [];

  add(chunk: number, counts: Counts): void {
    const last = this.chunks.length - 1;
    if (this.chunks[last] === chunk) this.counts[last] = addCounts(this.counts[last]!, counts);
    else {
      this.chunks.push(chunk);
      this.counts.push(counts);
    }
  }
}

/** A word of a locale: its terms, and their lists. */
interface IndexedWord {
  terms: readonly string[];
  lists: readonly PostingList[];
}

/** Collects pages in order, and makes the index of them. */
export class IndexBuilder {
  readonly #pages: IndexedPage[] = [];
  readonly #chunks: IndexedChunk[] = [];
  readonly #terms = new Map<string, PostingList>();
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
        const { lists } = known[word]!;
        for (let n = 0; n < lists.length; n++) lists[n]!.add(at, counts);
      },
    );
  }

  /** @param about what else the index says of itself and of `chunks.jsonl` */
  encode(about: IndexTable['about']): Buffer {
    const postings = new ByteWriter();
    const terms = [...this.#terms.keys()].sort().map((name) => {
      const list = this.#terms.get(name)!;
      const { chunks, counts } = list;
      const start = postings.length;
      let before = -1;
      chunks.forEach((chunk, at) => {
        postings.posting(chunk - before, counts[at]!);
        before = chunk;
      });
      return { name, start, chunks: chunks.length };
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
        indexed = { terms, lists: terms.map((term) => this.#listOf(term)) };
        known.set(word, indexed);
      }
      return indexed;
    };
  }

  #listOf(term: string): PostingList {
    let list = this.#terms.get(term);
    if (list === undefined) {
      list = new PostingList();
      this.#terms.set(term, list);
    }
    return list;
  }
}
