import type { Turns } from '../engine/turns.ts';
import { ContextorError } from '../errors.ts';

/** The time of a step. While it is stopped, more often than started, no time passes. */
export interface Clock {
  stop(): void;
  start(): void;
}

/**
 * Runs a step and gives what the step gives.
 *
 * @param open the user's stages that have not ended, for the message
 * @throws ContextorError `DOCUMENT_TIMEOUT`
 */
type Deadline = <T>(
  timeoutMs: number,
  step: (signal: AbortSignal, clock: Clock) => Promise<T>,
  open?: Iterable<string>,
) => Promise<T>;

/**
 * Ends steps that wait for too long, one after the other. A step that computes without end is not
 * stopped by this; the host ends its worker.
 */
export function deadline(): Deadline {
  let controller = new AbortController();
  return async (timeoutMs, step, open = []) => {
    const countdown = new Countdown(timeoutMs);
    const made = step(controller.signal, countdown);
    // Made after what the step does at once, which the host's thread may end in the middle.
    let turn: NodeJS.Immediate | undefined;
    const expired = new Promise<never>((_, reject) => {
      const expire = () => {
        reject(timeoutError(timeoutMs, [...open]));
        controller.abort();
        controller = new AbortController();
      };
      // Most steps end before the event loop turns: no timer is made for them.
      turn = setImmediate(() => countdown.watch(expire));
    });
    // A thread that is taken away here leaves it to itself.
    expired.catch(() => {});
    try {
      return await Promise.race([made, expired]);
    } finally {
      clearImmediate(turn);
      countdown.end();
    }
  };
}

class Countdown implements Clock {
  #leftMs: number;
  #since = performance.now();
  #stops = 0;
  #timer: NodeJS.Timeout | undefined;
  #expire: (() => void) | undefined;

  constructor(leftMs: number) {
    this.#leftMs = leftMs;
  }

  /** From now on somebody wants to know when time is up. */
  watch(expire: () => void): void {
    this.#expire = expire;
    if (this.#stops === 0) this.#await();
  }

  stop(): void {
    if (this.#stops++ > 0) return;
    clearTimeout(this.#timer);
    this.#leftMs -= performance.now() - this.#since;
  }

  start(): void {
    if (--this.#stops > 0) return;
    this.#since = performance.now();
    if (this.#expire !== undefined) this.#await();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#expire = undefined;
  }

  #await(): void {
    const passed = performance.now() - this.#since;
    this.#timer = setTimeout(this.#expire!, this.#leftMs - passed);
  }
}

/** @param stages the user's stages that had not ended */
export function timeoutError(timeoutMs: number, stages: readonly string[] = []): ContextorError {
  const names = stages.map((name) => `'${name}'`).join(', ');
  const waiting = names === '' ? '' : `; the stages that had not ended: ${names}`;
  const own = names === '' ? 'Raise' : 'Give the stage a timeoutMs, raise';
  return new ContextorError(`It took longer than ${timeoutMs} ms${waiting}.`, {
    code: 'DOCUMENT_TIMEOUT',
    remedy: `${own} documentTimeoutMs, or exclude the document.`,
  });
}

/**
 * Size up to which a document has `documentTimeoutMs`, and no more. The default of a minute leaves
 * room: the native parser and all stages took 35 s for a dense page of 30 MB on a busy machine.
 */
const plainBytes = 8 * 1024 * 1024;

/** More than timers can count they take for nothing. */
const longestMs = 2 ** 31 - 10_000;

/** Milliseconds that a document may take: larger ones get proportionally more. */
export const timeLimit = (documentTimeoutMs: number, bytes: number): number =>
  Math.min(longestMs, Math.ceil(documentTimeoutMs * Math.max(1, bytes / plainBytes)));

/** Turns that stop a document's clock while it waits for them. */
export function stoppingFor(turns: Turns, clock: Clock): Turns {
  return {
    async take(stage, limit) {
      clock.stop();
      try {
        return await turns.take(stage, limit);
      } finally {
        clock.start();
      }
    },
  };
}
