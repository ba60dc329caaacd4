import { setImmediate } from 'node:timers/promises';
import type { WorkerSetup } from '../protocol.ts';
import { createProcessor } from '../worker/process.ts';
import type { Runner } from './runner.ts';
import { Seats } from './seats.ts';

/**
 * Works in the host's own thread, on one document after the other, however many batches are given at
 * once: what documents share notes what the one that is worked on asks of it.
 *
 * @param turnMs how long signals, timers and other threads may wait for a turn, in milliseconds
 */
export async function inlineRunner(setup: WorkerSetup, turnMs = 50): Promise<Runner> {
  const seats = new Seats([await createProcessor(setup)]);
  let lastTurn = performance.now();
  return {
    workers: 1,
    async run(documents, { onStart, onRecord, signal }) {
      const processor = await seats.take();
      try {
        onStart();
        for (const document of documents) {
          if (signal.aborted) return;
          onRecord(await processor.process(document));
          if (performance.now() - lastTurn < turnMs) continue;
          await setImmediate();
          lastTurn = performance.now();
        }
      } finally {
        seats.give(processor);
      }
    },
    async close() {},
  };
}
