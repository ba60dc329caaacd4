import type { LinkText } from '../contract/index-line.ts';
import { getOrMake, groupBy } from '../maps.ts';
import { type ChunkTable, encodeIndex, type IndexedPage, type IndexTable } from './index-file.ts';
import type { PageEntry } from './page-entry.ts';
import { PostingLog } from './posting-log.ts';
import { ByteWriter, countBits, readNumbers } from './postings.ts';
import { headingKey, type Stemmer, termsOfWord, wordsOf } from './terms.ts';

const newline = 10;

/** Collects pages in order, and makes the index of them. */
export class IndexBuilder {
  readonly #pages: IndexedPage[] = [];
  readonly #chunks: ChunkTable = {
    offset: [],
    page: [],
    section: [],
    tokens: [],
    length: [],
    key: [],
  };
  /** Numbers of the terms, in the order in which they came. */
  readonly #terms = new Map<string, number>();
  readonly #postings = new PostingLog();
  readonly #words = new Map<string, LocaleWords>();
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
  addPage(page: IndexedPage, entry: PageEntry, links: readonly LinkText[] = []): void {
    const number = this.#pages.push(page) - 1;
    const known = this.#wordsOf(page);
    const { lines, anchors } = entry;
    const numbers = readNumbers(entry.words.numbers);
    const words = entry.words.words.split(' ').map((word) => known.of(word));
    const terms = words.map((word) => word.numbers);
    const chunks = this.#chunks;
    let line = 0;
    let section = 0;
    this.#links.addLinks(links, page.out);
    for (let at = 0; at < numbers.length; ) {
      const chunk = chunks.page.length;
      const isContinued = numbers[at + 2] === 1;
      const postings = at + 4 + numbers[at + 3]!;
      chunks.offset.push(this.#offset + line);
      chunks.page.push(number);
      chunks.tokens.push(numbers[at]!);
      chunks.length.push(numbers[at + 1]!);
      if (isContinued && chunk > 0) {
        chunks.section.push(chunks.section[chunk - 1]!);
        chunks.key.push(chunks.key[chunk - 1]!);
      } else {
        const heading: string[] = [];
        for (let one = at + 4; one < postings; one++) {
          heading.push(...words[numbers[one]!]!.terms);
        }
        chunks.section.push(chunk);
        chunks.key.push(headingKey(heading));
      }
      if (!isContinued) this.#links.addSection(page.out, anchors[section++]!, chunk);
      line = lines.indexOf(newline, line) + 1;
      at = postings + 1 + 2 * numbers[postings]!;
      this.#postings.addAll(numbers.subarray(postings + 1, at), terms, chunk);
    }
    this.#offset += lines.length;
  }

  /** Adds the terms of the texts that lead to chunks; the same words count once. */
  #addLinked(): void {
    for (const { chunk, texts } of this.#links.bySection()) {
      const known = this.#wordsOf(this.#pages[this.#chunks.page[chunk]!]!);
      const seen = new Set<number>();
      for (const text of texts) {
        const words = wordsOf(text).map((word) => known.of(word));
        const key = headingKey(words.flatMap(({ terms }) => terms));
        if (seen.has(key)) continue;
        seen.add(key);
        const numbers = new Set(words.flatMap((word) => word.numbers));
        for (const number of numbers) this.#postings.add(number, chunk, countBits.link.one);
      }
    }
  }

  /** @param about what else the index says of itself and of `chunks.jsonl` */
  encode(about: IndexTable['about']): Buffer {
    this.#addLinked();
    this.#postings.sort({ terms: this.#terms.size, chunks: this.#chunks.page.length });
    const postings = new ByteWriter();
    const terms = [...this.#terms.keys()].sort().map((name) => {
      const start = postings.length;
      return { name, start, chunks: this.#postings.write(this.#terms.get(name)!, postings) };
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

  #wordsOf(page: IndexedPage): LocaleWords {
    const locale = this.#localeOf(page);
    const known =
      this.#words.get(locale) ??
      new LocaleWords(this.#stemmers.get(locale)!, (term) => this.#numberOf(term));
    this.#words.set(locale, known);
    return known;
  }

  #numberOf(term: string): number {
    return getOrMake(this.#terms, term, () => this.#terms.size);
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
    const links = groupBy(this.#links, ([to]) => this.#sections.get(to) ?? -1);
    links.delete(-1);
    for (const [chunk, own] of [...links].sort(([a], [b]) => a - b)) {
      yield { chunk, texts: own.map(([, text]) => text) };
    }
  }
}

/** What a word of a language becomes: its terms, and their numbers. */
interface KnownWord {
  terms: readonly string[];
  numbers: readonly number[];
}

/** The words of a language, each taken apart and stemmed once. */
class LocaleWords {
  readonly #known = new Map<string, KnownWord>();
  readonly #stem: Stemmer;
  readonly #numberOf: (term: string) => number;

  /** @param numberOf the number of a term, new or known */
  constructor(stem: Stemmer, numberOf: (term: string) => number) {
    this.#stem = stem;
    this.#numberOf = numberOf;
  }

  of(word: string): KnownWord {
    return getOrMake(this.#known, word, () => {
      const terms = termsOfWord(word, this.#stem);
      return { terms, numbers: terms.map(this.#numberOf) };
    });
  }
}
