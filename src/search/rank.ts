import { headingKey } from './heading-key.ts';
import type { OpenIndex } from './index-file.ts';
import { countOf, type Field, readPostings } from './postings.ts';
import { type Expansion, expandTerm } from './vocabulary.ts';

/** How hits are weighed; chosen on the link texts of two trees, see docs/search.md. */
export interface Weights {
  fields: Readonly<Record<Field, number>>;
  /** BM25: how soon more of a word adds less, and how much long chunks lose. */
  saturation: number;
  lengthLoss: number;
  /** The same saturation for words of a whole page. */
  pageSaturation: number;
  /** Share of its score that a page lends to each of its chunks that matches. */
  page: number;
  /** Share of it that the page lends to its opening besides. */
  opening: number;
  /** Most hits of one page; each section counts once. */
  perPage: number;
  /** What a heading in the very words of the query adds, as a share of the best score. */
  sameHeading: number;
}

export const weights: Weights = {
  fields: { title: 1.5, headings: 4, code: 0.4, text: 1 },
  saturation: 3,
  lengthLoss: 0.5,
  pageSaturation: 14,
  page: 0.6,
  opening: 0.35,
  perPage: 5,
  sameHeading: 0.6,
};

export interface Hit {
  /** Number of the chunk in the index. */
  chunk: number;
  score: number;
}

export interface RankOptions {
  /** Most hits. */
  limit: number;
  /** Pages that are asked for; default: all. */
  wants?: ((page: number) => boolean) | undefined;
  weights?: Weights;
}

/** More words than this, the rarest, tell nothing more. */
const mostTerms = 48;

/**
 * The best chunks for the words of a query, by BM25 over weighted fields. Equal scores keep the
 * order of the index, so the same query has the same answer.
 *
 * @param words the terms of each word of the query
 */
export function rank(
  index: OpenIndex,
  words: readonly (readonly string[])[],
  { limit, wants, weights: chosen = weights }: RankOptions,
): Hit[] {
  const { count } = index.chunks;
  const terms = termsOfQuery(index, words);
  if (terms.length === 0) return [];
  const scores = new Float64Array(count);
  const pages = new Float64Array(index.pages.length);
  for (const term of terms) addTerm(index, term, { scores, pages, chosen });
  addSameHeading(index, words, { scores, chosen });
  addPages(index, { scores, pages, chosen });
  return best(index, scores, { limit, wants, chosen });
}

interface QueryTerm {
  expansions: readonly Expansion[];
  /** How much the word tells: the rarer, the more. */
  weight: number;
}

function termsOfQuery(index: OpenIndex, words: readonly (readonly string[])[]): QueryTerm[] {
  const names = new Set(words.flat());
  // `use fetch` finds `useFetch`.
  const joined = words.slice(1).map((word, at) => (words[at]![0] ?? '') + (word[0] ?? ''));
  const terms = [...names].map((name) => termOf(index, expandTerm(index, name)));
  for (const name of joined) {
    if (!names.has(name)) terms.push(termOf(index, expandTerm(index, name, { exact: true })));
  }
  return terms
    .filter(({ expansions }) => expansions.length > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostTerms);
}

function termOf({ chunks, frequencies }: OpenIndex, expansions: readonly Expansion[]): QueryTerm {
  const frequency = expansions.reduce((sum, { term }) => Math.max(sum, frequencies[term]!), 0);
  const weight = Math.log(1 + (chunks.count - frequency + 0.5) / (frequency + 0.5));
  return { expansions, weight };
}

interface Scoring {
  scores: Float64Array;
  /** Scores of whole pages. */
  pages: Float64Array;
  chosen: Weights;
}

function addTerm(
  { chunks, starts, postings }: OpenIndex,
  { expansions, weight }: QueryTerm,
  { scores, pages, chosen }: Scoring,
): void {
  const { fields, saturation, lengthLoss, pageSaturation } = chosen;
  const average = averageOf(chunks.length);
  const inPages = new Map<number, number>();
  for (const { term, share } of expansions) {
    const range = { from: starts[term]!, to: starts[term + 1] ?? postings.length };
    readPostings(postings, range, (chunk, counts) => {
      const body = fields.text * countOf(counts, 'text') + fields.code * countOf(counts, 'code');
      const long = 1 - lengthLoss + (lengthLoss * chunks.length[chunk]!) / average;
      const frequency =
        body / long +
        fields.headings * countOf(counts, 'headings') +
        fields.title * countOf(counts, 'title');
      scores[chunk]! += (share * weight * frequency) / (frequency + saturation);
      const page = chunks.page[chunk]!;
      inPages.set(page, (inPages.get(page) ?? 0) + share * frequency);
    });
  }
  for (const [page, frequency] of inPages) {
    pages[page]! += (weight * frequency) / (frequency + pageSaturation);
  }
}

const averages = new WeakMap<Uint32Array, number>();

function averageOf(lengths: Uint32Array): number {
  let average = averages.get(lengths);
  if (average === undefined) {
    average = Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / lengths.length);
    averages.set(lengths, average);
  }
  return average;
}

function addSameHeading(
  { chunks }: OpenIndex,
  words: readonly (readonly string[])[],
  { scores, chosen }: Pick<Scoring, 'scores' | 'chosen'>,
): void {
  const key = headingKey(words.flat());
  const top = scores.reduce((most, score) => Math.max(most, score), 0);
  for (let at = 0; at < chunks.count; at++) {
    if (chunks.key[at] === key && scores[at]! > 0) scores[at]! += chosen.sameHeading * top;
  }
}

/** A page that answers lends weight to each of its chunks that matches, and more to its opening. */
function addPages({ chunks }: OpenIndex, { scores, pages, chosen }: Scoring): void {
  for (let at = 0; at < chunks.count; at++) {
    const lent = pages[chunks.page[at]!]!;
    if (scores[at]! > 0) scores[at]! += chosen.page * lent;
    if (chunks.page[at] !== chunks.page[at - 1]) scores[at]! += chosen.opening * lent;
  }
}

function best(
  { chunks }: OpenIndex,
  scores: Float64Array,
  { limit, wants, chosen }: Pick<RankOptions, 'limit' | 'wants'> & { chosen: Weights },
): Hit[] {
  const found: number[] = [];
  for (let chunk = 0; chunk < chunks.count; chunk++) {
    if (scores[chunk]! > 0 && wants?.(chunks.page[chunk]!) !== false) found.push(chunk);
  }
  found.sort((a, b) => scores[b]! - scores[a]! || a - b);
  const hits: Hit[] = [];
  const ofPage = new Map<number, number>();
  const sections = new Set<number>();
  for (const chunk of found) {
    const page = chunks.page[chunk]!;
    const section = chunks.section[chunk]!;
    const times = ofPage.get(page) ?? 0;
    if (times >= chosen.perPage || sections.has(section)) continue;
    sections.add(section);
    ofPage.set(page, times + 1);
    hits.push({ chunk, score: scores[chunk]! });
    if (hits.length === limit) break;
  }
  return hits;
}
