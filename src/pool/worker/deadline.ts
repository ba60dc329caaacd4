import { ContextorError } from '../../errors.ts';

/**
 * Ends a step that waits for too long. A step that computes without end is not stopped by this; the
 * host ends its worker.
 *
 * @throws ContextorError `DOCUMENT_TIMEOUT`
 */
export async function deadline<T>(
  timeoutMs: number,
  step: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(timeoutError(timeoutMs));
      controller.abort();
    }, timeoutMs);
  });
  try {
    return await Promise.race([step(controller.signal), expired]);
  } finally {
    clearTimeout(timer);
  }
}

export function timeoutError(timeoutMs: number): ContextorError {
  return new ContextorError(`It took longer than ${timeoutMs} ms.`, {
    code: 'DOCUMENT_TIMEOUT',
    remedy: 'Raise documentTimeoutMs, or exclude the document.',
  });
}
