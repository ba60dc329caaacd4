import { noFields } from './adopt.ts';
import type { StageSet } from './ancestors.ts';
import type { JsonObject } from './json.ts';
import { MergeConflictError } from './merge/conflict.ts';
import { type Entry, fieldsOf, type Joined, join, untouched } from './merge/join.ts';
import type { Resolution } from './merge/merge.ts';
import type { CompiledMerge } from './merge/spec.ts';
import type { Meeting, Plan, PlannedStage } from './plan.ts';
import type { MergeEvent } from './types.ts';

/** What a stage sees: merged before it starts where that can fail, else when it is first read. */
interface View {
  /** Whether it is the plain merge, without conflict: behind it a chain of stages cannot bring one up. */
  readonly clean: boolean;
  /** The merged fields, once they are. */
  fields: JsonObject | undefined;
  readonly merge: () => JsonObject;
}

/** What a merge event tells of. */
interface Told {
  readonly spec: CompiledMerge;
  readonly entries: readonly Entry[];
}

/** Where a view stands: behind a single stage. */
interface Behind {
  readonly only: number;
  readonly ancestors: StageSet;
  readonly spec: CompiledMerge;
}

/** The joins of one run: the contributions so far, and what each stage sees of them. */
export class Joins {
  readonly #plan: Plan;
  readonly #base: JsonObject;
  readonly #root: View;
  readonly #onMerge: ((event: MergeEvent) => void) | undefined;
  readonly #contributions: (Entry | undefined)[] = [];
  readonly #resolutions: (readonly Entry[] | undefined)[] = [];
  readonly #views: View[] = [];
  readonly #viewsBehind: (View | undefined)[] = [];

  constructor(plan: Plan, base: JsonObject, onMerge: ((event: MergeEvent) => void) | undefined) {
    this.#plan = plan;
    this.#base = base;
    this.#root = { clean: true, fields: base, merge: () => base };
    this.#onMerge = onMerge;
  }

  contribute(stage: PlannedStage, fields: JsonObject): void {
    this.#contributions[stage.index] = { writer: stage.writer, fields };
  }

  /** Merges what the ancestors of a stage contributed. @throws MergeConflictError */
  before(stage: PlannedStage): void {
    this.#viewOf(stage);
  }

  /** The fields that a stage sees; only after `before`, unless it `mergesOnDemand`. */
  fields(stage: PlannedStage): JsonObject {
    const view = this.#viewOf(stage);
    view.fields ??= view.merge();
    return view.fields;
  }

  /** Merges what all stages contributed. @throws MergeConflictError */
  end(): Joined {
    const { end } = this.#plan;
    const { merge: spec } = end;
    const entries = this.#collect(end.ancestors);
    if (entries.length === 0) return untouched(this.#base);
    const whole = () =>
      join(this.#base, entries, { spec, join: 'the end of the run', record: false });
    return this.#told(undefined, { spec, entries }, () => {
      const view = this.#viewBehind(end);
      if (view === undefined) return whole();
      view.fields ??= view.merge();
      return untouched(view.fields, () => whole().origins());
    });
  }

  #viewOf(stage: PlannedStage): View {
    const unseen: PlannedStage[] = [];
    for (let at: PlannedStage | undefined = stage; at !== undefined; at = this.#above(at)) {
      if (this.#views[at.index] !== undefined) break;
      unseen.push(at);
    }
    for (const at of unseen.reverse()) {
      this.#views[at.index] = this.#viewBehind(at) ?? this.#mergedView(at);
    }
    return this.#views[stage.index]!;
  }

  /** The stage behind which another one stands alone, where its view may still have to be made. */
  #above({ dependencies }: PlannedStage): PlannedStage | undefined {
    const [only, more] = dependencies;
    if (only === undefined || more !== undefined) return undefined;
    const above = this.#plan.stages[only]!;
    return above.mergesOnDemand ? above : undefined;
  }

  /** Behind a single stage nothing new meets: the view is shared, and merged only when it is read. */
  #viewBehind({ dependencies, merge, ancestors }: Meeting): View | undefined {
    if (dependencies.length === 0) return this.#root;
    const [only] = dependencies;
    if (dependencies.length > 1 || only === undefined || !merge.plain) return undefined;
    const above = this.#views[only];
    if (above?.clean !== true) return undefined;
    if (!this.#hasEntries(only)) return above;
    this.#viewsBehind[only] ??= {
      clean: true,
      fields: undefined,
      merge: () => this.#mergeBehind(above, { only, ancestors, spec: merge }),
    };
    return this.#viewsBehind[only];
  }

  #mergeBehind(above: View, { only, ancestors, spec }: Behind): JsonObject {
    const known = above.fields !== undefined;
    const base = above.fields ?? this.#base;
    const entries = known ? [this.#contributions[only]!] : this.#collect(ancestors);
    return join(base, entries, { spec, join: '', record: false }).context;
  }

  #mergedView(stage: PlannedStage): View {
    const { ancestors, merge: spec } = stage;
    const entries = this.#collect(ancestors);
    if (entries.length === 0) return this.#root;
    const settings = { spec, join: `the join before stage '${stage.name}'`, record: true };
    const { context, resolutions } = this.#told(stage.name, { spec, entries }, () =>
      join(this.#base, entries, settings),
    );
    if (resolutions.length > 0) {
      this.#resolutions[stage.index] = resolutions.map((found) => this.#entryOf(found, stage));
    }
    return { clean: spec.plain, fields: context, merge: () => context };
  }

  /** Calls what merges, and tells what came of it. */
  #told(stage: string | undefined, { spec, entries }: Told, merge: () => Joined): Joined {
    if (this.#onMerge === undefined) return merge();
    const started = performance.now();
    let conflicts: readonly string[] = [];
    let context: JsonObject | undefined;
    try {
      const joined = merge();
      context = joined.context;
      conflicts = joined.contested;
      return joined;
    } catch (error) {
      if (error instanceof MergeConflictError) conflicts = error.conflicts.map(({ key }) => key);
      throw error;
    } finally {
      this.#onMerge({
        type: 'merge',
        stage,
        strategy: typeof spec.strategy === 'function' ? 'function' : spec.strategy,
        fields: this.#fieldNames(spec, entries, context),
        conflicts,
        durationMs: performance.now() - started,
      });
    }
  }

  /** The names of the fields that some entries set, as they first occur. */
  #fieldNames(
    spec: CompiledMerge,
    entries: readonly Entry[],
    context: JsonObject | undefined,
  ): readonly string[] {
    if (spec.plain && context !== undefined && this.#base === noFields) {
      // They are those of the merged context; names like numbers would come first there.
      const names = Object.keys(context);
      if (!/^\d/.test(names[0] ?? '')) return names;
    }
    const names = new Set<string>();
    for (const { fields } of entries) {
      for (const name of Object.keys(fields)) if (!name.startsWith('_')) names.add(name);
    }
    return [...names];
  }

  /** What some stages contributed and their joins resolved, ancestors before descendants. */
  #collect(stages: StageSet): Entry[] {
    const entries: Entry[] = [];
    for (let word = 0; word < stages.length; word++) {
      let bits = stages[word]!;
      while (bits !== 0) {
        const index = word * 32 + (31 - Math.clz32(bits & -bits));
        bits &= bits - 1;
        const resolutions = this.#resolutions[index];
        if (resolutions !== undefined) entries.push(...resolutions);
        const contribution = this.#contributions[index];
        if (contribution !== undefined) entries.push(contribution);
      }
    }
    return entries;
  }

  #hasEntries(index: number): boolean {
    return this.#contributions[index] !== undefined || this.#resolutions[index] !== undefined;
  }

  #entryOf(resolution: Resolution, { index, ancestors }: PlannedStage): Entry {
    const { stages, opaque, path } = resolution;
    const { numbers, stages: planned } = this.#plan;
    let order = -1;
    for (const name of stages) order = Math.max(order, planned[numbers.get(name)!]!.writer.order);
    const writer = { stages, order, stage: index, ancestors, kind: 'join', opaque } as const;
    return { writer, fields: fieldsOf(resolution), replaces: path.length };
  }
}
