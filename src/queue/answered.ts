/** How long an answer may take before the question is asked again, in milliseconds. */
const patienceMs = 3_000;

/**
 * The first answer to a question that may be asked more than once. A command that was on its way
 * when Redis went away is sometimes never answered, though the connection comes back (ioredis 6.0,
 * one of some ten restarts).
 */
export async function answered<T>(ask: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      const put = () => void ask().then(resolve, reject);
      timer = setInterval(put, patienceMs);
      put();
    });
  } finally {
    clearInterval(timer);
  }
}
