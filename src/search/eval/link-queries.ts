import { posix } from 'node:path';
import { decoded } from '../../files/decoded.ts';
import { plainHeading } from '../chunks.ts';
import { PostingList } from '../postings.ts';
import { queryWords } from '../query.ts';
import type { OutputReader } from '../reader.ts';

/** A link of the docs, asked as a question: its text should find its target. */
export interface LinkQuery {
  query: string;
  /** Path of the page that holds the link; it does not count as a result. */
  source: string;
  /** Path of the page that the link leads to. */
  page: string;
  /** Anchor of the section; empty for the opening of the page. */
  anchor: string;
}

/** The questions of an output, and how many texts of links are none. */
export interface LinkQueries {
  asked: LinkQuery[];
  /** Links whose text leads to several places: `Configuration`. */
  ambiguous: number;
  /** Links of whose words each stands on more than half of the pages: `here`, `API reference`. */
  common: number;
}

/** The links between pages of an output, each text and target once, in order. */
export function linkQueries(reader: OutputReader): LinkQueries {
  const links = [...linksOf(reader)];
  const places = new Map<string, Set<string>>();
  for (const { query, page, anchor } of links) {
    const key = wordsOf(query);
    places.set(key, (places.get(key) ?? new Set()).add(`${page}#${anchor}`));
  }
  const clear = links.filter(({ query }) => places.get(wordsOf(query))!.size === 1);
  const isCommon = commonIn(reader);
  const asked = clear.filter(({ query }) => !isCommon(query));
  return { asked, ambiguous: links.length - clear.length, common: clear.length - asked.length };
}

const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const link = /(?<!!)\[((?:[^[\]\\]|\\.|\[[^[\]]*\])+)\]\(([^()\s]+)\)/g;

function linksOf(reader: OutputReader): Iterable<LinkQuery> {
  const { index } = reader;
  const byOut = new Map(index.pages.map((page) => [page.out, page]));
  const byUrl = new Map(index.pages.map((page) => [page.url.replace(/[/]$/, ''), page] as const));
  const found = new Map<string, LinkQuery>();
  for (let number = 0; number < index.chunks.count; number++) {
    const { text, out, path: source } = reader.chunk(number);
    for (const [, words, address] of withoutFences(text).matchAll(link)) {
      const [file = '', anchor = ''] = address!.split('#');
      if (file === '') continue;
      const page = /^https?:/.test(file)
        ? byUrl.get(file.replace(/[/]$/, ''))
        : byOut.get(posix.join(posix.dirname(out), decoded(file)));
      const query = plainHeading(words!);
      if (page === undefined || page.path === source || query.length < 3) continue;
      const key = `${query.toLowerCase()}\n${page.path}\n${anchor}`;
      if (!found.has(key)) found.set(key, { query, source, page: page.path, anchor });
    }
  }
  return found.values();
}

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

const withoutFences = (text: string): string =>
  text.replace(/^([ \t>]*)(`{3,})[^\n]*\n[\s\S]*?^[ \t>]*\2`*[ \t]*$/gm, '');
