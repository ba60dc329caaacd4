import { type CompiledMerge, mergeContributions } from '../../engine/index.ts';
import { corpusMergeWith, type OwnRules } from './contribution.ts';

type Fields = Readonly<Record<string, unknown>>;

/** So many contexts merge at once: merging two by two takes five times as long, and more hold more. */
const width = 16;

/** Documents that follow each other, merged. */
interface Run {
  fields: Fields;
  /** How many. */
  size: number;
}

/**
 * Folds contexts in the order in which they come. Merging is associative, so equal runs merge first,
 * as in a merge sort: n contexts cost n log n, and the result is that of one long fold.
 */
export class ContextFold {
  /** From the left; each is of as many contexts as the next, or of more. */
  readonly #runs: Run[] = [];
  readonly #spec: CompiledMerge;

  /** @param rules for the fields of the user's stages */
  constructor(rules?: OwnRules) {
    this.#spec = corpusMergeWith(rules);
  }

  add(fields: Fields): void {
    const runs = this.#runs;
    runs.push({ fields, size: 1 });
    while (runs.length >= width && runs.at(-width)!.size === runs.at(-1)!.size) {
      const last = runs.splice(-width);
      runs.push({ fields: merge(last, this.#spec), size: last[0]!.size * width });
    }
  }

  result(): Fields {
    return rounded(merge(this.#runs, this.#spec)) as Fields;
  }
}

/** Six places: beyond them the order in which numbers were added shows. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Math.round(value * 1e6) / 1e6;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(rounded);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rounded(inner)]));
}

function merge(runs: readonly Run[], spec: CompiledMerge): Fields {
  if (runs.length < 2) return runs[0]?.fields ?? {};
  const sides = runs.map(({ fields }, at) => ({ stage: at === 0 ? 'target' : 'source', fields }));
  return mergeContributions({}, sides, spec).context;
}
