import type { IndexedPage, OpenIndex } from '../index-file.ts';
import { queryWords } from '../query.ts';
import { rank } from '../rank.ts';
import type { Stemmer } from '../terms.ts';
import type { GradedQuery } from './graded.ts';
import type { Question } from './questions.ts';

/** An index, and the page and anchor of each of its chunks. */
export interface RankedIndex {
  index: OpenIndex;
  stemmers: readonly Stemmer[];
  places: readonly string[];
}

/** What a query finds, the best first, each once. */
interface Ranking {
  /** Paths of pages. */
  pages: string[];
  /** Path and anchor of sections. */
  places: string[];
  /** Tokens of the first five. */
  tokens5: number;
}

const mostResults = 50;

/** A question of the docs, or one of others. */
type Asked = Pick<Question, 'query'> & Partial<Question>;

export function rankingOf({ index, stemmers, places }: RankedIndex, asked: Asked): Ranking {
  const { query, source, page: target, anchor, without } = asked;
  const { page, tokens } = index.chunks;
  const pathOf = (number: number): string => index.pages[number]!.path;
  const hits = rank(index, queryWords({ stemmers }, query), {
    limit: mostResults,
    without: without && { [without]: places.indexOf(`${target}#${anchor}`) },
    wants: (number) => pathOf(number) !== source,
  });
  return {
    pages: [...new Set(hits.map(({ chunk }) => pathOf(page[chunk]!)))],
    places: [...new Set(hits.map(({ chunk }) => places[chunk]!))],
    tokens5: hits.slice(0, 5).reduce((sum, { chunk }) => sum + tokens[chunk]!, 0),
  };
}

export function measureGraded(graded: readonly GradedQuery[], ranked: RankedIndex): Quality {
  const quality = new QualityCount();
  for (const { query, grades } of graded) {
    const wanted = Object.entries(grades).map(([address, grade]) => {
      const page = ranked.index.pages.find((one) => isAt(one, address));
      return [page?.path ?? address, grade] as const;
    });
    quality.add(rankingOf(ranked, { query }).pages, new Map(wanted));
  }
  return quality.result();
}

/** Whether a graded address is that of a page: of the site, or its path without an ending. */
function isAt({ url, path }: IndexedPage, address: string): boolean {
  const plain = address.replace(/[?#].*$/, '').replace(/\.html$|\/$/g, '');
  if (url !== '' && url.replace(/\.html$|\/$/g, '') === plain) return true;
  const route = path.replace(/\.\w+$/, '').replace(/(?:^|\/)index$/, '');
  return route !== '' && (plain === route || plain.endsWith(`/${route}`));
}

/** How well rankings answer queries: means over all queries, 0 to 1. */
export interface Quality {
  queries: number;
  /** Mean of 1 / rank of the first right result. */
  mrr: number;
  /** Gain of the first five, by grade and rank, over that of the best order. */
  ndcg5: number;
  /** Share of queries with a right result among the first five. */
  hit5: number;
}

/** Grades of what should be found, by name; anything else has grade 0. */
type Grades = ReadonlyMap<string, number>;

export class QualityCount {
  #queries = 0;
  #reciprocal = 0;
  #gain = 0;
  #hits = 0;

  /** @param ranking names of the results, best first, each once */
  add(ranking: readonly string[], grades: Grades): void {
    const first = ranking.findIndex((name) => (grades.get(name) ?? 0) > 0);
    this.#queries += 1;
    if (first !== -1) this.#reciprocal += 1 / (first + 1);
    if (first !== -1 && first < 5) this.#hits += 1;
    const best = gainOf([...grades.values()].sort((a, b) => b - a));
    if (best > 0) this.#gain += gainOf(ranking.map((name) => grades.get(name) ?? 0)) / best;
  }

  result(): Quality {
    const mean = (sum: number): number =>
      this.#queries === 0 ? 0 : Math.round((1_000 * sum) / this.#queries) / 1_000;
    return {
      queries: this.#queries,
      mrr: mean(this.#reciprocal),
      ndcg5: mean(this.#gain),
      hit5: mean(this.#hits),
    };
  }
}

/** Discounted gain of the first five grades. */
function gainOf(grades: readonly number[]): number {
  return grades
    .slice(0, 5)
    .reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
}
