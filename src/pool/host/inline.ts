import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { DocumentRecord, DocumentTask } from '../../contract/record.ts';
import { loadTokenizer } from '../../document/count-tokens.ts';
import { timeLimit } from '../../job/deadline.ts';
import { processAll } from '../../job/in-flight.ts';
import { createProcessor } from '../../job/process.ts';
import type { WorkerSetup } from '../../job/setup.ts';
import { HeldTooLong, holdFor } from './hold.ts';
import { lostRecord, type Runner, tookLonger, WorkerLost } from './runner.ts';
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

/** Watches the main thread from another one. */
export interface Lookout {
  /** The thread works on a document, until it leaves it. */
  enter(path: string): void;
  leave(path: string): void;
  close(): Promise<unknown>;
}

/** Milliseconds between two signs of life. */
const beatMs = 500;

/** Runs in the other thread: a `console.log` there would wait for the main one. */
const source = `
const { writeSync } = require('node:fs');
const { parentPort, workerData: { limitMs, beatMs } } = require('node:worker_threads');
const paths = new Set();
let heard = performance.now();
let said = false;
parentPort.on('message', ({ enter, leave }) => {
  heard = performance.now();
  said = false;
  if (enter !== undefined) paths.add(enter);
  if (leave !== undefined) paths.delete(leave);
});
setInterval(() => {
  if (said || paths.size === 0 || performance.now() - heard < limitMs) return;
  said = true;
  writeSync(2, 'warning: A stage has computed for more than ' + limitMs + ' ms, at ' +
    [...paths].join(' or ') + '. It runs in the main thread, which cannot end it: end the process, ' +
    'or write the stage as a module.\\n');
}, beatMs);
`;

/**
 * Says on stderr when the main thread does not answer: a stage of the user's that computes without end
 * cannot be ended there.
 *
 * @param limitMs how long it may be silent
 */
export function lookout(limitMs: number): Lookout {
  const worker = new Worker(source, { eval: true, execArgv: [], workerData: { limitMs, beatMs } });
  worker.unref();
  const beat = setInterval(() => worker.postMessage({}), beatMs);
  beat.unref();
  return {
    enter: (path) => worker.postMessage({ enter: path }),
    leave: (path) => worker.postMessage({ leave: path }),
    close() {
      clearInterval(beat);
      return worker.terminate();
    },
  };
}
