import { factsOf, pageShare } from './facts.ts';
import { bestHits, type Hit, type HitOptions, highest } from './hits.ts';
import type { OpenIndex } from './index-file.ts';
import { countBits, countsOf, PostingList } from './postings.ts';
import { type Expansion, type QueryTerm, termsOfQuery, weightOf } from './query.ts';
import { headingKey } from './terms.ts';
import { isFunctionWord, weights } from './weights.ts';

interface RankOptions extends Omit<HitOptions, 'perPage'> {
  /** Most hits of one page; default as in {@link weights}. */
  perPage?: number;
  without?: LeftOut | undefined;
}

/** What does not count where the docs are asked in their own words. */
export interface LeftOut {
  /** A chunk to which one link less leads. */
  link?: number | undefined;
  /** First chunk of a section without its heading. */
  heading?: number | undefined;
}

/**
 * The best chunks for the words of a query, by BM25 over weighted fields. Equal scores keep the
 * order of the index, so the same query has the same answer.
 *
 * @param words the terms of each word of the query
 */
export function rank(
  index: OpenIndex,
  words: readonly (readonly string[])[],
  { perPage = weights.perPage, without, ...options }: RankOptions,
): Hit[] {
  const terms = termsOfQuery(index, words);
  if (terms.length === 0) return [];
  const scoring: Scoring = { ...sheetOf(index), without };
  for (const term of terms) addTerm(index, term, scoring);
  const asked = weightOf(terms);
  if (words.some(([term = '']) => isFunctionWord(term))) preferAllWords(asked, scoring);
  addHeadings(index, { key: headingKey(words.flat()), weight: asked }, scoring);
  addPages(index, asked, scoring);
  return bestHits(index, scoring.scores, { ...options, perPage });
}

/** What is added up for a query. */
interface ScoreTotals {
  /** By chunk. */
  scores: Float64Array;
  /** By chunk: how much the words of the query tell that stand in its own heading. */
  headings: Float64Array;
  /** By chunk: how much the words of the query tell that it has anywhere. */
  covered: Float64Array;
  /** Scores of whole pages. */
  pages: Float64Array;
  /** Of the current word, by page: what it counts there in texts and headings, and in the title. */
  bodies: Float64Array;
  titles: Float64Array;
  /** Where the current term stands. */
  found: PostingList;
}

interface Scoring extends ScoreTotals {
  without?: LeftOut | undefined;
}

const sheets = new WeakMap<OpenIndex, ScoreTotals>();

/** An empty sheet. An index has one, which each query clears: new ones would fill the memory. */
function sheetOf(index: OpenIndex): ScoreTotals {
  const [chunks, pages] = [index.chunks.count, index.pages.length];
  const sheet = sheets.get(index) ?? {
    scores: new Float64Array(chunks),
    headings: new Float64Array(chunks),
    covered: new Float64Array(chunks),
    pages: new Float64Array(pages),
    bodies: new Float64Array(pages),
    titles: new Float64Array(pages),
    found: new PostingList(chunks),
  };
  const { scores, headings, covered, pages: ofPages } = sheet;
  for (const numbers of [scores, headings, covered, ofPages]) numbers.fill(0);
  sheets.set(index, sheet);
  return sheet;
}

function addTerm(
  index: OpenIndex,
  { expansions, weight, joined }: QueryTerm,
  scoring: Scoring,
): void {
  const { pages, bodies, titles } = scoring;
  for (const expansion of expansions)
    addExpansion(index, { ...expansion, weight, joined }, scoring);
  const { pageLosses } = factsOf(index);
  const { pageSaturation } = weights;
  for (let page = 0; page < pages.length; page++) {
    const frequency = bodies[page]! / pageLosses[page]! + titles[page]!;
    pages[page]! += (weight * frequency) / (frequency + pageSaturation);
  }
  for (const numbers of [bodies, titles]) numbers.fill(0);
}

function addExpansion(
  index: OpenIndex,
  { term, share, weight, joined }: Expansion & Omit<QueryTerm, 'expansions'>,
  { found, scores, headings, covered, bodies, titles, without }: Scoring,
): void {
  const { page: pageOf, section } = index.chunks;
  const { bodyLosses, headingLosses } = factsOf(index);
  const { fields, saturation } = weights;
  const told = share * weight;
  found.read(index, term);
  for (let at = 0; at < found.length; at++) {
    const chunk = found.chunks[at]!;
    const page = pageOf[chunk]!;
    const counts = countsOf(found.counts[at]!);
    const body = fields.text * counts.text + fields.code * counts.code;
    let frequency = body / bodyLosses[chunk]!;
    let named = body;
    // Most words stand in the text alone.
    if (found.counts[at]! > countBits.code.all) {
      const headed = section[chunk] !== without?.heading;
      const heading = headed ? fields.heading * counts.heading : 0;
      const isLess = chunk === without?.link && counts.link > 0;
      const link = fields.link * (isLess ? counts.link - 1 : counts.link);
      const title = fields.title * counts.title;
      const above = fields.above * counts.above;
      frequency = frequency + heading / headingLosses[chunk]! + above + link + title;
      named = body + heading + link;
      if (heading > 0) headings[chunk]! += told;
      if (title > 0) titles[page] = Math.max(titles[page]!, share * title);
    }
    scores[chunk]! += (told * frequency) / (frequency + saturation);
    if (frequency > 0 && !joined) covered[chunk]! += told;
    bodies[page]! += share * named;
  }
}

/** What a sentence asks is answered by its words together: each counts as far as the others are there. */
function preferAllWords(asked: number, { scores, covered }: Scoring): void {
  for (let at = 0; at < scores.length; at++) scores[at]! *= shareOf(asked, covered[at]!);
}

/** Words that are alike may tell more together than the one that is asked for. */
const shareOf = (asked: number, covered: number): number => Math.min(1, covered / asked);

/** A heading that says what the query says, and little else, is likely its answer. */
function addHeadings(
  index: OpenIndex,
  query: { key: number; weight: number },
  { scores, headings }: Scoring,
): void {
  const { headingWeights } = factsOf(index);
  const { key, count } = index.chunks;
  const top = highest(scores);
  for (let at = 0; at < count; at++) {
    if (headings[at]! === 0) continue;
    const shared = Math.min(headings[at]!, headingWeights[at]!);
    const likeness = (2 * shared) / (query.weight + headingWeights[at]!);
    scores[at]! += weights.likeHeading * top * likeness ** 2;
    if (key[at] === query.key) scores[at]! += weights.sameHeading * top;
  }
}

/**
 * A page that answers lends weight to each of its chunks that matches, and more to its opening, as far
 * as that has the words of the query.
 */
function addPages(
  index: OpenIndex,
  asked: number,
  { scores, pages, covered, without }: Scoring,
): void {
  const { count, page } = index.chunks;
  const { pageShares } = factsOf(index);
  const lessLinked = page[without?.link ?? -1];
  const ofLess = lessLinked === undefined ? 1 : shareWithoutLink(index, lessLinked);
  for (let at = 0; at < count; at++) {
    const number = page[at]!;
    const lent = pages[number]!;
    if (scores[at]! > 0) scores[at]! += weights.page * lent;
    if (number !== page[at - 1]) {
      scores[at]! += weights.opening * lent * shareOf(asked, covered[at]!);
    }
    scores[at]! *= number === lessLinked ? ofLess : pageShares[number]!;
  }
}

/** The share of a page to which one page less links. */
function shareWithoutLink(index: OpenIndex, number: number): number {
  const page = index.pages[number]!;
  return pageShare(index, { ...page, linkedFrom: Math.max(0, (page.linkedFrom ?? 0) - 1) });
}
