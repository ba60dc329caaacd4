import { compileMerge, mergeContributions } from '../engine/index.ts';
import { corpusMerge } from './contribution.ts';

const spec = compileMerge(corpusMerge);

type Fields = Readonly<Record<string, unknown>>;

/** So many runs merge at once: merging two by two takes five times as long, and more hold more. */
const width = 16;

/** A context that is to be folded. */
export interface Leaf {
  /** Path of its document. */
  path: string;
  fields: () => Fields;
  /** Whether it is the context that an earlier fold had of this document. */
  known: boolean;
}

/** Merged contexts of so many documents as merge at once, in order: what an earlier fold found, and this one finds. */
export interface MergedRuns {
  /**
   * Gives the next run, where it is of these documents.
   *
   * @param paths absent where it is not asked for
   */
  next(paths: readonly string[] | undefined): Fields | undefined;
  keep(paths: readonly string[], fields: Fields): void;
}

/**
 * Folds contexts in the order in which they come. Merging is associative, so equal runs merge first,
 * as in a merge sort: n contexts cost n log n, and the result is that of one long fold.
 */
export class ContextFold {
  readonly #merged: MergedRuns | undefined;
  #leaves: Leaf[] = [];
  /** Runs from the left; each is of as many contexts as the next, or of more. */
  readonly #runs: { size: number; fields: Fields }[] = [];

  constructor(merged?: MergedRuns) {
    this.#merged = merged;
  }

  add(leaf: Leaf): void {
    this.#leaves.push(leaf);
    if (this.#leaves.length < width) return;
    const runs = this.#runs;
    runs.push({ size: width, fields: this.#takeLeaves() });
    while (runs.length >= width && runs.at(-width)!.size === runs.at(-1)!.size) {
      const last = runs.splice(-width);
      const size = last.reduce((sum, run) => sum + run.size, 0);
      runs.push({ size, fields: merge(last.map(({ fields }) => fields)) });
    }
  }

  result(): Fields {
    const runs = this.#runs.map(({ fields }) => fields);
    return merge([...runs, ...this.#leaves.map(({ fields }) => fields())]);
  }

  #takeLeaves(): Fields {
    const leaves = this.#leaves;
    this.#leaves = [];
    const paths = leaves.map(({ path }) => path);
    const earlier = this.#merged?.next(leaves.every(({ known }) => known) ? paths : undefined);
    const fields = earlier ?? merge(leaves.map((leaf) => leaf.fields()));
    this.#merged?.keep(paths, fields);
    return fields;
  }
}

function merge(all: readonly Fields[]): Fields {
  if (all.length < 2) return all[0] ?? {};
  const sides = all.map((fields, at) => ({ stage: at === 0 ? 'target' : 'source', fields }));
  return mergeContributions({}, sides, spec).context;
}
