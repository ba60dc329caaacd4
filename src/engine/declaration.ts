import { ContextorError } from '../errors.ts';
import { unsafeKeys } from '../is-record.ts';
import { describe, isPlainObject } from './adopt.ts';
import { retriesProblem } from './retries.ts';
import type { AnyRunner, StageOptions } from './types.ts';

/** A stage as declared. */
export interface StageDeclaration {
  readonly name: string;
  readonly runner: AnyRunner;
  readonly options: StageOptions;
}

const kinds: readonly unknown[] = ['enrich', 'transform'];
const policies: readonly unknown[] = ['fail', 'skip'];

const optionNames = ['kind', 'after', 'merge', 'timeoutMs', 'retries', 'onError', 'concurrency'];

/** Checks everything about stages that does not depend on their order. */
export function checkDeclarations(
  pipeline: string,
  declarations: readonly StageDeclaration[],
): void {
  if (declarations.length === 0) {
    throw new ContextorError(`Pipeline '${pipeline}' has no stages`, {
      code: 'ENGINE_EMPTY_PIPELINE',
      remedy: "Add one: pipeline('name').stage('first', runner).build()",
    });
  }
  const known = checkNames(pipeline, declarations);
  for (const declaration of declarations) {
    checkStageOptions(declaration);
    checkAfter(declaration.name, { after: declaration.options.after, known });
  }
}

function checkNames(
  pipeline: string,
  declarations: readonly StageDeclaration[],
): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const { name } of declarations) {
    if (typeof name !== 'string' || name.trim() === '' || unsafeKeys.has(name)) {
      const shown = typeof name === 'string' ? `'${name}'` : describe(name);
      throw new ContextorError(`Pipeline '${pipeline}': ${shown} is not a name for a stage`, {
        code: 'ENGINE_STAGE_NAME',
        remedy: 'Give each stage a non-empty name.',
      });
    }
    if (seen.has(name)) {
      throw new ContextorError(`Pipeline '${pipeline}' has two stages named '${name}'`, {
        code: 'ENGINE_DUPLICATE_STAGE',
        remedy: 'Rename one of the two.',
      });
    }
    seen.add(name);
  }
  return seen;
}

function checkAfter(
  stage: string,
  { after = [], known }: { after: unknown; known: ReadonlySet<string> },
): void {
  if (!Array.isArray(after)) throw badOption(stage, `after is ${describe(after)}, not a list`);
  for (const dependency of after) {
    if (known.has(dependency)) continue;
    throw new ContextorError(
      `Stage '${stage}' comes after an unknown stage '${String(dependency)}'; the stages are ${[...known].join(', ')}`,
      { code: 'ENGINE_UNKNOWN_DEPENDENCY', remedy: 'Correct the name in `after`.' },
    );
  }
}

function checkStageOptions({ name, options }: StageDeclaration): void {
  const bad = (problem: string) => badOption(name, problem);
  checkOptions(options, optionNames, bad);
  const {
    kind = 'enrich',
    onError = 'fail',
    timeoutMs,
    retries,
    concurrency,
  }: StageOptions = options;
  if (!kinds.includes(kind)) throw bad(`kind is '${String(kind)}', not enrich or transform`);
  if (!policies.includes(onError)) throw bad(`onError is '${String(onError)}', not fail or skip`);
  const problem = retries === undefined ? undefined : retriesProblem(retries);
  if (problem !== undefined) throw bad(problem);
  if (concurrency !== undefined && !(Number.isInteger(concurrency) && concurrency > 0)) {
    throw bad(`concurrency is ${String(concurrency)}, not a whole number from 1`);
  }
  if (timeoutMs !== undefined && !(timeoutMs > 0 && timeoutMs <= 2 ** 31 - 1)) {
    throw bad(`timeoutMs is ${String(timeoutMs)}, not a number of milliseconds above 0`);
  }
}

function badOption(stage: string, problem: string): ContextorError {
  return new ContextorError(`Stage '${stage}': ${problem}`, {
    code: 'ENGINE_BAD_OPTION',
    remedy: `Give '${stage}' another value for this option, or leave it out.`,
  });
}

/** Refuses options that are not an object, and names that mean nothing. */
export function checkOptions(
  options: unknown,
  known: readonly string[],
  error: (problem: string) => ContextorError,
): asserts options is Record<string, unknown> {
  if (!isPlainObject(options)) throw error(`the options are ${describe(options)}`);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw error(`unknown option '${unknown}'; the options are ${known.join(', ')}`);
  }
}
