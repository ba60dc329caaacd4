import { join } from 'node:path';
import type { Dropped } from '../../contract/build.ts';
import type { DroppedLine } from '../../contract/index-line.ts';
import type { Outcome } from '../../contract/outcome.ts';
import { type CompiledMerge, mergeContributions } from '../../engine/index.ts';
import { TextFile } from '../../files/text-file.ts';
import { corpusMergeWith, type OwnRules } from './contribution.ts';
import { indented } from './json-pieces.ts';

/** What a run knows once all documents are done: contexts, never texts. */
export interface CorpusContents {
  /** File with a line for each document, including those that stages left out. */
  indexFile: string;
  /** File with the whole context of each document that has an output, in the same order; absent if no stage needs it. */
  contextsFile: string | undefined;
  /** File with what search needs to know of each document; see {@link entryLine}. Absent without search. */
  entriesFile: string | undefined;
  /** File with the text of `pages` in the link report: by path, the outputs that a document links to. */
  pagesFile: string;
  /** Output of each document by source path, in path order. */
  outputs: ReadonlyMap<string, string>;
  /** The outputs that other documents link to. */
  linked: ReadonlySet<string>;
  /** The merged context of all documents. */
  context: Readonly<Record<string, unknown>>;
  /** Documents that stages left out, in path order. */
  dropped: readonly Dropped[];
}

interface CorpusOptions {
  rules?: OwnRules | undefined;
  whole?: boolean;
  entries?: boolean;
}

/** A line of `entriesFile`: the source path as JSON, a tab, the entry; empty where it is not known. */
const entryLine = (path: string, entry = ''): string => `${JSON.stringify(path)}\t${entry}`;

/** Adds documents up in path order; whatever grows with their number goes to disk at once. */
export class Corpus {
  readonly #index: TextFile;
  readonly #links: TextFile;
  readonly #contexts: TextFile | undefined;
  readonly #entries: TextFile | undefined;
  readonly #fold: ContextFold;
  readonly #dropped: Dropped[] = [];
  readonly #outputs = new Map<string, string>();
  readonly #linked = new Set<string>();

  /**
   * @param scratch folder for unfinished files
   * @param options `rules` for the fields of the user's stages; `whole`: whether corpus stages need the
   *   whole contexts; `entries`: whether search needs its entries
   */
  constructor(scratch: string, { rules, whole = false, entries = false }: CorpusOptions) {
    this.#fold = new ContextFold(rules);
    this.#index = new TextFile(join(scratch, 'index.jsonl'));
    this.#links = new TextFile(join(scratch, 'pages.json'));
    if (entries) this.#entries = new TextFile(join(scratch, 'entries.txt'));
    if (whole) this.#contexts = new TextFile(join(scratch, 'contexts.jsonl'));
  }

  add(outcome: Outcome): void {
    if (outcome.status === 'failed') return;
    if (outcome.status === 'dropped') {
      const { path, stage, reason } = outcome;
      this.#dropped.push({ path, stage, reason });
      this.#index.add(JSON.stringify({ path, dropped: { stage, reason } } satisfies DroppedLine));
      return;
    }
    const { path, out, line, pages, contribution } = outcome;
    this.#index.add(line);
    const opening = this.#outputs.size === 0 ? '{' : ',';
    this.#links.write(`${opening}\n    ${JSON.stringify(path)}: ${indented(pages, '    ')}`);
    this.#outputs.set(path, out);
    for (const page of pages) if (page !== out) this.#linked.add(page);
    // Of a document that is only in the last index, its line is all that is known.
    this.#contexts?.add(outcome.context ?? line);
    this.#entries?.add(entryLine(path, outcome.entry));
    this.#fold.add(contribution);
  }

  close(): CorpusContents {
    this.#index.close();
    this.#contexts?.close();
    this.#entries?.close();
    this.#links.write(this.#outputs.size === 0 ? '{}' : '\n  }');
    this.#links.close();
    return {
      indexFile: this.#index.path,
      contextsFile: this.#contexts?.path,
      entriesFile: this.#entries?.path,
      pagesFile: this.#links.path,
      outputs: this.#outputs,
      linked: this.#linked,
      context: this.#fold.result(),
      dropped: this.#dropped,
    };
  }
}

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
