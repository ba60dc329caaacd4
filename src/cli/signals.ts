import type { EventEmitter } from 'node:events';

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

export interface Interruption {
  /**
   * Listens from when it is first asked for: until then a signal ends the process at once, as it does
   * in a command that has nothing to finish and never asks.
   */
  readonly signal: AbortSignal;
  /** The exit code of an interrupted run; undefined while nothing interrupted it. */
  exitCode(): number | undefined;
  /** Stops listening. */
  release(): void;
}

/** The first signal asks the run to finish what it writes and stop; a second ends the process. */
export function listenForInterruption(signals: EventEmitter): Interruption {
  const controller = new AbortController();
  let code: number | undefined;
  const listeners = new Map<string, () => void>();
  const listen = () => {
    for (const [name, exitCode] of Object.entries(exitCodes)) {
      const listener = () => {
        if (code !== undefined) process.exit(exitCode);
        code = exitCode;
        controller.abort(new Error(`interrupted by ${name}`));
      };
      signals.on(name, listener);
      listeners.set(name, listener);
    }
  };
  return {
    get signal() {
      if (listeners.size === 0) listen();
      return controller.signal;
    },
    exitCode: () => code,
    release() {
      for (const [name, listener] of listeners) signals.off(name, listener);
    },
  };
}
