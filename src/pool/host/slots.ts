import type { Runner } from './runner.ts';

interface Waiting<Slot> {
  accepts: (slot: Slot) => boolean;
  take: (slot: Slot) => void;
}

/** Places, each taken by one at a time; those who wait are served in their order. */
export class Slots<Slot> {
  readonly #free: Slot[];
  readonly #waiting: Waiting<Slot>[] = [];

  constructor(free: Iterable<Slot>) {
    this.#free = [...free];
  }

  /** Waits while no slot is free that will do. */
  async take(accepts: (slot: Slot) => boolean = () => true): Promise<Slot> {
    const index = this.#free.findIndex(accepts);
    if (index >= 0) return this.#free.splice(index, 1)[0]!;
    return new Promise((take) => this.#waiting.push({ accepts, take }));
  }

  give(slot: Slot): void {
    const index = this.#waiting.findIndex(({ accepts }) => accepts(slot));
    if (index < 0) this.#free.push(slot);
    else this.#waiting.splice(index, 1)[0]!.take(slot);
  }
}

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
