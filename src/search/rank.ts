import { factsOf } from './facts.ts';
import { headingKey } from './heading-key.ts';
import { inverseFrequency, type OpenIndex } from './index-file.ts';
import { countOf, type Field, readPostings } from './postings.ts';
import { type Expansion, expandTerm } from './vocabulary.ts';

/** How hits are weighed; chosen on the link texts of two trees, see docs/ask.md. */
export interface Weights {
  fields: Readonly<Record<Field, number>>;
  /** BM25: how soon more of a word adds less. */
  saturation: number;
  /** How much long chunks and long headings lose. */
  lengthLoss: number;
  headingLoss: number;
  /** The same for words of a whole page. */
  pageSaturation: number;
  pageLoss: number;
  /** Share of its score that a page lends to each of its chunks that matches. */
  page: number;
  /** Share of it that the page lends to its opening besides. */
  opening: number;
  /** What a heading adds that is in the very words of the query, and one that is like it, as shares of the best score. */
  sameHeading: number;
  likeHeading: number;
  /** What pages of a blog or changelog keep of their score. */
  news: number;
  /** Most hits of one page; each section counts once. */
  perPage: number;
}

export const weights: Weights = {
  fields: { title: 1.5, heading: 2, above: 1, code: 0.4, text: 1 },
  saturation: 3,
  lengthLoss: 0.5,
  headingLoss: 0.6,
  pageSaturation: 20,
  pageLoss: 0.3,
  page: 0.6,
  opening: 0.35,
  sameHeading: 0.3,
  likeHeading: 0.5,
  news: 0.8,
  perPage: 5,
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

/** More words than this, the rarest, tell nothing more; in a longer query they count as they stand. */
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
  const scoring: Scoring = {
    scores: new Float64Array(count),
    headings: new Float64Array(count),
    pages: new Float64Array(index.pages.length),
    bodies: new Float64Array(index.pages.length),
    titles: new Float64Array(index.pages.length),
    chosen,
  };
  for (const term of terms) addTerm(index, term, scoring);
  addHeadings(index, { key: headingKey(words.flat()), weight: weightOf(terms) }, scoring);
  addPages(index, scoring);
  return best(index, scoring.scores, { limit, wants, chosen });
}

interface QueryTerm {
  expansions: readonly Expansion[];
  /** How much the word tells: the rarer, the more. */
  weight: number;
  /** Two words of the query, written as one. */
  joined: boolean;
}

function termsOfQuery(index: OpenIndex, words: readonly (readonly string[])[]): QueryTerm[] {
  const names = new Set(words.flat());
  // `use fetch` finds `useFetch`.
  const pairs = words.slice(1).map((word, at) => (words[at]![0] ?? '') + (word[0] ?? ''));
  const joined = new Set(pairs.filter((name) => !names.has(name)));
  const exact = names.size > mostTerms;
  return [...names, ...joined]
    .map((name) => termOf(index, name, { joined: joined.has(name), exact }))
    .filter(({ expansions }) => expansions.length > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostTerms);
}

function termOf(
  index: OpenIndex,
  name: string,
  { joined, exact }: { joined: boolean; exact: boolean },
): QueryTerm {
  const expansions = expandTerm(index, name, { exact: joined || exact });
  const frequency = Math.max(0, ...expansions.map(({ term }) => index.frequencies[term]!));
  return { expansions, weight: inverseFrequency(index, frequency), joined };
}

/** How much a query tells. */
const weightOf = (terms: readonly QueryTerm[]): number =>
  terms.reduce((sum, { weight, joined }) => sum + (joined ? 0 : weight), 0);

interface Scoring {
  /** By chunk. */
  scores: Float64Array;
  /** By chunk: how much the words of the query tell that stand in its own heading. */
  headings: Float64Array;
  /** Scores of whole pages. */
  pages: Float64Array;
  /** Of the word at hand, by page: what it counts there in texts and headings, and in the title. */
  bodies: Float64Array;
  titles: Float64Array;
  chosen: Weights;
}

function addTerm(
  index: OpenIndex,
  { expansions, weight }: QueryTerm,
  { scores, headings, pages, bodies, titles, chosen }: Scoring,
): void {
  const { chunks, starts, postings } = index;
  const facts = factsOf(index);
  const { fields, saturation, lengthLoss, headingLoss } = chosen;
  for (const { term, share } of expansions) {
    const range = { from: starts[term]!, to: starts[term + 1] ?? postings.length };
    readPostings(postings, range, (chunk, counts) => {
      const body = fields.text * countOf(counts, 'text') + fields.code * countOf(counts, 'code');
      const heading = fields.heading * countOf(counts, 'heading');
      const title = fields.title * countOf(counts, 'title');
      const frequency =
        body / longness(chunks.length[chunk]! / facts.chunkLength, lengthLoss) +
        heading / longness(facts.headingLengths[chunk]! / facts.headingLength, headingLoss) +
        fields.above * countOf(counts, 'above') +
        title;
      scores[chunk]! += (share * weight * frequency) / (frequency + saturation);
      if (heading > 0) headings[chunk]! += share * weight;
      const page = chunks.page[chunk]!;
      bodies[page]! += share * (body + heading);
      if (title > 0) titles[page] = Math.max(titles[page]!, share * title);
    });
  }
  for (let page = 0; page < pages.length; page++) {
    const long = longness(facts.pageLengths[page]!, chosen.pageLoss);
    const frequency = bodies[page]! / long + titles[page]!;
    pages[page]! += (weight * frequency) / (frequency + chosen.pageSaturation);
  }
  bodies.fill(0);
  titles.fill(0);
}

/** What the words of a text are divided by, for its length against the usual one. */
const longness = (length: number, loss: number): number => 1 - loss + loss * length;

/** A heading that says what the query says, and little else, is likely its answer. */
function addHeadings(
  index: OpenIndex,
  query: { key: number; weight: number },
  { scores, headings, chosen }: Scoring,
): void {
  const { headingWeights } = factsOf(index);
  const { key, count } = index.chunks;
  const top = scores.reduce((most, score) => Math.max(most, score), 0);
  for (let at = 0; at < count; at++) {
    if (headings[at]! === 0) continue;
    const shared = Math.min(headings[at]!, headingWeights[at]!);
    const likeness = (2 * shared) / (query.weight + headingWeights[at]!);
    scores[at]! += chosen.likeHeading * top * likeness ** 2;
    if (key[at] === query.key) scores[at]! += chosen.sameHeading * top;
  }
}

/** A page that answers lends weight to each of its chunks that matches, and more to its opening. */
function addPages(index: OpenIndex, { scores, pages, chosen }: Scoring): void {
  const { count, page } = index.chunks;
  const { news } = factsOf(index);
  for (let at = 0; at < count; at++) {
    const lent = pages[page[at]!]!;
    if (scores[at]! > 0) scores[at]! += chosen.page * lent;
    if (page[at] !== page[at - 1]) scores[at]! += chosen.opening * lent;
    if (news[page[at]!]) scores[at]! *= chosen.news;
  }
}

/** The best, without sorting all that match: first only those that score half of the top, then more. */
function best(
  { chunks }: OpenIndex,
  scores: Float64Array,
  options: Pick<RankOptions, 'limit' | 'wants'> & { chosen: Weights },
): Hit[] {
  const top = scores.reduce((most, score) => Math.max(most, score), 0);
  for (let share = 0.5; ; share /= 4) {
    const floor = share > 0.01 ? share * top : Number.MIN_VALUE;
    const found: number[] = [];
    for (let chunk = 0; chunk < chunks.count; chunk++) {
      if (scores[chunk]! >= floor && options.wants?.(chunks.page[chunk]!) !== false) {
        found.push(chunk);
      }
    }
    found.sort((a, b) => scores[b]! - scores[a]! || a - b);
    const hits = hitsOf(chunks, scores, { ...options, found });
    if (hits.length === options.limit || floor === Number.MIN_VALUE) return hits;
  }
}

/** Each section once, and so many of a page. */
function hitsOf(
  chunks: OpenIndex['chunks'],
  scores: Float64Array,
  { found, limit, chosen }: { found: readonly number[]; limit: number; chosen: Weights },
): Hit[] {
  const hits: Hit[] = [];
  const ofPage = new Map<number, number>();
  const sections = new Set<number>();
  for (const chunk of found) {
    const page = chunks.page[chunk]!;
    const section = chunks.section[chunk]!;
    const before = ofPage.get(page) ?? 0;
    if (before >= chosen.perPage || sections.has(section)) continue;
    sections.add(section);
    ofPage.set(page, before + 1);
    hits.push({ chunk, score: scores[chunk]! });
    if (hits.length === limit) break;
  }
  return hits;
}
