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

/** What merges: the context of a document or a run. */
type Part = Pick<Leaf, 'fields' | 'known'>;

/** Documents that follow each other. */
interface Run extends Part {
  /** How many. */
  size: number;
  /** What tells it from others, as `MergedRuns` has it. */
  names: readonly string[];
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
    const leaves = this.#leaves;
    this.#leaves = [];
    const runs = this.#runs;
    const names = leaves.map(({ path }) => path);
    runs.push({ size: width, names, ...this.#join(leaves, names) });
    while (runs.length >= width && runs.at(-width)!.size === runs.at(-1)!.size) {
      const last = runs.splice(-width);
      const ends = [last[0]!.names[0]!, last.at(-1)!.names.at(-1)!];
      runs.push({ size: last[0]!.size * width, names: ends, ...this.#join(last, ends) });
    }
  }

  result(): Fields {
    return merge([...this.#runs, ...this.#leaves].map(({ fields }) => fields()));
  }

  #join(parts: readonly Part[], names: readonly string[]): Part {
    const all = parts.every(({ known }) => known);
    const earlier = this.#merged?.next(all ? names : undefined);
    const fields = earlier ?? constant(merge(parts.map((part) => part.fields())));
    this.#merged?.keep(names, fields);
    return { fields, known: earlier !== undefined };
  }
}

function constant<T>(value: T): () => T {
  return () => value;
}

function merge(all: readonly Fields[]): Fields {
  if (all.length < 2) return all[0] ?? {};
  const sides = all.map((fields, at) => ({ stage: at === 0 ? 'target' : 'source', fields }));
  return mergeContributions({}, sides, spec, { trusted: true }).context;
}
