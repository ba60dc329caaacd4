import type { OutputReader } from './reader.ts';
import { termsOfWord, wordsOf } from './terms.ts';

const longestExcerpt = 200;
const blockMarks = /^(?:[\s>]|[*+-](?=\s))+/;
const saysNothing = /^(?:`{3}|#{1,6} |<!--|\|[\s|-]*$|> \[!\w+\]$)/;

/** Finds the lines that answer a query. */
export class Excerpts {
  readonly #terms: ReadonlySet<string>;
  readonly #stem: (word: string) => string;
  /** By word of a text: the terms of the query that it holds. */
  readonly #known = new Map<string, readonly string[]>();

  /** @param words the terms of each word of the query */
  constructor({ stemmers }: Pick<OutputReader, 'stemmers'>, words: readonly (readonly string[])[]) {
    this.#terms = new Set(words.flat());
    this.#stem = stemmers[0] ?? ((word) => word);
  }

  /** The line of a text that holds most of the query's terms, cut at a word. */
  of(text: string): string {
    let best = '';
    let most = -1;
    for (const line of text.split('\n')) {
      const plain = line.replace(blockMarks, '').trim();
      if (plain === '' || saysNothing.test(line.trim())) continue;
      const found = new Set<string>();
      for (const word of wordsOf(line)) for (const term of this.#termsIn(word)) found.add(term);
      if (found.size > most) {
        most = found.size;
        best = plain;
      }
    }
    if (best.length <= longestExcerpt) return best;
    return `${best.slice(0, longestExcerpt).replace(/\s+\S*$/, '')}…`;
  }

  #termsIn(word: string): readonly string[] {
    let terms = this.#known.get(word);
    if (terms === undefined) {
      terms = termsOfWord(word, this.#stem).filter((term) => this.#terms.has(term));
      this.#known.set(word, terms);
    }
    return terms;
  }
}
