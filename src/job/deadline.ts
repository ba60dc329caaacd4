import { ContextorError } from '../errors.ts';

/**
 * Runs a step and gives what the step gives.
 *
 * @throws ContextorError `DOCUMENT_TIMEOUT`
 */
export type Deadline = <T>(
  timeoutMs: number,
  step: (signal: AbortSignal) => Promise<T>,
) => Promise<T>;

/**
 * Ends steps that wait for too long, one after the other. A step that computes without end is not
 * stopped by this; the host ends its worker.
 */
export function deadline(): Deadline {
  let controller = new AbortController();
  return async (timeoutMs, step) => {
    const started = performance.now();
    const made = step(controller.signal);
    // Made after what the step does at once, which the host's thread may end in the middle.
    let timer: NodeJS.Timeout | undefined;
    let turn: NodeJS.Immediate | undefined;
    const expired = new Promise<never>((_, reject) => {
      const expire = () => {
        reject(timeoutError(timeoutMs));
        controller.abort();
        controller = new AbortController();
      };
      // Most steps end before the event loop turns: no timer is made for them.
      turn = setImmediate(() => {
        timer = setTimeout(expire, started + timeoutMs - performance.now());
      });
    });
    // A thread that is taken away here leaves it to itself.
    expired.catch(() => {});
    try {
      return await Promise.race([made, expired]);
    } finally {
      clearImmediate(turn);
      clearTimeout(timer);
    }
  };
}

export function timeoutError(timeoutMs: number): ContextorError {
  return new ContextorError(`It took longer than ${timeoutMs} ms.`, {
    code: 'DOCUMENT_TIMEOUT',
    remedy: 'Raise documentTimeoutMs, or exclude the document.',
  });
}
