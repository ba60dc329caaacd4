import { setImmediate } from 'node:timers/promises';
import type { WorkerSetup } from '../protocol.ts';
import { createProcessor } from '../worker/process.ts';
import type { Runner } from './runner.ts';

/**
 * Works in the host's own thread.
 *
 * @param turnMs how long signals, timers and other threads may wait for a turn, in milliseconds
 */
export async function inlineRunner(setup: WorkerSetup, turnMs = 50): Promise<Runner> {
  const processor = await createProcessor(setup);
  let lastTurn = performance.now();
  return {
    workers: 1,
    async run(documents, { onStart, onRecord, signal }) {
      onStart();
      for (const document of documents) {
        if (signal.aborted) return;
        onRecord(await processor.process(document));
        if (performance.now() - lastTurn < turnMs) continue;
        await setImmediate();
        lastTurn = performance.now();
      }
    },
    async close() {},
  };
}
