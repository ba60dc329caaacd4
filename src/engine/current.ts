import { AsyncLocalStorage } from 'node:async_hooks';
import { ContextorError } from '../errors.ts';
import type { StageContext } from './context.ts';
import type { RunStage } from './runner.ts';

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
