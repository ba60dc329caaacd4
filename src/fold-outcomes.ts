import type { IndexLine } from './contract/index-line.ts';
import type { Outcome } from './contract/outcome.ts';
import type { Plan } from './loader/plan.ts';
import { Corpus, type CorpusContents } from './output/corpus/corpus.ts';
import { carriedOutcome } from './output/corpus/index-line.ts';
import { readIndex } from './output/emitter/ledger.ts';
import type { Planned } from './until-settled.ts';

interface Parts extends Omit<Planned, 'workers' | 'scans'> {
  /** Folder for unfinished files. */
  scratch: string;
  /** Paths of the documents that this run makes. */
  fresh: readonly string[];
}

/**
 * Adds documents up in path order, whatever order they finish in. Those that this run does not
 * build are taken from the cache or from the last index.
 */
export class FoldOutcomes {
  readonly #parts: Parts;
  readonly #selected: ReadonlySet<string>;
  readonly #carried: ReadonlyMap<string, IndexLine>;
  readonly #order: InOrder<Outcome>;
  readonly #corpus: Corpus;

  constructor(parts: Parts) {
    const { plan, settings, stages, cache, dropped, scratch, fresh } = parts;
    this.#parts = parts;
    this.#selected = new Set(plan.files.map(({ path }) => path));
    this.#carried = carriedLines(settings.outRoot, plan);
    // Documents that the run was not asked for stay dropped.
    const leftOut = [...dropped.keys()].filter((path) => plan.outputs.has(path));
    const worked = [...fresh, ...plan.refused.map(({ path }) => path)];
    const known = [...this.#selected, ...leftOut, ...this.#carried.keys()];
    this.#order = new InOrder([...worked, ...known, ...(cache?.carried ?? [])], worked);
    this.#corpus = new Corpus(scratch, {
      rules: stages.rules,
      whole: stages.corpus.length > 0,
      entries: settings.search !== false,
    });
    for (const message of plan.refused) {
      this.put({ status: 'failed', path: message.path, messages: [message] });
    }
  }

  put(outcome: Outcome): void {
    this.#take(this.#order.put(outcome));
  }

  /** Adds the remaining documents; returns what is known of all together. */
  end(): CorpusContents {
    this.#take(this.#order.rest());
    return this.#corpus.close();
  }

  #take(turns: Iterable<Turn<Outcome>>): void {
    const { cache, run, dropped } = this.#parts;
    for (const { path, item } of turns) {
      const left = this.#selected.has(path) ? undefined : dropped.get(path);
      if (left !== undefined) this.#corpus.add({ status: 'dropped', ...left, messages: [] });
      const outcome = item ?? cache?.outcomeOf(path) ?? this.#lastOutcome(path);
      // A run that was interrupted has not made all.
      if (outcome === undefined) continue;
      this.#corpus.add(outcome);
      cache?.keep(outcome);
      run.outcome(outcome);
    }
  }

  #lastOutcome(path: string): Outcome | undefined {
    const line = this.#carried.get(path);
    return line && carriedOutcome(line, this.#parts.stages.rules);
  }
}

/** Lines of the last index of documents that this run was not asked for, by path: they stay in the index. */
function carriedLines(
  outRoot: string,
  { files, outputs, shard }: Plan,
): ReadonlyMap<string, IndexLine> {
  if (files.length === outputs.size || shard !== undefined) return new Map();
  const selected = new Set(files.map(({ path }) => path));
  const lines = readIndex(outRoot) as IndexLine[];
  return new Map(
    lines
      .filter(({ path, out }) => !selected.has(path) && outputs.get(path) === out)
      .map((line) => [line.path, line]),
  );
}

/** A path whose turn has come, with the item that arrived for it; without one if none was expected. */
interface Turn<Item> {
  path: string;
  item?: Item;
}

/** Puts items that arrive in any order into path order. What waits is small: records without their texts. */
export class InOrder<Item extends { path: string }> {
  readonly #order: readonly string[];
  readonly #expected: ReadonlySet<string>;
  readonly #waiting = new Map<string, Item>();
  #next = 0;

  /**
   * @param paths all of them, in any order, some perhaps twice
   * @param expected those of which an item will arrive; the others have their turn without
   */
  constructor(paths: Iterable<string>, expected: Iterable<string>) {
    this.#order = [...new Set(paths)].sort();
    this.#expected = new Set(expected);
  }

  /** Takes an item, and gives all whose turn has come. */
  *put(item: Item): Generator<Turn<Item>> {
    this.#waiting.set(item.path, item);
    for (let path = this.#order[this.#next]; path !== undefined; path = this.#order[this.#next]) {
      if (this.#expected.has(path) && !this.#waiting.has(path)) return;
      this.#next += 1;
      yield this.#turn(path);
    }
  }

  /** All that have not had their turn, over the gaps that an interrupted run leaves. */
  *rest(): Generator<Turn<Item>> {
    for (const path of this.#order.slice(this.#next)) {
      if (!this.#expected.has(path) || this.#waiting.has(path)) yield this.#turn(path);
    }
    this.#next = this.#order.length;
  }

  #turn(path: string): Turn<Item> {
    const item = this.#waiting.get(path);
    this.#waiting.delete(path);
    return item === undefined ? { path } : { path, item };
  }
}
