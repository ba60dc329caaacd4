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

/**
 * Merged contexts of so many documents, or of so many such runs, as merge at once, in the order in
 * which a fold merges them: what an earlier fold found, and this one finds.
 */
export interface MergedRuns {
  /**
   * Gives the next run, where it is of these parts.
   *
   * @param parts paths of documents, or the first and the last of runs that an earlier fold merged;
   *   absent where it is not asked for
   */
  next(parts: readonly string[] | undefined): (() => Fields) | undefined;
  keep(parts: readonly string[], fields: () => Fields): void;
}

/** Documents that follow each other. */
interface Run {
  /** How many. */
  size: number;
  first: string;
  last: string;
  fields: () => Fields;
  known: boolean;
}

/**
 * Folds contexts in the order in which they come. Merging is associative, so equal runs merge first,
 * as in a merge sort: n contexts cost n log n, and the result is that of one long fold.
 */
export class ContextFold {
  readonly #merged: MergedRuns | undefined;
  #leaves: Leaf[] = [];
  /** Runs from the left; each is of as many contexts as the next, or of more. */
  readonly #runs: Run[] = [];

  constructor(merged?: MergedRuns) {
    this.#merged = merged;
  }

  add(leaf: Leaf): void {
    this.#leaves.push(leaf);
    if (this.#leaves.length < width) return;
    const runs = this.#runs;
    runs.push(this.#takeLeaves());
    while (runs.length >= width && runs.at(-width)!.size === runs.at(-1)!.size) {
      const last = runs.splice(-width);
      runs.push(this.#join(last, [last[0]!.first, last.at(-1)!.last]));
    }
  }

  result(): Fields {
    return merge([...this.#runs, ...this.#leaves].map(({ fields }) => fields()));
  }

  #takeLeaves(): Run {
    const leaves = this.#leaves.map((leaf) => ({
      ...leaf,
      size: 1,
      first: leaf.path,
      last: leaf.path,
    }));
    this.#leaves = [];
    return this.#join(
      leaves,
      leaves.map(({ path }) => path),
    );
  }

  /** @param names what tells these parts from others */
  #join(parts: readonly Run[], names: readonly string[]): Run {
    const all = parts.every(({ known }) => known);
    const earlier = this.#merged?.next(all ? names : undefined);
    const fields = earlier ?? constant(merge(parts.map((part) => part.fields())));
    this.#merged?.keep(names, fields);
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    const [{ first }, { last }] = [parts[0]!, parts.at(-1)!];
    return { size, first, last, fields, known: earlier !== undefined };
  }
}

function constant<T>(value: T): () => T {
  return () => value;
}

function merge(all: readonly Fields[]): Fields {
  if (all.length < 2) return all[0] ?? {};
  const sides = all.map((fields, at) => ({ stage: at === 0 ? 'target' : 'source', fields }));
  return mergeContributions({}, sides, spec).context;
}
