import { createContext, Script } from 'node:vm';

/** A worker ends a document that waits by itself; only one that computes without end is given up. */
export const graceMs = 1_000;

interface Watchdog {
  /** Aborts when nothing was heard for too long, and with the signal that was given. */
  readonly signal: AbortSignal;
  /** The limit that was exceeded. */
  readonly expired: number | undefined;
  /** The time of a document begins; that of the one before it is over. */
  watch(limitMs: number): void;
  leave(): void;
}

export function watchdog(outer: AbortSignal): Watchdog {
  const controller = new AbortController();
  let expired: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  return {
    signal: AbortSignal.any([outer, controller.signal]),
    get expired() {
      return expired;
    },
    watch(limitMs) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        expired = limitMs;
        controller.abort();
      }, limitMs + graceMs);
    },
    leave() {
      clearTimeout(timer);
    },
  };
}

/** A step was ended since it held its thread for too long. */
export class HeldTooLong extends Error {
  override readonly name = 'HeldTooLong';
}

const script = new Script('step()');
const context: { step?: () => unknown } = createContext({});

/**
 * Runs a step in this thread and ends it where it computes for too long: V8 can do that for a script,
 * and does it for all that the script calls, regular expressions among them. A step that is ended runs
 * none of its `catch` and `finally`, so whatever it worked with is not to be used again. What the step
 * does after it has first waited is not ended.
 *
 * @throws HeldTooLong
 */
export function holdFor<T>(milliseconds: number, step: () => T): T {
  context.step = step;
  try {
    return script.runInContext(context, { timeout: milliseconds });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? new HeldTooLong() : error;
  } finally {
    delete context.step;
  }
}
