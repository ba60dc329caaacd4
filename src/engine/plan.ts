import { addStage, addStages, type StageSet, stageSet } from './ancestors.ts';
import { findable } from './current.ts';
import { checkDeclarations, type StageDeclaration } from './declaration.ts';
import { type CompiledMerge, compileMerge } from './merge/spec.ts';
import type { Writer } from './merge/votes.ts';
import { checkOwnership, sortStages } from './order.ts';
import { instantiate, type RunStage } from './runner.ts';
import { startsOf } from './schedule.ts';
import type { PipelineOptions, StageKind } from './types.ts';

/** Where contributions meet: before a stage, or at the end of the run. */
export interface Meeting {
  /** The numbers of the stages right above it, in declared order. */
  readonly dependencies: readonly number[];
  readonly ancestors: StageSet;
  readonly merge: CompiledMerge;
}

/** A stage as checked and placed in the graph. */
export interface PlannedStage extends Meeting {
  readonly name: string;
  readonly kind: StageKind;
  readonly run: RunStage;
  /** Its number: the place in an order that puts ancestors first and keeps declared order otherwise. */
  readonly index: number;
  readonly after: readonly string[];
  readonly dependents: readonly number[];
  readonly writer: Writer;
  readonly timeoutMs: number | undefined;
  readonly retries: number;
  readonly skipsOnError: boolean;
  /** Whether no merge before it can fail, so that what it sees is merged only where it asks. */
  readonly mergesOnDemand: boolean;
  /** Its contributions are taken as they are. */
  readonly trusted: boolean;
  /** It is a transform that may fail half-way and yet let the run go on. */
  readonly forks: boolean;
}

export interface Plan {
  readonly name: string;
  /** Ancestors first, else in declared order. */
  readonly stages: readonly PlannedStage[];
  /** Declared order, as indexes into `stages`. */
  readonly declared: readonly number[];
  readonly numbers: ReadonlyMap<string, number>;
  /** The numbers of the stages, as they start where each one ends before the next. */
  readonly starts: readonly number[];
  /** For each stage, how many it waits for. */
  readonly dependencyCounts: readonly number[];
  /** Behind all stages. */
  readonly end: Meeting;
}

/** Checks a pipeline and works out everything that does not depend on a run. */
export function makePlan(
  name: string,
  declarations: readonly StageDeclaration[],
  { merge: defaultMerge, findable: isFindable = true, trusted = false }: PlanOptions,
): Plan {
  checkDeclarations(name, declarations);
  const order = sortStages(declarations);
  const names = declarations.map((declaration) => declaration.name);
  const merge = compileMerge(defaultMerge, { where: `pipeline '${name}'`, stages: names });
  const stages = placeStages(declarations, { order, names, merge, isFindable, trusted });
  checkOwnership(stages);
  const ancestors = stageSet(stages.length);
  for (const { index } of stages) addStage(ancestors, index);
  const last = stages.filter(({ dependents }) => dependents.length === 0);
  const end = { dependencies: last.map(({ index }) => index), ancestors, merge };
  const place = new Map(order.map((declared, index) => [declared, index]));
  const declared = declarations.map((_, index) => place.get(index)!);
  const numbers = new Map(stages.map((stage) => [stage.name, stage.index]));
  const dependencyCounts = stages.map(({ dependencies }) => dependencies.length);
  const starts = startsOf(stages, dependencyCounts);
  return { name, stages, declared, numbers, starts, dependencyCounts, end };
}

type PlanOptions = Pick<PipelineOptions<never>, 'merge' | 'findable' | 'trusted'>;

interface Placing {
  readonly order: readonly number[];
  readonly names: readonly string[];
  readonly merge: CompiledMerge;
  readonly isFindable: boolean;
  readonly trusted: boolean;
}

function placeStages(
  declarations: readonly StageDeclaration[],
  placing: Placing,
): readonly PlannedStage[] {
  const { order, names, isFindable, trusted } = placing;
  const places = new Map(order.map((declared, index) => [names[declared]!, index]));
  const dependents: number[][] = order.map(() => []);
  const stages: PlannedStage[] = [];
  for (const [index, declared] of order.entries()) {
    const { name, runner, options } = declarations[declared]!;
    const after = [...new Set(options.after)];
    const dependencies = after.map((dependency) => places.get(dependency)!);
    const ancestors = stageSet(order.length);
    for (const dependency of dependencies) {
      addStage(ancestors, dependency);
      addStages(ancestors, stages[dependency]!.ancestors);
      dependents[dependency]!.push(index);
    }
    const meeting: Meeting = {
      dependencies,
      ancestors,
      merge: mergeOf(declarations[declared]!, placing),
    };
    const { kind = 'enrich', timeoutMs, retries = 0, onError } = options;
    const skipsOnError = onError === 'skip';
    const mayRepeat = retries > 0 || timeoutMs !== undefined || skipsOnError;
    const run = instantiate(name, runner);
    stages.push({
      name,
      kind,
      run: isFindable ? findable(run) : run,
      index,
      after,
      ...meeting,
      mergesOnDemand: isClear(meeting, stages),
      dependents: dependents[index]!,
      writer: writerOf(name, { order: declared, stage: index, ancestors }),
      timeoutMs,
      retries,
      skipsOnError,
      trusted,
      forks: kind === 'transform' && mayRepeat,
    });
  }
  return stages;
}

/**
 * Behind a single stage nothing new meets: under the plain merge no conflict can come up there, where
 * none could before that stage, or where the run would have ended with it.
 */
function isClear({ dependencies, merge }: Meeting, stages: readonly PlannedStage[]): boolean {
  const [only] = dependencies;
  if (only === undefined) return true;
  if (dependencies.length > 1 || !merge.plain) return false;
  const above = stages[only]!;
  return above.mergesOnDemand || (above.merge.plain && !above.skipsOnError);
}

/** The merge spec of a stage, or that of the pipeline. */
function mergeOf({ name, options }: StageDeclaration, { merge, names }: Placing): CompiledMerge {
  if (options.merge === undefined) return merge;
  return compileMerge(options.merge, { where: `stage '${name}'`, stages: names });
}

function writerOf(name: string, place: Pick<Writer, 'order' | 'stage' | 'ancestors'>): Writer {
  return { stages: [name], ...place, kind: 'stage', opaque: false };
}
