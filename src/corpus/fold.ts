import { compileMerge, mergeContexts } from '../engine/index.ts';
import { corpusMerge } from './contribution.ts';

const spec = compileMerge(corpusMerge);

type Fields = Readonly<Record<string, unknown>>;

/**
 * Folds contexts in the order in which they come. Merging is associative, so equal runs merge first,
 * as in a merge sort: n contexts cost n log n, and the result is that of one long fold.
 */
export class ContextFold {
  /** Runs from the left; each is of more contexts than the next. */
  readonly #runs: { size: number; fields: Fields }[] = [];

  add(fields: Fields): void {
    this.#runs.push({ size: 1, fields });
    while (this.#runs.length > 1 && this.#runs.at(-1)!.size >= this.#runs.at(-2)!.size) {
      this.#mergeLast();
    }
  }

  result(): Fields {
    while (this.#runs.length > 1) this.#mergeLast();
    return this.#runs[0]?.fields ?? {};
  }

  #mergeLast(): void {
    const right = this.#runs.pop()!;
    const left = this.#runs.pop()!;
    const fields = mergeContexts(left.fields, right.fields, spec);
    this.#runs.push({ size: left.size + right.size, fields });
  }
}
