import { join } from 'node:path';
import type { Dropped } from '../../contract/build.ts';
import type { DroppedLine } from '../../contract/index-line.ts';
import type { Outcome } from '../../contract/outcome.ts';
import { TextFile } from '../../files/text-file.ts';
import type { OwnRules } from './contribution.ts';
import { ContextFold } from './fold.ts';
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

export interface CorpusOptions {
  rules?: OwnRules | undefined;
  whole?: boolean;
  entries?: boolean;
}

/** A line of `entriesFile`: the source path as JSON, a tab, the entry; empty where it is not known. */
function entryLine(path: string, entry = ''): string {
  return `${JSON.stringify(path)}\t${entry}`;
}

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
  constructor(scratch: string, { rules, whole = false, entries = false }: CorpusOptions = {}) {
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
