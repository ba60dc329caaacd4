import { inverseFrequency, type OpenIndex } from './index-file.ts';
import { countsOf, PostingList } from './postings.ts';

/** What the index tells of its chunks and pages when it is seen as a whole. */
export interface Facts {
  /** Words of a chunk, and of its own heading, on average. */
  chunkLength: number;
  headingLength: number;
  /** By chunk: words of its own heading, and how much they tell together. */
  headingLengths: Uint16Array;
  headingWeights: Float64Array;
  /** By page: 1 for a page of the usual length; four times the words make 2. */
  pageLengths: Float64Array;
  /** By page: how many others link to it. */
  linkedFrom: Uint32Array;
  /** By page: whether it tells what was new at some time, not what is. */
  news: readonly boolean[];
  /** By page: whether it is in another language than pages without a locale. */
  translated: readonly boolean[];
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
  const pageLength = mean(words);
  return {
    chunkLength: mean(chunks.length),
    headingLength: mean(headingLengths),
    headingLengths,
    headingWeights,
    pageLengths: words.map((count) => Math.sqrt(count / pageLength)),
    linkedFrom: Uint32Array.from(pages, ({ linkedFrom = 0 }) => linkedFrom),
    news: pages.map(({ path }) => isNews(path)),
    translated: pages.map(
      ({ locale }) => locale !== undefined && locale !== index.about.locales[0],
    ),
  };
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
