import type { Runner } from './runner.ts';
import { Slots } from './slots.ts';

/**
 * The host's own thread, until a document holds it for too long: from then on a worker, which can be
 * ended, does all of it. What was ended in the thread may have left its code half loaded.
 *
 * @param startWorker called once at most; a build of ordinary documents needs none
 */
export function untilHeld(host: Runner, startWorker: () => Promise<Runner>): Runner {
  let worker: Promise<Runner> | undefined;
  const slots = new Slots([undefined]);
  return {
    workers: 1,
    async run(documents, options) {
      await slots.take();
      try {
        const runner = worker === undefined ? host : await worker;
        await runner.run(documents, options);
      } catch (error) {
        worker ??= startWorker();
        // Whoever runs next hears of it.
        worker.catch(() => {});
        throw error;
      } finally {
        slots.give(undefined);
      }
    },
    async close() {
      await host.close();
      await (await worker?.catch(() => undefined))?.close();
    },
  };
}
