import { type IndexedPage, inverseFrequency, type OpenIndex } from './index-file.ts';
import { countsOf, PostingList } from './postings.ts';
import { weights } from './weights.ts';

/** Figures about all chunks and pages of an index. */
interface Facts {
  /** By chunk: what its words are divided by, and those of its own heading: more where there are many. */
  bodyLosses: Float64Array;
  headingLosses: Float64Array;
  /** By chunk: how much the words of its own heading tell together. */
  headingWeights: Float64Array;
  /** By page: what its words are divided by. */
  pageLosses: Float64Array;
  /** By page: what its scores are multiplied by, whatever is asked. */
  pageShares: Float64Array;
}

const known = new WeakMap<OpenIndex, Facts>();

/** The facts of an index, found once. */
export function factsOf(index: OpenIndex): Facts {
  const facts = known.get(index) ?? findFacts(index);
  known.set(index, facts);
  return facts;
}

function findFacts(index: OpenIndex): Facts {
  const { chunks, pages } = index;
  const headingLengths = new Uint16Array(chunks.count);
  const headingWeights = new Float64Array(chunks.count);
  const list = new PostingList(chunks.count);
  for (let term = 0; term < index.terms.length; term++) {
    const weight = inverseFrequency(index, index.frequencies[term]!);
    list.read(index, term);
    for (let at = 0; at < list.length; at++) {
      const times = countsOf(list.counts[at]!).heading;
      if (times === 0) continue;
      headingLengths[list.chunks[at]!]! += times;
      headingWeights[list.chunks[at]!]! += weight;
    }
  }
  const words = new Float64Array(pages.length);
  for (let at = 0; at < chunks.count; at++) words[chunks.page[at]!]! += chunks.length[at]!;
  const [chunkLength, headingLength, pageLength] = [chunks.length, headingLengths, words].map(mean);
  const { lengthLoss, headingLoss, pageLoss } = weights;
  return {
    bodyLosses: Float64Array.from(chunks.length, (length) =>
      loss(length / chunkLength!, lengthLoss),
    ),
    headingLosses: Float64Array.from(headingLengths, (length) =>
      loss(length / headingLength!, headingLoss),
    ),
    headingWeights,
    // Four times the words of the usual page count as twice as many.
    pageLosses: words.map((count) => loss(Math.sqrt(count / pageLength!), pageLoss)),
    pageShares: Float64Array.from(pages, (page) => pageShare(index, page)),
  };
}

/** What the words of a text are divided by, for its length against the usual one. */
const loss = (length: number, share: number): number => 1 - share + share * length;

/**
 * What the scores of a page are multiplied by: more where others link to it, less where it tells what
 * was new at some time, and where it is in another language than pages without a locale.
 */
export function pageShare(
  { about }: OpenIndex,
  { path, locale, linkedFrom = 0 }: IndexedPage,
): number {
  let share = 1 + weights.linked * Math.log2(1 + linkedFrom);
  if (isNews(path)) share *= weights.news;
  if (locale !== undefined && locale !== about.locales[0]) share *= weights.translated;
  return share;
}

/** At least 1, so that nothing is divided by 0. */
function mean(numbers: Uint32Array | Uint16Array | Float64Array): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return Math.max(1, sum / Math.max(1, numbers.length));
}

const newsFolder =
  /(?:^|\/)(?:blog|news|announcements|changelogs?|releases|release-notes|whats-new)(?:\/|\.\w+$)/i;
const dated = /(?:^|\/)\d{4}[-/](?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[01])(?=[-/.])/;

/** Whether a page belongs to a blog or changelog, or has a date in its path. */
const isNews = (path: string): boolean => newsFolder.test(path) || dated.test(path);
