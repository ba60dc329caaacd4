import { setImmediate } from 'node:timers/promises';
import type { DocumentRecord, DocumentTask } from '../../contract/record.ts';
import { loadTokenizer } from '../../document/count-tokens.ts';
import { processAll } from '../../job/in-flight.ts';
import { createProcessor } from '../../job/process.ts';
import type { WorkerSetup } from '../../job/setup.ts';
import { timeLimit } from '../../job/time-limit.ts';
import { HeldTooLong, holdFor } from './hold.ts';
import { lookout } from './lookout.ts';
import { lostRecord, tookLonger } from './lost-record.ts';
import { type Runner, WorkerLost } from './runner.ts';
import { Slots } from './slots.ts';
import { graceMs } from './watchdog.ts';

export interface InlineOptions {
  /** How long signals, timers and other threads may wait for a turn, in milliseconds; default 50. */
  turnMs?: number | undefined;
  /**
   * How long one document may keep them waiting, in milliseconds; one that takes longer is for another
   * worker. Default: as long as a document may take.
   */
  holdMs?: number | undefined;
}

/** Works in the host's own thread, on one batch after the other. */
export async function inlineRunner(
  setup: WorkerSetup,
  { turnMs = 50, holdMs = Number.POSITIVE_INFINITY }: InlineOptions = {},
): Promise<Runner> {
  // A document that waited for the tokenizer could not be ended.
  const [first] = await Promise.all([
    createProcessor(setup),
    loadTokenizer(setup.settings.tokenizer),
  ]);
  let processor = first;
  const own = setup.transforms.length > 0 && holdMs === Number.POSITIVE_INFINITY;
  const watch = own ? lookout(setup.documentTimeoutMs + graceMs) : undefined;
  const processInTime = async (task: DocumentTask): Promise<DocumentRecord> => {
    const limit = timeLimit(setup.documentTimeoutMs, task.bytes);
    const mostMs = Math.min(holdMs, limit + graceMs);
    watch?.enter(task.path);
    try {
      return await holdFor(mostMs, () => processor.process(task));
    } catch (error) {
      if (!(error instanceof HeldTooLong)) throw error;
      processor = await createProcessor(setup);
      if (mostMs === holdMs) throw new WorkerLost('it held the main thread for too long');
      return lostRecord(task.path, tookLonger(limit));
    } finally {
      watch?.leave(task.path);
    }
  };
  const slots = new Slots([undefined]);
  let lastTurn = performance.now();
  return {
    workers: 1,
    async run(documents, { onStart, onRecord, signal }) {
      await slots.take();
      try {
        onStart();
        await processAll(
          documents,
          { atOnce: first.atOnce, process: processInTime },
          async (record) => {
            onRecord(record);
            if (performance.now() - lastTurn < turnMs) return;
            await setImmediate();
            lastTurn = performance.now();
          },
          signal,
        );
      } finally {
        slots.give(undefined);
      }
    },
    async close() {
      await watch?.close();
    },
  };
}
