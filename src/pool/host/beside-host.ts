import type { Runner } from './runner.ts';
import { Seats } from './seats.ts';

/**
 * A pool, and the host's own thread. With two cores a thread for the few things that the host has to
 * do costs more than it gives: each thread loads and compiles the same code.
 *
 * @param startHost called when the pool has its first batches, since the host is deaf while it loads
 */
export function besideHost(pool: Runner, startHost: () => Promise<Runner>): Runner {
  const seats = new Seats<Runner>(Array<Runner>(pool.workers).fill(pool));
  const joined = new Promise<void>((resolve) => setImmediate(resolve)).then(startHost);
  // Where the host cannot take part, the pool does all of it.
  joined.then((host) => seats.give(host)).catch(() => {});
  return {
    workers: pool.workers + 1,
    async run(documents, options) {
      const seat = await seats.take((runner) => runner === pool || !options.suspect);
      try {
        await seat.run(documents, options);
      } finally {
        seats.give(seat);
      }
    },
    close: () => pool.close(),
  };
}
