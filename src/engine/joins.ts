import { ContextorError } from '../errors.ts';
import { noFields } from './adopt.ts';
import { type NodeSet, nodesOf } from './ancestors.ts';
import { Disagreements } from './disagreements.ts';
import { Frontiers } from './frontiers.ts';
import type { JsonObject } from './json.ts';
import { MergeConflictError } from './merge/conflict.ts';
import { type Entry, fieldsAt, type Joined, join, untouched } from './merge/join.ts';
import { Layers } from './merge/layers.ts';
import type { Resolution } from './merge/merge.ts';
import { type JoinPoint, type Plan, type PlannedStage, placeOf } from './plan.ts';
import type { MergeEvent } from './types.ts';

/** Of so many stages and joins above, a join looks at all: that is faster than to find what is new. */
const few = 32;

/** The joins of one run: the contributions so far, and what each stage sees of them. */
export class Joins {
  readonly #plan: Plan;
  readonly #base: Layers;
  readonly #onMerge: ((event: MergeEvent) => void) | undefined;
  /** By node: what a stage contributed, or what a join resolved. */
  readonly #entries: (readonly Entry[] | undefined)[] = [];
  /** By node of the join point: the fields that the stages after it see. */
  readonly #views: (Layers | undefined)[] = [];
  /** By node of the join point: whether its stages may start. */
  readonly #met: (true | undefined)[] = [];
  /** There where a join may look at a part of what is above it: nobody wants to hear of all. */
  readonly #disagreements: Disagreements | undefined;
  readonly #frontiers: Frontiers | undefined;
  /** The joins so far, in the order in which their stages started: they left undecided what nobody disagreed about. */
  readonly #done: JoinPoint[] = [];

  constructor(plan: Plan, base: JsonObject, onMerge: ((event: MergeEvent) => void) | undefined) {
    this.#plan = plan;
    this.#base = Layers.of(base);
    this.#onMerge = onMerge;
    // Who listens wants to hear of each merge.
    this.#disagreements =
      onMerge === undefined ? Disagreements.under(plan.merges, base) : undefined;
    this.#frontiers =
      this.#disagreements &&
      new Frontiers(plan, this.#disagreements, (node) => this.#entries[node]);
  }

  contribute({ node, writer }: PlannedStage, fields: JsonObject): void {
    if (fields === noFields) return;
    this.#entries[node] = [{ writer, fields }];
    for (const path of this.#disagreements?.take(fields) ?? []) this.#makeUpFor(path);
  }

  /**
   * Merges what the ancestors of a stage contributed, where something new meets before it.
   *
   * @throws MergeConflictError
   */
  before({ name, joinPoint }: PlannedStage): void {
    const { node, eager, gate } = joinPoint;
    if (this.#met[node]) return;
    if (!eager) {
      // A stage above may have been skipped since its join failed: what met there meets here.
      const missing = gate?.eager === true && !this.#met[gate.node];
      if (missing) this.#joined(gate, placeOf({ stages: [name] }));
      return;
    }
    if (this.#disagreements?.any !== false) this.#settle(joinPoint, name);
    this.#met[node] = true;
    if (this.#disagreements !== undefined) this.#done.push(joinPoint);
  }

  #settle(joinPoint: JoinPoint, stage: string): void {
    this.#keep(joinPoint, this.#decideInPart(joinPoint) ?? this.#decide(joinPoint, stage));
  }

  /** What a join has decided holds below it. Where all agree, no decision is needed. */
  #keep(joinPoint: JoinPoint, resolutions: readonly Resolution[]): void {
    const decided = resolutions.filter(
      ({ path }) => this.#disagreements?.at(path).what !== 'nothing',
    );
    // Which of them was met first depends on how much of the graph a join has looked at.
    const entries = decided.toSorted(byPath).map((found) => this.#entryOf(found, joinPoint));
    this.#entries[joinPoint.node] = [...(this.#entries[joinPoint.node] ?? []), ...entries];
  }

  #decide(joinPoint: JoinPoint, stage: string): readonly Resolution[] {
    const { context, resolutions } = this.#merge(joinPoint, stage);
    this.#views[joinPoint.node] = context;
    if (resolutions.length === 0 || joinPoint.from === undefined) return resolutions;
    // Merged into a view, values of that view have no maker; only all entries tell who made what.
    return this.#resolve(joinPoint, this.#collect(joinPoint.ancestors));
  }

  /** As `#decide`, from what is new since the join above; undefined where that does not do. */
  #decideInPart(joinPoint: JoinPoint): readonly Resolution[] | undefined {
    const { node, nearest } = joinPoint;
    if (this.#frontiers === undefined || node < few) return undefined;
    if (nearest === undefined || !this.#isDecided(nearest)) return undefined;
    try {
      return this.#resolve(joinPoint, this.#frontiers.entriesToMerge(joinPoint));
    } catch (error) {
      // The whole join will report it.
      if (error instanceof ContextorError) return undefined;
      throw error;
    }
  }

  #resolve({ merge: spec }: JoinPoint, entries: readonly Entry[]): readonly Resolution[] {
    return join(this.#base, entries, { spec, join: '', record: true }).resolutions;
  }

  /** Whether what meets here has been merged without a conflict. */
  #isDecided({ node, eager, gate }: JoinPoint): boolean {
    if (eager) return this.#met[node] === true;
    return gate?.eager !== true || this.#met[gate.node] === true;
  }

  /** Decides a path at the joins so far, which have left it undecided. */
  #makeUpFor(path: readonly string[]): void {
    for (const joinPoint of this.#done) {
      this.#keep(joinPoint, this.#resolve(joinPoint, this.#frontiers!.all(joinPoint, path)));
    }
  }

  /** The fields that a stage sees; only after `before`. */
  fields({ joinPoint }: PlannedStage): JsonObject {
    this.#views[joinPoint.node] ??= this.#joined(joinPoint).context;
    return this.#views[joinPoint.node]!.whole;
  }

  /** Merges what all stages contributed. @throws MergeConflictError */
  end(): Joined {
    return this.#merge(this.#plan.end, undefined);
  }

  /** Who made what at the end of the run. */
  origins(): Joined['origins'] {
    const { end } = this.#plan;
    return join(this.#base, this.#collect(end.ancestors), {
      spec: end.merge,
      join: placeOf(end),
      record: false,
    }).origins;
  }

  /** Merges where contributions meet, and reports it. */
  #merge(joinPoint: JoinPoint, stage: string | undefined): Joined {
    if (this.#onMerge === undefined) return this.#joined(joinPoint);
    const { merge, ancestors } = joinPoint;
    const entries = this.#collect(ancestors);
    if (entries.length === 0) return untouched(this.#base);
    const started = performance.now();
    let conflicts: readonly string[] = [];
    try {
      const joined = this.#joined(joinPoint);
      conflicts = joined.contested;
      return joined;
    } catch (error) {
      if (error instanceof MergeConflictError) conflicts = error.conflicts.map(({ key }) => key);
      throw error;
    } finally {
      this.#onMerge({
        type: 'merge',
        stage,
        strategy: typeof merge.strategy === 'function' ? 'function' : merge.strategy,
        fields: Object.freeze(fieldNames(entries)),
        conflicts: Object.freeze([...conflicts]),
        durationMs: performance.now() - started,
      });
    }
  }

  /** Merges what meets into what is known of the stages above. */
  #joined(joinPoint: JoinPoint, where = placeOf(joinPoint)): Joined {
    const { ancestors, merge, eager } = joinPoint;
    if (merge.strategy === 'no-merge') return untouched(this.#base);
    // All ways to the join point lead through these; the nearest whose view is known will do.
    let known = joinPoint.from;
    while (known !== undefined && this.#views[known.node] === undefined) known = known.from;
    const base = known === undefined ? this.#base : this.#views[known.node]!;
    const entries = this.#collect(ancestors, known?.behind);
    const { name: pipeline } = this.#plan;
    return join(base, entries, { spec: merge, join: where, pipeline, record: eager });
  }

  /** What some stages contributed and their joins resolved, ancestors before descendants. */
  #collect(nodes: NodeSet, without?: NodeSet): readonly Entry[] {
    const entries: Entry[] = [];
    for (const node of nodesOf(nodes, without)) {
      const found = this.#entries[node];
      if (found !== undefined) entries.push(...found);
    }
    return entries;
  }

  #entryOf(resolution: Resolution, { node, ancestors }: JoinPoint): Entry {
    const { stages, opaque, path, value } = resolution;
    const order = Math.max(-1, ...stages.map((name) => this.#plan.byName.get(name)!.writer.order));
    const writer = { stages, order, node, ancestors, kind: 'join', opaque } as const;
    return { writer, fields: fieldsAt(path, value), replaces: path.length };
  }
}

function byPath({ path: one }: Resolution, { path: other }: Resolution): number {
  const [a, b] = [one.join('.'), other.join('.')];
  return a < b ? -1 : Number(a > b);
}

/** The names of the fields that some entries set, as they first occur. */
function fieldNames(entries: readonly Entry[]): readonly string[] {
  const names = new Set<string>();
  for (const { fields } of entries) {
    for (const name of Object.keys(fields)) if (!name.startsWith('_')) names.add(name);
  }
  return [...names];
}
