import type { Queue, QueueEvents } from 'bullmq';
import { explainWrite } from './connection.ts';
import type { Lifeline } from './lifeline.ts';
import type { QueueResult, QueueTask } from './protocol.ts';

/** Runs of a job that fail for reasons of the machinery, such as a content that is gone. */
const attempts = 4;
const backoff = { type: 'exponential', delay: 250 };
/** How often jobs without news are looked at, in case an event was lost with a connection. */
const reconcileMs = 5_000;

interface Waiting {
  resolve: (result: QueueResult) => void;
  reject: (error: Error) => void;
}

/** A job that no worker could finish. */
export class JobFailed extends Error {
  override readonly name = 'JobFailed';
}

interface JobsOptions {
  queue: Queue<QueueTask, QueueResult>;
  events: QueueEvents;
  lifeline: Lifeline;
}

/** Hands tasks to the queue and takes each result once, though a task may run twice. */
export class Jobs {
  readonly #queue: Queue<QueueTask, QueueResult>;
  readonly #waiting = new Map<string, Waiting>();
  readonly #timer: NodeJS.Timeout;
  readonly #lifeline: Lifeline;
  #last = 0;

  constructor({ queue, events, lifeline }: JobsOptions) {
    this.#queue = queue;
    this.#lifeline = lifeline;
    events.on('completed', ({ jobId, returnvalue }) => {
      this.#settle(jobId, ({ resolve }) => resolve(returnvalue as unknown as QueueResult));
    });
    events.on('failed', ({ jobId, failedReason }) => {
      this.#settle(jobId, ({ reject }) => reject(new JobFailed(failedReason)));
    });
    this.#timer = setInterval(() => void this.#reconcile().catch(() => {}), reconcileMs);
  }

  /** Resolves with the result of the first run that finishes. Rejects with `JobFailed`, or what ended the work. */
  async submit(task: QueueTask, signal: AbortSignal): Promise<QueueResult> {
    this.#last += 1;
    const jobId = `document-${this.#last}`;
    const result = new Promise<QueueResult>((resolve, reject) => {
      this.#waiting.set(jobId, { resolve, reject });
    });
    // Looked at below; until then a rejection is not a defect.
    result.catch(() => {});
    const ended = AbortSignal.any([signal, this.#lifeline.signal]);
    const give = () => this.#settle(jobId, ({ reject }) => reject(ended.reason));
    ended.addEventListener('abort', give, { once: true });
    try {
      await this.#lifeline.ask(() =>
        this.#queue.add('document', task, { jobId, attempts, backoff }),
      );
      return await result;
    } catch (error) {
      throw explainWrite(error);
    } finally {
      ended.removeEventListener('abort', give);
      this.#waiting.delete(jobId);
      // What is left of a build that ends is removed with it.
      await this.#lifeline.ask(() => this.#queue.remove(jobId)).catch(() => {});
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #settle(jobId: string, end: (waiting: Waiting) => void): void {
    const waiting = this.#waiting.get(jobId);
    this.#waiting.delete(jobId);
    if (waiting !== undefined) end(waiting);
  }

  async #reconcile(): Promise<void> {
    for (const jobId of [...this.#waiting.keys()]) {
      // The state first: a job that was read before it ended knows nothing of its result.
      const state = await this.#queue.getJobState(jobId);
      if (state !== 'completed' && state !== 'failed') continue;
      const job = await this.#queue.getJob(jobId);
      if (job === undefined) continue;
      const { returnvalue, failedReason } = job;
      this.#settle(jobId, ({ resolve, reject }) =>
        state === 'completed' ? resolve(returnvalue) : reject(new JobFailed(failedReason)),
      );
    }
  }
}
