import type { Queue, Worker } from 'bullmq';

/** How often an idle worker is checked, in milliseconds. */
const lookMs = 1_000;
/** After so many checks in a row that find jobs waiting, an idle worker counts as stuck. */
const patience = 3;

interface LastingWorkerOptions<Task, Result> {
  queue: Queue<Task, Result>;
  /** Makes a worker that runs this for each job. */
  open: (make: (job: TakenJob<Task>) => Promise<Result>) => Worker<Task, Result>;
  make: (job: TakenJob<Task>) => Promise<Result>;
  /** Asks Redis until there is an answer. */
  ask: <T>(question: () => Promise<T>) => Promise<T>;
  onReplace: () => void;
  /** Receives errors that no call waits for. */
  onError: (error: Error) => void;
}

/** A job that a worker has taken. */
export interface TakenJob<Task> {
  data: Task;
  /** Workers that were lost with it. */
  stalledCounter: number;
}

/**
 * A worker that is replaced where it no longer takes jobs. One whose Redis went away and came back
 * may wait on a dead connection for ever (BullMQ issues 3185 and 4585 and what came after them).
 */
export class LastingWorker<Task, Result> {
  readonly #options: LastingWorkerOptions<Task, Result>;
  readonly #timer: NodeJS.Timeout;
  #worker: Worker<Task, Result>;
  #inHand = 0;
  #taken = 0;

  constructor(options: LastingWorkerOptions<Task, Result>) {
    this.#options = options;
    this.#worker = this.#open();
    let idleLooks = 0;
    let takenBefore = 0;
    const look = async () => {
      const idle = this.#inHand === 0 && this.#taken === takenBefore;
      takenBefore = this.#taken;
      idleLooks =
        idle && (await options.ask(() => options.queue.getWaitingCount())) > 0 ? idleLooks + 1 : 0;
      if (idleLooks < patience) return;
      idleLooks = 0;
      this.#replace();
    };
    let looking = false;
    this.#timer = setInterval(() => {
      // While Redis is away, a look takes as long as that.
      if (looking) return;
      looking = true;
      void look()
        .catch(() => {})
        .finally(() => {
          looking = false;
        });
    }, lookMs);
  }

  /** Takes no more jobs; resolves when those in hand are done. */
  async drain(): Promise<void> {
    clearInterval(this.#timer);
    await this.#worker.pause();
  }

  /** Ends at once. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#worker.close(true);
  }

  #open(): Worker<Task, Result> {
    const worker = this.#options.open(async (job) => {
      this.#taken += 1;
      this.#inHand += 1;
      try {
        return await this.#options.make(job);
      } finally {
        this.#inHand -= 1;
      }
    });
    worker.on('error', this.#options.onError);
    return worker;
  }

  #replace(): void {
    const stuck = this.#worker;
    this.#worker = this.#open();
    void stuck.close(true).catch(() => {});
    this.#options.onReplace();
  }
}
