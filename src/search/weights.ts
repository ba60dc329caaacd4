import type { Field } from './postings.ts';

/** How hits are weighed; chosen on the link texts of two trees, see docs/ask.md. */
interface Weights {
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
  /** Share of it that the page adds to its opening, if that has the query's words. */
  opening: number;
  /** What a heading adds that is in the very words of the query, and one that is like it, as shares of the best score. */
  sameHeading: number;
  likeHeading: number;
  /** What a page gains, as a share of its score, each time that the pages which link to it double. */
  linked: number;
  /** What pages of a blog or changelog keep of their score. */
  news: number;
  /** What pages keep of theirs in another language than that of the site. */
  translated: number;
  /** Most hits of one page; each section counts once. */
  perPage: number;
}

export const weights: Weights = {
  fields: { title: 1.5, heading: 2, above: 1, code: 0.4, text: 1, link: 3 },
  saturation: 3,
  lengthLoss: 0.5,
  headingLoss: 0.6,
  pageSaturation: 20,
  pageLoss: 0.3,
  page: 0.6,
  opening: 0.7,
  sameHeading: 0.3,
  likeHeading: 0.5,
  linked: 0.03,
  news: 0.8,
  translated: 0.7,
  perPage: 5,
};

/** English words that questions of any kind have, as they are stemmed. */
const functionWords = new Set(
  (
    'a an and ar are be by can could did do doe does for from get had ha has have how i if in into ' +
    'is it me my of on or our shall should so that the their there thes these thi this those to ' +
    'versu vs wa was want were what when where which who whi why will with would you your'
  ).split(' '),
);

/** Whether a term says nothing of what is asked for, only that a sentence asks. */
export const isFunctionWord = (term: string): boolean => functionWords.has(term);

/** How much of its weight a term of a query keeps. */
export const shareOfTerm = (term: string): number => (isFunctionWord(term) ? 0.3 : 1);
