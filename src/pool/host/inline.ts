import { setImmediate } from 'node:timers/promises';
import { processAll } from '../../job/in-flight.ts';
import { createProcessor } from '../../job/process.ts';
import type { WorkerSetup } from '../../job/setup.ts';
import type { Runner } from './runner.ts';
import { Slots } from './slots.ts';

/**
 * Works in the host's own thread, on one batch after the other.
 *
 * @param turnMs how long signals, timers and other threads may wait for a turn, in milliseconds
 */
export async function inlineRunner(setup: WorkerSetup, turnMs = 50): Promise<Runner> {
  const slots = new Slots([await createProcessor(setup)]);
  let lastTurn = performance.now();
  return {
    workers: 1,
    async run(documents, { onStart, onRecord, signal }) {
      const processor = await slots.take();
      try {
        onStart();
        await processAll(
          documents,
          processor,
          async (record) => {
            onRecord(record);
            if (performance.now() - lastTurn < turnMs) return;
            await setImmediate();
            lastTurn = performance.now();
          },
          signal,
        );
      } finally {
        slots.give(processor);
      }
    },
    async close() {},
  };
}
