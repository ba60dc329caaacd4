/** A worker ends a document that waits by itself; only one that computes without end is given up. */
const graceMs = 1_000;

export interface Watchdog {
  /** Aborts when nothing was heard for too long, and with the signal that was given. */
  readonly signal: AbortSignal;
  readonly expired: boolean;
  /** The time begins: the worker has taken the batch up. */
  start(): void;
  /** A document is done; the next one has all the time again. */
  pat(): void;
  leave(): void;
}

export function watchdog(timeoutMs: number, outer: AbortSignal): Watchdog {
  const controller = new AbortController();
  let expired = false;
  const expire = () => {
    expired = true;
    controller.abort();
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    signal: AbortSignal.any([outer, controller.signal]),
    get expired() {
      return expired;
    },
    start() {
      timer ??= setTimeout(expire, timeoutMs + graceMs);
    },
    pat() {
      timer?.refresh();
    },
    leave() {
      clearTimeout(timer);
    },
  };
}
