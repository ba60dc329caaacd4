import { equalJson, type Json, type JsonObject, own } from './json.ts';
import {
  isCounted,
  leavesOf,
  type MergeKind,
  type Scope,
  topOf,
  wayOf,
  within,
} from './merge/leaves.ts';
import { hasChildren } from './merge/rules-tree.ts';
import type { CompiledMerge } from './merge/spec.ts';

/** What is known of the values of a path. */
interface Known {
  way: MergeKind;
  readonly value: Json;
  /** Two of them differ. */
  differs: boolean;
  /** What is known of its keys, once there are two objects. */
  keys?: Map<string, Known>;
}

/** What a join has to do at a path: nothing, choose among the latest values, or merge all that were ever set. */
type Task =
  | { readonly what: 'nothing' | 'choose' }
  | { readonly what: 'all'; readonly path: readonly string[] };

const nothing: Task = { what: 'nothing' };
const choose: Task = { what: 'choose' };

/**
 * The paths of a run at whose values stages disagree. Where they agree, nothing has to be merged before
 * a stage reads it; otherwise a graph with thousands of joins, each below thousands of stages, would take
 * quadratic time.
 */
export class Disagreements {
  readonly #top: Scope;
  readonly #base: JsonObject;
  readonly #known = new Map<string, Known>();
  #any = false;

  private constructor(top: Scope, base: JsonObject) {
    this.#top = top;
    this.#base = base;
  }

  /** @param specs of all joins; undefined where what they make of values is not known without merging */
  static under(
    [spec, ...others]: readonly CompiledMerge[],
    base: JsonObject,
  ): Disagreements | undefined {
    const top = spec === undefined || others.length > 0 ? undefined : topOf(spec);
    // Without a rule, what was there initially conflicts with nothing.
    return top && new Disagreements(top, spec!.plain ? {} : base);
  }

  /** Whether there is any disagreement. */
  get any(): boolean {
    return this.#any;
  }

  /**
   * Takes what a stage contributed.
   *
   * @returns the paths that were counted so far and where a value of another kind has come now
   */
  take(fields: JsonObject): readonly (readonly string[])[] {
    const mixed: (readonly string[])[] = [];
    for (const key of Object.keys(fields)) {
      if (key.startsWith('_')) continue;
      const scope = within(this.#top, key);
      const below = own(this.#base, key);
      if (below !== undefined && !this.#known.has(key)) this.#put(this.#known, below, scope, mixed);
      this.#put(this.#known, fields[key]!, scope, mixed);
    }
    return mixed;
  }

  /** What a join has to do where a stage has set this path. */
  at(path: readonly string[]): Task {
    let keys: ReadonlyMap<string, Known> | undefined = this.#known;
    for (const [depth, key] of path.entries()) {
      const known: Known | undefined = keys?.get(key);
      if (known === undefined) return nothing;
      if (known.way === 'whole') return { what: 'all', path: path.slice(0, depth + 1) };
      if (known.differs) return choose;
      keys = known.keys;
    }
    return nothing;
  }

  #put(known: Map<string, Known>, value: Json, scope: Scope, mixed: (readonly string[])[]): void {
    if (scope.node?.excluded) return;
    const key = scope.path.at(-1)!;
    const one = known.get(key);
    const way = wayOf(value, scope);
    if (one === undefined) {
      // A rule further down may not take what it is given.
      const isOpen = way === 'merged' && hasChildren(scope.node);
      const keys = isOpen ? { keys: this.#open(value as JsonObject, scope) } : {};
      known.set(key, { way, value, differs: false, ...keys });
      this.#any ||= way === 'whole';
    } else if (one.way === 'whole') {
      // Joins look at all of it as it is.
    } else if (one.way !== way) {
      mixed.push(...countedIn(one, scope));
      one.way = 'whole';
      this.#any = true;
    } else if (way === 'merged') {
      one.keys ??= this.#open(one.value as JsonObject, scope);
      for (const inner of Object.keys(value as JsonObject)) {
        this.#put(one.keys, (value as JsonObject)[inner]!, within(scope, inner), mixed);
      }
    } else if (way === 'chosen' && !equalJson(one.value, value)) {
      one.differs = true;
      this.#any = true;
    }
  }

  #open(value: JsonObject, scope: Scope): Map<string, Known> {
    const keys = new Map<string, Known>();
    for (const key of Object.keys(value)) this.#put(keys, value[key]!, within(scope, key), []);
    return keys;
  }
}

/** The paths at and below a path whose values were counted. */
function countedIn({ way, value, keys }: Known, scope: Scope): readonly (readonly string[])[] {
  if (isCounted(way)) return [scope.path];
  if (way !== 'merged') return [];
  if (keys !== undefined) {
    return [...keys].flatMap(([key, inner]) => countedIn(inner, within(scope, key)));
  }
  const leaves = leavesOf(value as JsonObject, scope);
  return leaves.flatMap(({ way, scope }) => (isCounted(way) ? [scope.path] : []));
}
