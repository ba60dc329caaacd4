import type { Runner } from './runner.ts';
import { Slots } from './slots.ts';

/**
 * A pool, and the host's own thread. With two cores a thread for the few things that the host has to
 * do costs more than it gives: each thread loads and compiles the same code.
 *
 * The host's thread leaves with the first document that it is ended on: what it was loading then, such
 * as a parser, stays half loaded, and the next document would be read without it.
 *
 * @param startHost called when the pool has its first batches, since loading blocks the main thread
 */
export function besideHost(pool: Runner, startHost: () => Promise<Runner>): Runner {
  const slots = new Slots<Runner>(Array<Runner>(pool.workers).fill(pool));
  const joined = new Promise<void>((resolve) => setImmediate(resolve)).then(startHost);
  // Where the host cannot take part, the pool does all of it.
  joined.then((host) => slots.give(host)).catch(() => {});
  return {
    workers: pool.workers + 1,
    async run(documents, options) {
      const slot = await slots.take((runner) => runner === pool || !options.suspect);
      try {
        await slot.run(documents, options);
        slots.give(slot);
      } catch (error) {
        if (slot === pool) slots.give(slot);
        throw error;
      }
    },
    async close() {
      await Promise.all([pool.close(), joined.then((host) => host.close()).catch(() => {})]);
    },
  };
}
