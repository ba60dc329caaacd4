import { addStage, addStages, type StageSet, stageSet } from './ancestors.ts';
import { checkDeclarations, type StageDeclaration } from './declaration.ts';
import { type CompiledMerge, compileMerge } from './merge/spec.ts';
import type { Writer } from './merge/votes.ts';
import { checkOwnership, sortStages } from './order.ts';
import { instantiate, type RunStage } from './runner.ts';
import type { MergeOption, StageKind } from './types.ts';

/** A stage as checked and placed in the graph. */
export interface PlannedStage {
  readonly name: string;
  readonly kind: StageKind;
  readonly run: RunStage;
  /** Its number: the place in an order that puts ancestors first and keeps declared order otherwise. */
  readonly index: number;
  readonly after: readonly string[];
  /** The numbers of its dependencies, in declared order. */
  readonly dependencies: readonly number[];
  readonly dependents: readonly number[];
  readonly ancestors: StageSet;
  readonly writer: Writer;
  readonly merge: CompiledMerge;
  readonly timeoutMs: number | undefined;
  readonly retries: number;
  readonly skipsOnError: boolean;
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
  /** For each stage, how many it waits for. */
  readonly dependencyCounts: Int32Array;
  readonly merge: CompiledMerge;
  readonly all: StageSet;
}

/** Checks a pipeline and works out everything that does not depend on a run. */
export function makePlan(
  name: string,
  declarations: readonly StageDeclaration[],
  defaultMerge: MergeOption | undefined,
): Plan {
  checkDeclarations(name, declarations);
  const order = sortStages(declarations);
  const names = declarations.map((declaration) => declaration.name);
  const merge = compileMerge(defaultMerge, { where: `pipeline '${name}'`, stages: names });
  const stages = placeStages(declarations, { order, names, merge });
  checkOwnership(stages);
  const all = stageSet(stages.length);
  for (const { index } of stages) addStage(all, index);
  const place = new Map(order.map((declared, index) => [declared, index]));
  const declared = declarations.map((_, index) => place.get(index)!);
  const numbers = new Map(stages.map((stage) => [stage.name, stage.index]));
  const dependencyCounts = Int32Array.from(stages, ({ dependencies }) => dependencies.length);
  return { name, stages, declared, numbers, dependencyCounts, merge, all };
}

interface Placing {
  readonly order: readonly number[];
  readonly names: readonly string[];
  readonly merge: CompiledMerge;
}

function placeStages(
  declarations: readonly StageDeclaration[],
  { order, names, merge }: Placing,
): readonly PlannedStage[] {
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
    const { kind = 'enrich', timeoutMs, retries = 0, onError } = options;
    const skipsOnError = onError === 'skip';
    const mayRepeat = retries > 0 || timeoutMs !== undefined || skipsOnError;
    const where = `stage '${name}'`;
    stages.push({
      name,
      kind,
      run: instantiate(name, runner),
      index,
      after,
      dependencies,
      dependents: dependents[index]!,
      ancestors,
      writer: writerOf(name, { order: declared, stage: index, ancestors }),
      merge:
        options.merge === undefined ? merge : compileMerge(options.merge, { where, stages: names }),
      timeoutMs,
      retries,
      skipsOnError,
      forks: kind === 'transform' && mayRepeat,
    });
  }
  return stages;
}

function writerOf(name: string, place: Pick<Writer, 'order' | 'stage' | 'ancestors'>): Writer {
  return { stages: [name], ...place, kind: 'stage', opaque: false };
}
