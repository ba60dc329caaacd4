import type { OpenIndex } from './index-file.ts';

export interface Hit {
  /** Number of the chunk in the index. */
  chunk: number;
  score: number;
}

export interface HitOptions {
  /** Most hits. */
  limit: number;
  /** Most of one page. */
  perPage: number;
  /** Pages that are asked for; default: all. */
  wants?: ((page: number) => boolean) | undefined;
  /** Those that score less may be missing; default: none. */
  least?: number | undefined;
}

/** The best, without sorting all that match: first those that score half of the top, then the next. */
export function bestHits(
  { chunks }: OpenIndex,
  scores: Float64Array,
  { limit, perPage, wants, least = 0 }: HitOptions,
): Hit[] {
  const top = highest(scores);
  const hits = new Hits(limit, perPage);
  const lowest = Math.max(least, Number.MIN_VALUE);
  let above = Number.POSITIVE_INFINITY;
  for (let share = 0.5; above > lowest && !hits.full; share /= 4) {
    const floor = Math.max(share > 0.01 ? share * top : 0, lowest);
    const found: number[] = [];
    for (let chunk = 0; chunk < chunks.count; chunk++) {
      const score = scores[chunk]!;
      if (score < floor || score >= above) continue;
      if (wants?.(chunks.page[chunk]!) !== false) found.push(chunk);
    }
    found.sort((a, b) => scores[b]! - scores[a]! || a - b);
    for (const chunk of found) hits.add(chunk, scores[chunk]!, chunks);
    above = floor;
  }
  return hits.list;
}

export function highest(scores: Float64Array): number {
  let top = 0;
  for (let at = 0; at < scores.length; at++) if (scores[at]! > top) top = scores[at]!;
  return top;
}

/** Each section once, and so many of a page. */
class Hits {
  readonly list: Hit[] = [];
  readonly #ofPage = new Map<number, number>();
  readonly #sections = new Set<number>();
  readonly #limit: number;
  readonly #perPage: number;

  constructor(limit: number, perPage: number) {
    this.#limit = limit;
    this.#perPage = perPage;
  }

  get full(): boolean {
    return this.list.length >= this.#limit;
  }

  add(chunk: number, score: number, { page, section }: OpenIndex['chunks']): void {
    const before = this.#ofPage.get(page[chunk]!) ?? 0;
    if (this.full || before >= this.#perPage || this.#sections.has(section[chunk]!)) return;
    this.#sections.add(section[chunk]!);
    this.#ofPage.set(page[chunk]!, before + 1);
    this.list.push({ chunk, score });
  }
}
