import { distance } from 'fastest-levenshtein';
import type { OpenIndex } from './index-file.ts';

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
  { exact = false } = {},
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
