import { compileMerge, mergeContributions } from '../engine/index.ts';
import { corpusMerge } from './contribution.ts';

const spec = compileMerge(corpusMerge);

type Fields = Readonly<Record<string, unknown>>;

/** So many runs merge at once: merging two by two takes five times as long, and more hold more. */
const width = 16;

/**
 * Folds contexts in the order in which they come. Merging is associative, so equal runs merge first,
 * as in a merge sort: n contexts cost n log n, and the result is that of one long fold.
 */
export class ContextFold {
  /** Runs from the left; each is of as many contexts as the next, or of more. */
  readonly #runs: { size: number; fields: Fields }[] = [];

  add(fields: Fields): void {
    const runs = this.#runs;
    runs.push({ size: 1, fields });
    while (runs.length >= width && runs.at(-width)!.size === runs.at(-1)!.size) {
      this.#mergeLast(width);
    }
  }

  result(): Fields {
    if (this.#runs.length > 1) this.#mergeLast(this.#runs.length);
    return this.#runs[0]?.fields ?? {};
  }

  #mergeLast(count: number): void {
    const merged = this.#runs.splice(-count);
    const sides = merged.map(({ fields }, at) => ({
      stage: at === 0 ? 'target' : 'source',
      fields,
    }));
    const size = merged.reduce((sum, run) => sum + run.size, 0);
    this.#runs.push({ size, fields: mergeContributions({}, sides, spec).context });
  }
}
