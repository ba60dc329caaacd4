import { ContextorError } from '../errors.ts';
import { describe } from './adopt.ts';
import { addStage, addStages, hasStage, type StageSet, stageSet } from './ancestors.ts';
import { type CompiledMerge, compileMerge } from './merge/spec.ts';
import type { Writer } from './merge/votes.ts';
import { instantiate, type RunStage } from './runner.ts';
import type { AnyRunner, MergeOption, StageKind, StageOptions } from './types.ts';

/** A stage as declared. */
export interface StageDeclaration {
  readonly name: string;
  readonly runner: AnyRunner;
  readonly options: StageOptions;
}

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
  readonly merge: CompiledMerge;
  readonly all: StageSet;
}

const kinds: readonly unknown[] = ['enrich', 'transform'];
const policies: readonly unknown[] = ['fail', 'skip'];
const unsafeNames = ['__proto__', 'constructor', 'prototype'];

/** Checks a pipeline and works out everything that does not depend on a run. */
export function makePlan(
  name: string,
  declarations: readonly StageDeclaration[],
  defaultMerge: MergeOption | undefined,
): Plan {
  if (declarations.length === 0) {
    throw new ContextorError(`Pipeline '${name}' has no stages`, {
      code: 'ENGINE_EMPTY_PIPELINE',
      remedy: "add one: pipeline('name').stage('first', runner).build()",
    });
  }
  checkNames(name, declarations);
  for (const declaration of declarations) checkOptions(declaration);
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
  return { name, stages, declared, numbers, merge, all };
}

function checkNames(pipeline: string, declarations: readonly StageDeclaration[]): void {
  const seen = new Set<string>();
  for (const { name } of declarations) {
    if (typeof name !== 'string' || name.trim() === '' || unsafeNames.includes(name)) {
      const shown = typeof name === 'string' ? `'${name}'` : describe(name);
      throw new ContextorError(`Pipeline '${pipeline}': ${shown} is no name for a stage`, {
        code: 'ENGINE_STAGE_NAME',
        remedy: 'give each stage a name that is a non-empty text',
      });
    }
    if (seen.has(name)) {
      throw new ContextorError(`Pipeline '${pipeline}' has two stages named '${name}'`, {
        code: 'ENGINE_DUPLICATE_STAGE',
        remedy: 'rename one of the two',
      });
    }
    seen.add(name);
  }
  for (const { name, options } of declarations)
    checkAfter(name, { after: options.after, known: seen });
}

function checkAfter(
  stage: string,
  { after = [], known }: { after: unknown; known: ReadonlySet<string> },
): void {
  if (!Array.isArray(after)) throw badOption(stage, `after is ${describe(after)}, not a list`);
  for (const dependency of after) {
    if (known.has(dependency)) continue;
    throw new ContextorError(
      `Stage '${stage}' comes after an unknown stage '${String(dependency)}'`,
      {
        code: 'ENGINE_UNKNOWN_DEPENDENCY',
        remedy: `the stages are ${[...known].join(', ')}`,
      },
    );
  }
}

function checkOptions({ name, options }: StageDeclaration): void {
  const { kind = 'enrich', onError = 'fail', timeoutMs, retries = 0 } = options;
  if (!kinds.includes(kind))
    throw badOption(name, `kind is '${String(kind)}', not enrich or transform`);
  if (!policies.includes(onError)) {
    throw badOption(name, `onError is '${String(onError)}', not fail or skip`);
  }
  if (!(Number.isInteger(retries) && retries >= 0)) {
    throw badOption(name, `retries is ${String(retries)}, not a whole number from 0`);
  }
  if (timeoutMs !== undefined && !(timeoutMs > 0 && timeoutMs <= 2 ** 31 - 1)) {
    throw badOption(
      name,
      `timeoutMs is ${String(timeoutMs)}, not a number of milliseconds above 0`,
    );
  }
}

function badOption(stage: string, problem: string): ContextorError {
  return new ContextorError(`Stage '${stage}': ${problem}`, {
    code: 'ENGINE_BAD_OPTION',
    remedy: 'mend the option in .stage(name, runner, options)',
  });
}

/** Declared numbers in an order that puts ancestors first and keeps declared order otherwise. */
function sortStages(declarations: readonly StageDeclaration[]): readonly number[] {
  const numbers = new Map(declarations.map(({ name }, index) => [name, index]));
  const order: number[] = [];
  const state = new Uint8Array(declarations.length);
  const dependenciesOf = (stage: number) =>
    (declarations[stage]!.options.after ?? []).map((name) => numbers.get(name)!);
  for (let root = 0; root < declarations.length; root++) {
    if (state[root] === 2) continue;
    const stack = [{ stage: root, pending: dependenciesOf(root).sort((a, b) => a - b), next: 0 }];
    state[root] = 1;
    while (stack.length > 0) {
      const frame = stack.at(-1)!;
      const dependency = frame.pending[frame.next++];
      if (dependency === undefined) {
        state[frame.stage] = 2;
        order.push(frame.stage);
        stack.pop();
      } else if (state[dependency] === 1) {
        throw cycle([...stack.map(({ stage }) => stage), dependency], declarations);
      } else if (state[dependency] === 0) {
        state[dependency] = 1;
        const pending = dependenciesOf(dependency).sort((a, b) => a - b);
        stack.push({ stage: dependency, pending, next: 0 });
      }
    }
  }
  return order;
}

function cycle(walk: readonly number[], declarations: readonly StageDeclaration[]): ContextorError {
  const loop = walk.slice(walk.indexOf(walk.at(-1)!)).reverse();
  const names = loop.map((stage) => declarations[stage]!.name);
  return new ContextorError(`The stages wait for each other: ${names.join(' -> ')}`, {
    code: 'ENGINE_CYCLE',
    remedy: "take one of them out of another's `after`",
  });
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

/** Only one transform may own the input at a time, and nobody may read it meanwhile. */
function checkOwnership(stages: readonly PlannedStage[]): void {
  const transforms = stages.filter(({ kind }) => kind === 'transform');
  for (const [index, later] of transforms.entries()) {
    const earlier = transforms[index - 1];
    if (earlier === undefined || hasStage(later.ancestors, earlier.index)) continue;
    throw unordered(
      'ENGINE_UNORDERED_TRANSFORMS',
      [earlier.name, later.name],
      'both may change the input',
    );
  }
  for (const { kind, name, index, ancestors } of stages) {
    if (kind !== 'enrich') continue;
    for (const transform of transforms) {
      if (hasStage(ancestors, transform.index) || hasStage(transform.ancestors, index)) continue;
      throw unordered(
        'ENGINE_UNORDERED_ENRICHER',
        [transform.name, name],
        'one reads the input while the other may change it',
      );
    }
  }
}

function unordered(
  code: string,
  [first, second]: readonly [string, string],
  why: string,
): ContextorError {
  return new ContextorError(`Stages '${first}' and '${second}' have no order: ${why}`, {
    code,
    remedy: `put one after the other: { after: ['${first}'] } on '${second}'`,
  });
}
