import { distance } from 'fastest-levenshtein';
import { inverseFrequency, type OpenIndex } from './index-file.ts';
import type { OutputReader } from './reader.ts';
import { type Stemmer, termsOfWord, wordsOf } from './terms.ts';
import { shareOfTerm } from './weights.ts';

/** Longer queries are cut: what stands first says what is asked for. */
const longestQuery = 2_000;

/** The last query: several outputs are asked the same, most often in the same languages. */
let last: { query: string; stemmers: readonly Stemmer[]; words: string[][] } | undefined;

/** The terms of each word of a query, by the rules of every locale of the index. */
export function queryWords(
  { stemmers }: Pick<OutputReader, 'stemmers'>,
  query: string,
): string[][] {
  if (last?.query === query && isSame(last.stemmers, stemmers)) return last.words;
  const known = new Map<string, string[]>();
  const words = wordsOf(query.slice(0, longestQuery)).map((word) => {
    const terms = known.get(word) ?? termsIn(stemmers, word);
    known.set(word, terms);
    return terms;
  });
  last = { query, stemmers, words };
  return words;
}

const isSame = (one: readonly Stemmer[], other: readonly Stemmer[]): boolean =>
  one.length === other.length && one.every((stem, at) => stem === other[at]);

/** The terms of a word by the rules of some languages, each once. */
export const termsIn = (stemmers: readonly Stemmer[], word: string): string[] => [
  ...new Set(stemmers.flatMap((stem) => termsOfWord(word, stem))),
];

/** Which pages are asked for. */
export interface PageFilter {
  /** Tag of a locale, such as `en`. Pages that have none always match. */
  locale?: string | undefined;
  /** Name of a version, such as `v2`. Pages that have none always match. */
  version?: string | undefined;
  /** First folder of the page, below locale and version. */
  section?: string | undefined;
}

export function pageFilter(
  { index: { pages } }: OutputReader,
  { locale, version, section }: PageFilter,
): ((page: number) => boolean) | undefined {
  if (locale === undefined && version === undefined && section === undefined) return undefined;
  return (number) => {
    const page = pages[number]!;
    return (
      (locale === undefined || (page.locale ?? locale) === locale) &&
      (version === undefined || (page.version ?? version) === version) &&
      (section === undefined || page.section === section)
    );
  };
}

/** More words than this, the rarest, tell nothing more; in a longer query each counts as it stands. */
const mostTerms = 48;

/** What two words written as one count besides themselves. */
const joinedShare = 0.5;

/** A word of a query, as the index knows it. */
export interface QueryTerm {
  expansions: readonly Expansion[];
  /** How much the word tells: the rarer, the more. */
  weight: number;
  /** Two words of the query, written as one. */
  joined: boolean;
}

/** The words of a query that the index knows, those that tell most first. */
export function termsOfQuery(index: OpenIndex, words: readonly (readonly string[])[]): QueryTerm[] {
  const names = new Set(words.flat());
  const exact = words.length > mostTerms;
  // `use fetch` finds `useFetch`.
  const pairs = exact
    ? []
    : words.slice(1).map((word, at) => (words[at]![0] ?? '') + (word[0] ?? ''));
  const joined = new Set(pairs.filter((name) => !names.has(name)));
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
  const share = (joined ? joinedShare : 1) * shareOfTerm(name);
  const weight = share * inverseFrequency(index, frequency);
  return { expansions, weight, joined };
}

/** How much a query tells. */
export const weightOf = (terms: readonly QueryTerm[]): number =>
  terms.reduce((sum, { weight, joined }) => sum + (joined ? 0 : weight), 0);

/** A term of the index that stands for one of the query. */
export interface Expansion {
  /** Its number in the index. */
  term: number;
  /** 1 for the very term, less for one that is alike. */
  share: number;
}

const mostExpansions = 8;

/**
 * The terms of the index for a term of the query: itself where it is there, else terms that it
 * begins, else terms that are one letter away.
 */
export function expandTerm(
  { terms, frequencies }: Pick<OpenIndex, 'terms' | 'frequencies'>,
  name: string,
  { exact }: { exact: boolean },
): Expansion[] {
  const known = terms.numberOf(name);
  if (known !== undefined) return [{ term: known, share: 1 }];
  if (exact || name.length < 3) return [];
  const byFrequency = (a: number, b: number): number => frequencies[b]! - frequencies[a]! || a - b;
  const { from, to } = terms.beginningWith(name);
  const numbers = Array.from({ length: to - from }, (_, at) => from + at);
  if (numbers.length > 0) return expansions(numbers.sort(byFrequency), 0.6);
  if (name.length < 4) return [];
  const alike = terms.nearlyLike(name).filter((term) => distance(terms.at(term), name) === 1);
  return expansions(alike.sort(byFrequency), 0.5);
}

function expansions(terms: readonly number[], share: number): Expansion[] {
  return terms.slice(0, mostExpansions).map((term) => ({ term, share }));
}
