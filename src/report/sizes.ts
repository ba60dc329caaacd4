import type { ReportPage } from './data.ts';

/** Pages whose sizes lie between two bounds. */
export interface SizeClass {
  /** Tokens, the first included. */
  from: number;
  /** Tokens, the last excluded; undefined for the largest class. */
  to: number | undefined;
  /** Pages of this size before the build, and after it. */
  before: number;
  after: number;
}

const bounds = [0, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];

/** How large the pages are, from the smallest class that has pages to the largest. */
export function sizeClasses(pages: readonly ReportPage[]): SizeClass[] {
  const classes = bounds.map((from, at): SizeClass => {
    const to = bounds[at + 1];
    const isIn = (tokens: number) => tokens >= from && (to === undefined || tokens < to);
    const count = (side: 'before' | 'after') =>
      pages.filter(({ tokens }) => isIn(tokens[side])).length;
    return { from, to, before: count('before'), after: count('after') };
  });
  const filled = (one: SizeClass) => one.before + one.after > 0;
  return classes.slice(classes.findIndex(filled), classes.findLastIndex(filled) + 1);
}
