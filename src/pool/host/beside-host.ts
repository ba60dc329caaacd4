import { batchesPerThread, type Runner } from './runner.ts';
import { Seats } from './seats.ts';

/**
 * A pool, and the host's own thread, which joins in as soon as it has loaded the code. With two
 * cores a thread of its own for the few things that the host has to do costs more than it gives:
 * each thread loads and compiles the same code.
 */
export function besideHost(pool: Runner, host: Promise<Runner>): Runner {
  const seats = new Seats<Runner>(Array<Runner>(pool.workers * batchesPerThread).fill(pool));
  // Where the host cannot take part, the pool does all of it.
  host.then((runner) => seats.give(runner)).catch(() => {});
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
