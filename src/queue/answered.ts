/** How long an answer may take before the question is asked again, in milliseconds. */
const patienceMs = 3_000;

/**
 * The first answer to a question that may be asked more than once. A command that was on its way
 * when Redis went away is sometimes never answered, though the connection comes back (ioredis 6.0,
 * one of some ten restarts). Rejects with the reason of the signal when that aborts.
 */
export async function answered<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  signal?.throwIfAborted();
  let timer: NodeJS.Timeout | undefined;
  let end = () => {};
  try {
    return await new Promise<T>((resolve, reject) => {
      const put = () => void ask().then(resolve, reject);
      end = () => reject(signal?.reason);
      signal?.addEventListener('abort', end, { once: true });
      timer = setInterval(put, patienceMs);
      put();
    });
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', end);
  }
}
