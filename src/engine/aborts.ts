type Listener = () => void;

/** One listener a signal: runs by the thousand may go by under the same one. */
const listeners = new WeakMap<AbortSignal, Set<Listener>>();

/** Calls a function when a signal aborts. */
export function onAbort(signal: AbortSignal, listener: Listener): void {
  let all = listeners.get(signal);
  if (all === undefined) {
    const made = new Set<Listener>();
    signal.addEventListener('abort', () => {
      for (const heard of [...made]) heard();
    });
    listeners.set(signal, made);
    all = made;
  }
  all.add(listener);
}

/** Undoes `onAbort`. */
export function disregard(signal: AbortSignal, listener: Listener): void {
  listeners.get(signal)?.delete(listener);
}
