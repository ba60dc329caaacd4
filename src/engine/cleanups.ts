import { ContextorError } from '../errors.ts';
import { toError } from './results.ts';

/** What is called when an attempt or a run has ended, in order. */
export type Cleanups = readonly (() => unknown)[];

interface CleanupOptions {
  readonly onError: (error: Error) => void;
  /** How long they may take in all. Default: without end. */
  readonly timeoutMs: number | undefined;
  /** Once it aborts they may take another second. */
  readonly signal: AbortSignal | undefined;
}

const graceMs = 1_000;

/** Calls cleanups one after the other; returns a promise only when one of them is asynchronous. */
export function runCleanups(
  cleanups: Cleanups,
  options: CleanupOptions,
): Promise<void> | undefined {
  const pending = callFrom(0, cleanups, options.onError);
  return pending && endInTime(pending, options);
}

function callFrom(
  start: number,
  cleanups: Cleanups,
  onError: CleanupOptions['onError'],
): Promise<void> | undefined {
  for (let at = start; at < cleanups.length; at++) {
    try {
      const result = cleanups[at]!();
      if (isThenable(result)) {
        const rest = () => callFrom(at + 1, cleanups, onError);
        return Promise.resolve(result).then(rest, (thrown) => {
          onError(toError(thrown));
          return rest();
        });
      }
    } catch (thrown) {
      onError(toError(thrown));
    }
  }
  return undefined;
}

function endInTime(
  pending: Promise<void>,
  { onError, timeoutMs, signal }: CleanupOptions,
): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', hurry);
      resolve();
    };
    const giveUp = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        onError(
          new ContextorError(`A cleanup took longer than ${ms} ms; it was not waited for`, {
            code: 'CLEANUP_TIMEOUT',
            remedy: 'Stop what a stage has started when its cleanup is called.',
          }),
        );
        end();
      }, ms);
    };
    const hurry = () => giveUp(graceMs);
    if (signal?.aborted) hurry();
    else {
      if (timeoutMs !== undefined) giveUp(timeoutMs);
      signal?.addEventListener('abort', hurry);
    }
    void pending.then(end);
  });
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { then?: unknown }).then === 'function'
  );
}
