import { packContext } from '../pack.ts';
import type { OutputReader } from '../reader.ts';
import type { Question } from './questions.ts';

const budgets = [2_000, 4_000, 8_000];

interface Questions {
  asked: readonly Question[];
  /** Page and anchor of each chunk. */
  places: readonly string[];
  count: (text: string) => number;
}

/** By budget: the share of questions whose section is in the pack, in whole or in part. */
export function packShares(
  reader: OutputReader,
  { asked, places, count }: Questions,
): Record<string, number> {
  const { pages, chunks } = reader.index;
  const pageOf = new Map(pages.map(({ path }, number) => [path, number]));
  const shares = budgets.map((budget) => {
    const held = asked.filter(({ query, source, page, anchor }) => {
      const except = source === undefined ? undefined : pageOf.get(source);
      const number = pageOf.get(page);
      if (number === undefined) return false;
      const { from, to } = reader.rangeOf(number);
      const place = `${page}#${anchor}`;
      const without = { link: places.indexOf(place) };
      const packed = packContext([reader], query, { budget, count, except, without });
      const ids = new Set(packed.sources.find(({ path }) => path === page)?.chunks);
      for (let at = from; at < to; at++) {
        if (places[at] === place && ids.has(reader.chunk(at).id)) return true;
      }
      return false;
    });
    const share = chunks.count === 0 ? 0 : held.length / Math.max(1, asked.length);
    return [String(budget), Math.round(1_000 * share) / 1_000] as const;
  });
  return Object.fromEntries(shares);
}
