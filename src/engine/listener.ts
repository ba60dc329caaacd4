import { toError } from './results.ts';
import type { EngineEvent } from './types.ts';

/** What the caller of a run wants to hear of, until its listener throws. */
export class Listener {
  /** What the listener threw. */
  error: Error | undefined;
  readonly #listen: ((event: EngineEvent) => void) | undefined;
  readonly #events: readonly EngineEvent['type'][];

  constructor({
    onEvent,
    events,
  }: {
    onEvent: ((event: EngineEvent) => void) | undefined;
    events: readonly EngineEvent['type'][];
  }) {
    this.#listen = onEvent;
    this.#events = events;
  }

  wants(type: EngineEvent['type']): boolean {
    return this.#listen !== undefined && this.#events.includes(type);
  }

  readonly tell = (event: EngineEvent): void => {
    if (this.error !== undefined || !this.wants(event.type)) return;
    try {
      this.#listen!(Object.freeze(event));
    } catch (thrown) {
      this.error = toError(thrown);
    }
  };
}

type Heard = () => void;

/** One listener a signal: runs by the thousand may go by under the same one. */
const listeners = new WeakMap<AbortSignal, Set<Heard>>();

/** Calls a function when a signal aborts. */
export function onAbort(signal: AbortSignal, listener: Heard): void {
  let all = listeners.get(signal);
  if (all === undefined) {
    const made = new Set<Heard>();
    signal.addEventListener('abort', () => {
      for (const heard of [...made]) heard();
    });
    listeners.set(signal, made);
    all = made;
  }
  all.add(listener);
}

/** Undoes `onAbort`. */
export function disregard(signal: AbortSignal, listener: Heard): void {
  listeners.get(signal)?.delete(listener);
}
