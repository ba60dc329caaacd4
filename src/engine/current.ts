import { AsyncLocalStorage } from 'node:async_hooks';
import { ContextorError } from '../errors.ts';
import type { StageContext } from './context.ts';

/** Emptied when the attempt ends, so that detached timers find nothing. */
interface Holder {
  context: StageContext | undefined;
}

const storage = new AsyncLocalStorage<Holder>();

/** Calls a function in which `getContext()` finds this context. */
export function enter<T>(holder: Holder, run: () => T): T {
  return storage.run(holder, run);
}

/**
 * The context of the running stage, for helpers nested at any depth, across `await`.
 * @throws ContextorError `NO_STAGE_CONTEXT` outside a stage, and after it has ended
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
    remedy: 'call it from a stage that has not ended, or use tryGetContext()',
  });
}

/** The context of the running stage, or undefined outside a stage. */
export function tryGetContext(): StageContext | undefined {
  return storage.getStore()?.context;
}
