import { PostingList } from '../postings.ts';
import { queryWords } from '../query.ts';
import type { OutputReader } from '../reader.ts';

/** Words of the docs, asked as a question: they should find the place that they are about. */
export interface Question {
  query: string;
  /** Path of the page that asks, where it does not count as a result. */
  source?: string;
  /** Path of the page that answers. */
  page: string;
  /** Anchor of the section; empty for the opening of the page. */
  anchor: string;
  /** What says the very words at the place that answers; it does not count. */
  without: 'link' | 'heading';
}

/** The questions of an output, and how many texts are not questions. */
export interface Questions {
  asked: Question[];
  /** Texts that are about several places: `Configuration`. */
  ambiguous: number;
  /** Texts of whose words each stands on more than half of the pages: `here`, `API reference`. */
  common: number;
}

/** Leaves out what asks for several places, and what asks for none. */
export function clearQuestions(reader: OutputReader, all: readonly Question[]): Questions {
  const places = new Map<string, Set<string>>();
  for (const { query, page, anchor } of all) {
    const key = wordsOf(query);
    places.set(key, (places.get(key) ?? new Set()).add(`${page}#${anchor}`));
  }
  const clear = all.filter(({ query }) => places.get(wordsOf(query))!.size === 1);
  const isCommon = commonIn(reader);
  const asked = clear.filter(({ query }) => !isCommon(query));
  return { asked, ambiguous: all.length - clear.length, common: clear.length - asked.length };
}

const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** In docs of fewer pages than this no word is common. */
const fewPages = 10;

/** Tells texts of which each known word stands on more than half of the pages. */
function commonIn(reader: OutputReader): (query: string) => boolean {
  const { terms, chunks, pages } = reader.index;
  const list = new PostingList(chunks.count);
  const isCommonTerm = (number: number): boolean => {
    list.read(reader.index, number);
    const found = new Set<number>();
    for (let at = 0; at < list.length; at++) found.add(chunks.page[list.chunks[at]!]!);
    return found.size > Math.max(fewPages, pages.length / 2);
  };
  return (query) => {
    const known = queryWords(reader, query)
      .flat()
      .flatMap((term) => terms.numberOf(term) ?? []);
    return known.length > 0 && known.every(isCommonTerm);
  };
}
