import { inverseFrequency, type OpenIndex } from './index-file.ts';
import { type Expansion, expandTerm } from './vocabulary.ts';
import { shareOfTerm } from './weights.ts';

/** More words than this, the rarest, tell nothing more; in a longer query each counts as it stands. */
const mostTerms = 48;

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
  const weight = shareOfTerm(name) * inverseFrequency(index, frequency);
  return { expansions, weight, joined };
}

/** How much a query tells. */
export const weightOf = (terms: readonly QueryTerm[]): number =>
  terms.reduce((sum, { weight, joined }) => sum + (joined ? 0 : weight), 0);
