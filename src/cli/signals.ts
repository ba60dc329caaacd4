import type { EventEmitter } from 'node:events';

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

export interface Interruption {
  signal: AbortSignal;
  /** The exit code of an interrupted run; undefined while nothing interrupted it. */
  exitCode(): number | undefined;
  /** Stops listening. */
  release(): void;
}

/** The first signal asks the run to finish what it writes and stop; a second ends the process. */
export function listenForInterruption(signals: EventEmitter): Interruption {
  const controller = new AbortController();
  let code: number | undefined;
  const listeners = Object.entries(exitCodes).map(([name, exitCode]) => {
    const listener = () => {
      if (code !== undefined) process.exit(exitCode);
      code = exitCode;
      controller.abort(new Error(`interrupted by ${name}`));
    };
    signals.on(name, listener);
    return { name, listener };
  });
  return {
    signal: controller.signal,
    exitCode: () => code,
    release() {
      for (const { name, listener } of listeners) signals.off(name, listener);
    },
  };
}
