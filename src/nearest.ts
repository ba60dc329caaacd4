import { closest, distance } from 'fastest-levenshtein';

/** The candidate that a mistyped name most likely meant; undefined if none is close. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const lower = name.toLowerCase();
  const found = closest(
    lower,
    candidates.map((candidate) => candidate.toLowerCase()),
  );
  if (distance(lower, found) > Math.max(2, Math.floor(name.length / 3))) return undefined;
  return candidates.find((candidate) => candidate.toLowerCase() === found);
}

/** `Did you mean "x"?`, or nothing where no candidate is near. */
export function didYouMean(name: string, candidates: readonly string[]): string | undefined {
  const candidate = nearest(name, candidates);
  return candidate === undefined ? undefined : `Did you mean "${candidate}"?`;
}
