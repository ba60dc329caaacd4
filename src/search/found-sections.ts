import { getOrMake } from '../maps.ts';
import { Excerpts } from './excerpt.ts';
import { type PageFilter, pageFilter, queryWords } from './query.ts';
import { rank } from './rank.ts';
import type { OutputReader } from './reader.ts';
import type { OpenSource } from './sources.ts';

/** A section that matches, or a part of a long one. */
export interface SearchHit {
  /** What `read` takes: path, anchor and part; with several sources, the name of the source comes first. */
  id: string;
  /** Headings from the page's title down to the section's. */
  headings: string[];
  /** Address of the section, or the path of its output with the anchor. */
  url: string;
  /** Tokens of what the id names: the page, the section's own text, or a part of a long section. */
  tokens: number;
  /** Higher is better; only hits of one search can be compared. */
  score: number;
  /** The sentence or line of code that matches best; of an opening without text, what its page says of itself. */
  excerpt: string;
}

/** A chunk that matches. */
interface Found {
  source: OpenSource;
  /** The terms of each word of the query. */
  words: string[][];
  chunk: number;
  score: number;
}

/** The best sections of several outputs, the best one first. */
export function bestOf(
  sources: readonly OpenSource[],
  query: string,
  { most, filter }: { most: number; filter: PageFilter },
): Found[] {
  let best: Found[] = [];
  for (const source of sources) {
    const least = best[most - 1]?.score;
    best.push(...found(source, query, { limit: most, filter, least }));
    best = best.sort((a, b) => b.score - a.score).slice(0, most);
  }
  return best;
}

/** What is told of each. */
export function hitsOf(best: readonly Found[]): SearchHit[] {
  // Outputs in the same languages have the same words.
  const excerpts = new Map<Found['words'], Excerpts>();
  return best.map((one) =>
    hitOf(
      one,
      getOrMake(excerpts, one.words, () => new Excerpts(one.source.reader, one.words)),
    ),
  );
}

/** The best chunks of a source. */
function found(
  source: OpenSource,
  query: string,
  { filter, ...options }: { limit: number; filter: PageFilter; least: number | undefined },
): Found[] {
  const { reader } = source;
  const wants = pageFilter(reader, filter);
  const words = queryWords(reader, query);
  return rank(reader.index, words, { ...options, wants }).map((hit) => ({ source, words, ...hit }));
}

/** What is told of a hit; `id` is that of the chunk. */
function hitOf({ source: { reader }, chunk, score }: Found, excerpts: Excerpts): SearchHit {
  const { id, headings, url, text } = reader.chunk(chunk);
  const tokens = tokensOf(reader, chunk);
  const excerpt = excerpts.of(text) || descriptionOf(reader, chunk);
  return { id, headings, url, tokens, score: Math.round(score * 1000) / 1000, excerpt };
}

/** What the page of an opening says of itself. */
function descriptionOf({ index: { chunks, pages }, rangeOf }: OutputReader, chunk: number): string {
  const page = chunks.page[chunk]!;
  return rangeOf(page).from === chunk ? pages[page]!.description : '';
}

function tokensOf({ index: { chunks }, rangeOf }: OutputReader, chunk: number): number {
  const { from, to } = rangeOf(chunks.page[chunk]!);
  const section = chunks.section[chunk]!;
  // The id of an opening is that of its page; that of a later part names the part alone.
  const isPart = chunk !== section;
  const isNamed = (at: number) =>
    isPart ? at === chunk : chunk === from || chunks.section[at] === section;
  let tokens = 0;
  for (let at = from; at < to; at++) if (isNamed(at)) tokens += chunks.tokens[at]!;
  return tokens;
}
