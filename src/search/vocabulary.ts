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
  const at = placeOf(terms, name);
  if (terms[at] === name) return [{ term: at, share: 1 }];
  if (exact || name.length < 3) return [];
  const byFrequency = (a: number, b: number): number => frequencies[b]! - frequencies[a]! || a - b;
  const longer: number[] = [];
  for (let next = at; terms[next]?.startsWith(name) === true; next++) longer.push(next);
  if (longer.length > 0) return expansions(longer.sort(byFrequency), 0.6);
  if (name.length < 4) return [];
  const alike: number[] = [];
  const opening = name.slice(0, 1);
  for (let next = placeOf(terms, opening); terms[next]?.startsWith(opening) === true; next++) {
    const term = terms[next]!;
    if (Math.abs(term.length - name.length) < 2 && distance(term, name) === 1) alike.push(next);
  }
  return expansions(alike.sort(byFrequency), 0.5);
}

function expansions(terms: readonly number[], share: number): Expansion[] {
  return terms.slice(0, mostExpansions).map((term) => ({ term, share }));
}

/** Where a term is or would be. */
function placeOf(terms: readonly string[], name: string): number {
  let from = 0;
  let to = terms.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (terms[middle]! < name) from = middle + 1;
    else to = middle;
  }
  return from;
}
