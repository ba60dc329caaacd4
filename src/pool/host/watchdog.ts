/** A worker ends a document that waits by itself; only one that computes without end is given up. */
export const graceMs = 1_000;

export interface Watchdog {
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
