import { hasNode, type NodeSet, noNodes, sizeOf, union, withNodes } from './ancestors.ts';
import { checkDeclarations, type StageDeclaration } from './declaration.ts';
import { Dominators } from './dominators.ts';
import { type CompiledMerge, compileMerge } from './merge/spec.ts';
import type { Writer } from './merge/votes.ts';
import { checkOwnership, sortStages } from './order.ts';
import { type Retries, resolveRetries } from './retries.ts';
import { findable, instantiate, type RunStage } from './runner.ts';
import type { PipelineOptions, StageKind } from './types.ts';

/**
 * Where contributions meet: before all stages that come after the same stages under the same merge,
 * or at the end of the run.
 */
export interface JoinPoint {
  /** Its number among stages and meetings: ancestors have smaller ones. */
  readonly node: number;
  /** The names of the stages after it; none: the end of the run. */
  readonly stages: string[];
  /** The stages and joins above it. */
  readonly ancestors: NodeSet;
  /** Those and itself. */
  readonly behind: NodeSet;
  readonly merge: CompiledMerge;
  /** Something new may meet here: it merges before a stage starts, not when a stage reads its fields. */
  readonly eager: boolean;
  /** The nearest join point that all ways to here lead through, where what it merged can be built on. */
  readonly from: JoinPoint | undefined;
  /** Of the join points above, the one with the most above it. */
  readonly nearest: JoinPoint | undefined;
  /** The nearest eager join point on the way from `from`, where this one is not eager. */
  readonly gate: JoinPoint | undefined;
}

/** A stage as checked and placed in the graph. */
export interface PlannedStage {
  readonly name: string;
  readonly kind: StageKind;
  readonly run: RunStage;
  /** Its place in an order that puts ancestors first and keeps declared order otherwise. */
  readonly index: number;
  /** Its number among stages and meetings. */
  readonly node: number;
  readonly after: readonly string[];
  /** The stages that wait for it, by `index`. */
  readonly dependents: number[];
  /** Those that it waits for, by `index`. */
  readonly dependencies: readonly number[];
  readonly joinPoint: JoinPoint;
  readonly ancestors: NodeSet;
  readonly writer: Writer;
  readonly timeoutMs: number | undefined;
  readonly retries: Retries;
  readonly skipsOnError: boolean;
  readonly concurrency: number | undefined;
  /** It is a transform that may fail half-way without failing the run. */
  readonly forks: boolean;
}

export interface Plan {
  readonly name: string;
  /** Ancestors first, else in declared order. */
  readonly stages: readonly PlannedStage[];
  readonly declared: readonly PlannedStage[];
  readonly byName: ReadonlyMap<string, PlannedStage>;
  readonly end: JoinPoint;
  /** The merge specs of all joins. */
  readonly merges: readonly CompiledMerge[];
  /** Each stage is declared after those that it waits for. */
  readonly isInOrder: boolean;
  /** The longest `timeoutMs` of its stages. */
  readonly longestTimeoutMs: number | undefined;
}

/** Checks a pipeline and works out everything that does not depend on a run. */
export function makePlan(
  name: string,
  declarations: readonly StageDeclaration[],
  options: Pick<PipelineOptions<never>, 'merge' | 'findable'>,
): Plan {
  checkDeclarations(name, declarations);
  const names = declarations.map((declaration) => declaration.name);
  const merge = compileMerge(options.merge, { where: `pipeline '${name}'`, stages: names });
  const planner = new Planner(declarations, { merge, names, isFindable: options.findable ?? true });
  const stages = sortStages(declarations).map((declared) => planner.place(declared));
  checkOwnership(stages);
  const byName = new Map(stages.map((stage) => [stage.name, stage]));
  const last = stages.filter(({ dependents }) => dependents.length === 0);
  const end = { ...planner.joinPoint(last, merge), eager: false };
  const declared = names.map((own) => byName.get(own)!);
  const timeouts = stages.flatMap(({ timeoutMs }) => timeoutMs ?? []);
  const longestTimeoutMs = timeouts.length === 0 ? undefined : Math.max(...timeouts);
  const merges = [...new Set([...stages.map(({ joinPoint }) => joinPoint.merge), merge])];
  const isInOrder = stages.every((stage, at) => stage === declared[at]);
  return { name, stages, declared, byName, end, merges, isInOrder, longestTimeoutMs };
}

interface Common {
  readonly merge: CompiledMerge;
  readonly names: readonly string[];
  readonly isFindable: boolean;
}

class Planner {
  readonly #declarations: readonly StageDeclaration[];
  readonly #common: Common;
  readonly #stages: PlannedStage[] = [];
  readonly #byName = new Map<string, PlannedStage>();
  readonly #joinPoints = new Map<CompiledMerge, Map<string, JoinPoint>>();
  readonly #dominators = new Dominators();
  /** By number: a join point, or that of a stage. */
  readonly #joins: JoinPoint[] = [];

  constructor(declarations: readonly StageDeclaration[], common: Common) {
    this.#declarations = declarations;
    this.#common = common;
  }

  /** Places a stage; those that it waits for are there. */
  place(declared: number): PlannedStage {
    const { name, runner, options } = this.#declarations[declared]!;
    const after = Object.freeze([...new Set(options.after)]);
    const above = after.map((dependency) => this.#byName.get(dependency)!);
    const joinPoint = this.joinPoint(above, this.#mergeOf(declared));
    joinPoint.stages.push(name);
    const node = this.#joins.push(joinPoint) - 1;
    this.#dominators.add(node, joinPoint.node);
    const index = this.#stages.length;
    const { behind: ancestors } = joinPoint;
    const { kind = 'enrich', timeoutMs, onError, concurrency } = options;
    const retries = resolveRetries(options.retries);
    const skipsOnError = onError === 'skip';
    const mayRepeat = retries.times > 0 || timeoutMs !== undefined || skipsOnError;
    const run = instantiate(name, runner);
    const stage: PlannedStage = {
      name,
      kind,
      run: this.#common.isFindable ? findable(run) : run,
      index,
      node,
      after,
      dependents: [],
      dependencies: above.map((other) => other.index),
      joinPoint,
      ancestors,
      writer: { stages: [name], order: declared, node, ancestors, kind: 'stage', opaque: false },
      timeoutMs,
      retries,
      skipsOnError,
      concurrency,
      forks: kind === 'transform' && mayRepeat,
    };
    for (const { dependents } of above) dependents.push(index);
    this.#stages.push(stage);
    this.#byName.set(name, stage);
    return stage;
  }

  /** Where some stages meet under a merge: the same for all stages that come after them. */
  joinPoint(above: readonly PlannedStage[], merge: CompiledMerge): JoinPoint {
    const key = above
      .map(({ index }) => index)
      .sort((a, b) => a - b)
      .join(' ');
    const known = this.#joinPoints.get(merge) ?? new Map<string, JoinPoint>();
    this.#joinPoints.set(merge, known);
    const made = known.get(key) ?? this.#newJoinPoint(above, merge);
    known.set(key, made);
    return made;
  }

  #newJoinPoint(above: readonly PlannedStage[], merge: CompiledMerge): JoinPoint {
    const known = above.reduce((nodes, stage) => union(nodes, stage.ancestors), noNodes);
    const latest = above.flatMap(({ node }) => (hasNode(known, node) ? [] : [node]));
    const ancestors = withNodes(known, latest);
    const dominator = this.#dominators.of(latest);
    const last = dominator === undefined ? undefined : this.#joins[dominator]!;
    const from = merge.folds && last?.merge === merge ? last : undefined;
    const eager =
      latest.length > 1 || (latest.length === 1 && !(merge.plain && from !== undefined));
    const gate = from === undefined || from.eager ? from : from.gate;
    const node = this.#joins.length;
    const behind = withNodes(ancestors, [node]);
    const nearest = largest(above.map(({ joinPoint }) => joinPoint));
    const point = { node, stages: [], ancestors, behind, merge, eager, from, nearest, gate };
    this.#joins.push(point);
    this.#dominators.add(node, dominator);
    return point;
  }

  /** The merge spec of a stage, or that of the pipeline. */
  #mergeOf(declared: number): CompiledMerge {
    const { name, options } = this.#declarations[declared]!;
    if (options.merge === undefined) return this.#common.merge;
    return compileMerge(options.merge, { where: `stage '${name}'`, stages: this.#common.names });
  }
}

/** The join point with the most above it. */
function largest(points: readonly JoinPoint[]): JoinPoint | undefined {
  const [first, ...others] = new Set(points);
  return others.reduce((best, one) => (isLarger(one, best!) ? one : best), first);
}

function isLarger(one: JoinPoint, other: JoinPoint): boolean {
  if (hasNode(one.ancestors, other.node)) return true;
  if (hasNode(other.ancestors, one.node)) return false;
  return sizeOf(one.ancestors) > sizeOf(other.ancestors);
}

/** A join point, for messages. */
export function placeOf({ stages }: Pick<JoinPoint, 'stages'>): string {
  if (stages.length === 0) return 'the end of the run';
  const [first, second, ...others] = stages.map((name) => `'${name}'`);
  if (second === undefined) return `the join before stage ${first}`;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `the join before stages ${first}${more === '' ? ' and' : ','} ${second}${more}`;
}
