import type { LinkText } from '../contract/index-line.ts';
import { encodeIndex, type IndexedPage, type IndexTable } from './index-file.ts';
import type { PageEntry } from './page-entry.ts';
import { PostingLog, writePostings } from './posting-log.ts';
import { ByteWriter, countBits, readNumbers } from './postings.ts';
import { headingKey, type Stemmer, termsOfWord, wordsOf } from './terms.ts';

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

const newline = 10;

/** Collects pages in order, and makes the index of them. */
export class IndexBuilder {
  readonly #pages: IndexedPage[] = [];
  readonly #chunks: IndexedChunk[] = [];
  /** Numbers of the terms, in the order in which they came. */
  readonly #terms = new Map<string, number>();
  readonly #postings = new PostingLog();
  readonly #words = new Map<string, Map<string, IndexedWord>>();
  readonly #links = new LinkTexts();
  #offset = 0;
  readonly #stemmers: ReadonlyMap<string, Stemmer>;

  /** @param stemmers by locale; the first is that of pages without one */
  constructor(stemmers: ReadonlyMap<string, Stemmer>) {
    this.#stemmers = stemmers;
  }

  /**
   * Adds a page and its chunks; their lines follow those of the page before.
   *
   * @param links what it calls other pages
   */
  addPage(
    page: IndexedPage,
    { lines, words, anchors }: PageEntry,
    links: readonly LinkText[] = [],
  ): void {
    const number = this.#pages.push(page) - 1;
    const known = words.words.split(' ').map(this.#wordsOf(page));
    const numbers = readNumbers(words.numbers);
    let line = 0;
    let section = 0;
    this.#links.addLinks(links, page.out);
    for (let at = 0; at < numbers.length; ) {
      const [tokens, length, continues, ofHeading] = numbers.subarray(at, at + 4);
      const heading = numbers.subarray(at + 4, at + 4 + ofHeading!);
      const chunk = this.#chunks.length;
      this.#chunks.push({
        offset: this.#offset + line,
        page: number,
        section: continues === 1 && chunk > 0 ? this.#chunks[chunk - 1]!.section : chunk,
        tokens: tokens!,
        length: length!,
        key: headingKey([...heading].flatMap((word) => known[word]!.terms)),
      });
      if (continues === 0) this.#links.addSection(page.out, anchors[section++]!, chunk);
      line = lines.indexOf(newline, line) + 1;
      at += 4 + ofHeading!;
      const end = at + 1 + 2 * numbers[at]!;
      this.#addPostings(chunk, numbers.subarray(at + 1, end), known);
      at = end;
    }
    this.#offset += lines.length;
  }

  /** @param counted words of the page by number, each before its counts */
  #addPostings(chunk: number, counted: Uint32Array, known: readonly IndexedWord[]): void {
    for (let at = 0; at < counted.length; at += 2) {
      const terms = known[counted[at]!]!.numbers;
      for (let n = 0; n < terms.length; n++) {
        this.#postings.add(terms[n]!, chunk, counted[at + 1]!);
      }
    }
  }

  /** The terms of the texts that lead to chunks; the same words count once. */
  #linkedPostings(): PostingLog {
    const linked = new PostingLog();
    for (const { chunk, texts } of this.#links.bySection()) {
      const wordOf = this.#wordsOf(this.#pages[this.#chunks[chunk]!.page]!);
      const seen = new Set<number>();
      for (const text of texts) {
        const words = wordsOf(text).map(wordOf);
        const key = headingKey(words.flatMap(({ terms }) => terms));
        if (seen.has(key)) continue;
        seen.add(key);
        const numbers = new Set(words.flatMap(({ numbers }) => numbers));
        for (const number of numbers) linked.add(number, chunk, countBits.link.one);
      }
    }
    return linked;
  }

  /** @param about what else the index says of itself and of `chunks.jsonl` */
  encode(about: IndexTable['about']): Buffer {
    const sorted = this.#postings.with(this.#linkedPostings()).sorted(this.#terms.size);
    const postings = new ByteWriter();
    const terms = [...this.#terms.keys()].sort().map((name) => {
      const start = postings.length;
      return { name, start, chunks: writePostings(sorted, this.#terms.get(name)!, postings) };
    });
    return encodeIndex({
      about,
      pages: this.#pages.map((page) => this.#withLinks(page)),
      chunks: this.#chunks,
      terms,
      postings: postings.bytes(),
    });
  }

  #withLinks(page: IndexedPage): IndexedPage {
    const linkedFrom = this.#links.linksTo(page.out);
    return linkedFrom === 0 ? page : { ...page, linkedFrom };
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

/** Collects what pages call each other, until all pages and their sections are known. */
class LinkTexts {
  /** Numbers of the first chunks of sections, by output and anchor. */
  readonly #sections = new Map<string, number>();
  readonly #links: LinkText[] = [];
  /** Numbers of pages that link to a page, by its output. */
  readonly #linking = new Map<string, number>();

  addSection(out: string, anchor: string, chunk: number): void {
    const place = anchor === '' ? out : `${out}#${anchor}`;
    if (!this.#sections.has(place)) this.#sections.set(place, chunk);
  }

  /** @param out output of the page that holds the links */
  addLinks(links: readonly LinkText[], out: string): void {
    for (const link of links) this.#links.push(link);
    const pages = new Set(links.map(([to]) => to.split('#')[0]!));
    pages.delete(out);
    for (const page of pages) this.#linking.set(page, this.linksTo(page) + 1);
  }

  /** How many other pages link to a page. */
  linksTo(out: string): number {
    return this.#linking.get(out) ?? 0;
  }

  /** The texts by the section that they lead to, in order; those that lead to none are left out. */
  *bySection(): Generator<{ chunk: number; texts: readonly string[] }> {
    const texts = new Map<number, string[]>();
    for (const [to, text] of this.#links) {
      const chunk = this.#sections.get(to);
      if (chunk === undefined) continue;
      const known = texts.get(chunk);
      if (known === undefined) texts.set(chunk, [text]);
      else known.push(text);
    }
    for (const chunk of [...texts.keys()].sort((a, b) => a - b)) {
      yield { chunk, texts: texts.get(chunk)! };
    }
  }
}
