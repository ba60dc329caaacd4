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
export type Grades = ReadonlyMap<string, number>;

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
