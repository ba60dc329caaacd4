import { AsyncLocalStorage } from 'node:async_hooks';
import { ContextorError } from '../errors.ts';
import { describe } from './adopt.ts';
import type { StageContext } from './context.ts';
import type { AnyRunner } from './types.ts';

/** A runner of any shape as one function. */
export type RunStage = (input: unknown, context: StageContext) => unknown;

interface WithRun {
  run(input: unknown, context: StageContext): unknown;
}

/** Turns a function, an object with `run` or a class with `run` into a function; a class is instantiated here, once. */
export function instantiate(stage: string, runner: AnyRunner): RunStage {
  if (hasRun(runner)) return (input, context) => runner.run(input, context);
  if (typeof runner !== 'function') throw noRunner(stage, describe(runner));
  const { prototype } = runner;
  if (hasRun(prototype)) {
    const instance = new (runner as new () => WithRun)();
    return (input, context) => instance.run(input, context);
  }
  if (isClass(runner)) return instanceRunner(stage, runner as unknown as new () => object);
  return runner as RunStage;
}

/** A class whose `run` is a field of its instances. */
function instanceRunner(stage: string, runner: new () => object): RunStage {
  const instance = new runner();
  if (!hasRun(instance)) throw noRunner(stage, `the class ${runner.name}, which has no run method`);
  return (input, context) => instance.run(input, context);
}

const isClass = (value: object): boolean =>
  /^class\b/.test(Function.prototype.toString.call(value));

function hasRun(value: unknown): value is WithRun {
  return (
    (typeof value === 'object' || typeof value === 'function') &&
    value !== null &&
    typeof (value as { run?: unknown }).run === 'function'
  );
}

function noRunner(stage: string, what: string): ContextorError {
  return new ContextorError(`Stage '${stage}': the runner is ${what}`, {
    code: 'ENGINE_BAD_RUNNER',
    remedy: 'Pass a function, an object with a run method, or a class with a run method.',
  });
}

const storage = new AsyncLocalStorage<StageContext>();

/** A runner that calls another one so that `getContext()` finds the context in it. */
export function findable(run: RunStage): RunStage {
  return (input, context) => storage.run(context, run, input, context);
}

/**
 * The context of the running stage, for helpers nested at any depth, across `await`.
 * @throws ContextorError `NO_STAGE_CONTEXT` outside a stage, after it has ended, and in a pipeline
 *   without `findable`
 * @example
 * function baseUrl() {
 *   return getContext().fields['baseUrl'];
 * }
 */
export function getContext(): StageContext {
  const context = tryGetContext();
  if (context !== undefined) return context;
  throw new ContextorError('getContext() was called outside a running stage', {
    code: 'NO_STAGE_CONTEXT',
    remedy: 'Call it from a stage that has not ended, or use tryGetContext().',
  });
}

/** The context of the running stage, or undefined outside a stage. */
export function tryGetContext(): StageContext | undefined {
  const context = storage.getStore();
  // A timer that outlives its attempt finds nothing.
  return context?.ended ? undefined : context;
}
