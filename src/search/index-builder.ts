import type { Chunk } from './chunks.ts';
import { fieldsOf } from './fields.ts';
import { headingKey } from './heading-key.ts';
import { encodeIndex, type IndexedPage, type IndexTable } from './index-file.ts';
import { ByteWriter, type Counts, countBits, fieldNames } from './postings.ts';
import { eachWord, type Stemmer, termsOf, termsOfWord } from './terms.ts';

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
  #chunk = -1;
  #counts: Counts = 0;

  add(chunk: number, one: number, all: number): void {
    if (chunk !== this.#chunk) {
      this.close();
      this.#chunk = chunk;
      this.#counts = one;
    } else if ((this.#counts & all) !== all) this.#counts += one;
  }

  /** Ends the chunk that is being counted. */
  close(): void {
    if (this.#chunk === -1) return;
    this.chunks.push(this.#chunk);
    this.counts.push(this.#counts);
    this.#chunk = -1;
  }
}

/** Collects chunks in page order, and makes the index of them. */
export class IndexBuilder {
  readonly #pages: IndexedPage[] = [];
  readonly #chunks: IndexedChunk[] = [];
  readonly #terms = new Map<string, PostingList>();
  /** By locale, the lists of all terms of a word. */
  readonly #words = new Map<string, Map<string, readonly PostingList[]>>();
  #about: readonly string[] = [];
  readonly #stemmers: ReadonlyMap<string, Stemmer>;

  /** @param stemmers by locale; the first is that of pages without one */
  constructor(stemmers: ReadonlyMap<string, Stemmer>) {
    this.#stemmers = stemmers;
  }

  /** @param about description and topics of the page, searched with its opening */
  addPage(page: IndexedPage, about: readonly string[] = []): void {
    this.#pages.push(page);
    this.#about = about;
  }

  /** Adds a chunk of the page that was added last. */
  addChunk(chunk: Chunk, offset: number): void {
    const page = this.#pages.length - 1;
    const locale = this.#localeOf(this.#pages[page]!);
    const stem = this.#stemmers.get(locale)!;
    const listsOf = this.#wordLists(locale, stem);
    const fields = fieldsOf(chunk, this.#about);
    this.#about = [];
    const at = this.#chunks.length;
    let length = 0;
    for (const field of fieldNames) {
      const { one, all } = countBits[field];
      const inBody = field === 'text' || field === 'code';
      eachWord(fields[field], (word) => {
        const lists = listsOf(word);
        for (let n = 0; n < lists.length; n++) lists[n]!.add(at, one, all);
        if (inBody) length++;
      });
    }
    const key = headingKey(termsOf(chunk.headings.at(-1)!, stem));
    const section = /~\d+(?:@\d+)?$/.test(chunk.id) && at > 0 ? this.#chunks[at - 1]!.section : at;
    this.#chunks.push({ offset, page, section, tokens: chunk.tokens, length, key });
  }

  /** @param about what else the index says of itself and of `chunks.jsonl` */
  encode(about: IndexTable['about']): Buffer {
    const postings = new ByteWriter();
    const terms = [...this.#terms.keys()].sort().map((name) => {
      const list = this.#terms.get(name)!;
      list.close();
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

  #wordLists(locale: string, stem: Stemmer): (word: string) => readonly PostingList[] {
    const known = this.#words.get(locale) ?? new Map<string, readonly PostingList[]>();
    this.#words.set(locale, known);
    return (word) => {
      let lists = known.get(word);
      if (lists === undefined) {
        lists = termsOfWord(word, stem).map((term) => this.#listOf(term));
        known.set(word, lists);
      }
      return lists;
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
