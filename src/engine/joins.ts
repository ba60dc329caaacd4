import { noFields } from './adopt.ts';
import { type NodeSet, nodesOf } from './ancestors.ts';
import { Frontiers } from './frontiers.ts';
import type { JsonObject } from './json.ts';
import { MergeConflictError } from './merge/conflict.ts';
import { type Entry, fieldsOf, type Joined, join, untouched } from './merge/join.ts';
import { Layers } from './merge/layers.ts';
import type { Resolution } from './merge/merge.ts';
import { type JoinPoint, type Plan, type PlannedStage, placeOf } from './plan.ts';
import { QuietFields } from './quiet-fields.ts';
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
  /** By node of the join point: the fields that the stages behind it see. */
  readonly #views: (Layers | undefined)[] = [];
  /** By node of the join point: whether its stages may start. */
  readonly #met: (true | undefined)[] = [];
  /** There where a join may look at a part of what is above it: nobody wants to hear of all. */
  readonly #frontiers: Frontiers | undefined;
  /** By node of the join point: whether it was decided, and its view is not made yet. */
  readonly #inPart: (true | undefined)[] = [];
  /** There as long as no join has to be merged before somebody looks. */
  #quiet: QuietFields | undefined;
  /** The joins that have not been merged, in the order in which their stages started. */
  readonly #deferred: JoinPoint[] = [];

  constructor(plan: Plan, base: JsonObject, onMerge: ((event: MergeEvent) => void) | undefined) {
    this.#plan = plan;
    this.#base = Layers.of(base);
    this.#onMerge = onMerge;
    // Who listens wants to hear of each merge.
    if (onMerge !== undefined) return;
    this.#quiet = QuietFields.under(plan.merges, base);
    this.#frontiers = Frontiers.under(plan.merges, (node) => this.#entries[node]);
  }

  contribute({ node, writer }: PlannedStage, fields: JsonObject): void {
    if (fields === noFields) return;
    this.#entries[node] = [{ writer, fields }];
    if (this.#quiet?.takes(fields) === false) this.#mergeAll();
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
    if (this.#quiet === undefined) this.#settle(joinPoint, name);
    else this.#deferred.push(joinPoint);
    this.#met[node] = true;
  }

  #settle(joinPoint: JoinPoint, stage: string): void {
    const { node } = joinPoint;
    const resolutions = this.#decideInPart(joinPoint) ?? this.#decide(joinPoint, stage);
    if (resolutions.length > 0) {
      this.#entries[node] = resolutions.map((found) => this.#entryOf(found, joinPoint));
    }
  }

  #decide(joinPoint: JoinPoint, stage: string): readonly Resolution[] {
    const { context, resolutions } = this.#merge(joinPoint, stage);
    this.#views[joinPoint.node] = context;
    return resolutions;
  }

  /** As `#decide`, from what is new since the join above; undefined where that does not do. */
  #decideInPart(joinPoint: JoinPoint): readonly Resolution[] | undefined {
    const { node, merge: spec, nearest, from } = joinPoint;
    if (node < few || nearest === undefined || !this.#isDecided(nearest)) return undefined;
    // What one join alone leads to is merged into its view, which stages may read.
    if (nearest === from && this.#views[from.node] !== undefined) return undefined;
    const entries = this.#frontiers?.meeting(joinPoint);
    if (entries === undefined) return undefined;
    try {
      const { resolutions } = join(this.#base, entries, { spec, join: '', record: true });
      this.#inPart[node] = true;
      return resolutions;
    } catch (error) {
      // The whole of it is to be told.
      if (error instanceof MergeConflictError) return undefined;
      throw error;
    }
  }

  /** Whether what meets here has been merged without a conflict. */
  #isDecided({ node, eager, gate }: JoinPoint): boolean {
    if (eager) return this.#met[node] === true;
    return gate?.eager !== true || this.#met[gate.node] === true;
  }

  /** From now on joins are merged before their stages; what those before now decided is made up for. */
  #mergeAll(): void {
    this.#quiet = undefined;
    for (const joinPoint of this.#deferred.splice(0)) {
      // Without a strategy, what agrees leaves no decision.
      if (!joinPoint.merge.plain) this.#settle(joinPoint, joinPoint.stages[0]!);
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

  /** Merges where contributions meet, and tells of it. */
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
    const { ancestors, merge, from, eager } = joinPoint;
    const known = this.#lastKnown(from);
    const base = known === undefined ? this.#base : this.#views[known.node]!;
    const entries = this.#collect(ancestors, known?.behind);
    const { name: pipeline } = this.#plan;
    return join(base, entries, { spec: merge, join: where, pipeline, record: eager });
  }

  /** The nearest join of those that all ways lead through whose view is known, or can be made. */
  #lastKnown(from: JoinPoint | undefined): JoinPoint | undefined {
    const inPart: JoinPoint[] = [];
    let known = from;
    while (known !== undefined && this.#views[known.node] === undefined) {
      if (this.#inPart[known.node]) inPart.push(known);
      known = known.from;
    }
    for (const point of inPart.reverse()) this.#views[point.node] = this.#joined(point).context;
    return inPart.at(-1) ?? known;
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
    const { stages, opaque, path } = resolution;
    const order = Math.max(-1, ...stages.map((name) => this.#plan.byName.get(name)!.writer.order));
    const writer = { stages, order, node, ancestors, kind: 'join', opaque } as const;
    return { writer, fields: fieldsOf(resolution), replaces: path.length };
  }
}

/** The names of the fields that some entries set, as they first occur. */
function fieldNames(entries: readonly Entry[]): readonly string[] {
  const names = new Set<string>();
  for (const { fields } of entries) {
    for (const name of Object.keys(fields)) if (!name.startsWith('_')) names.add(name);
  }
  return [...names];
}
