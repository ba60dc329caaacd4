import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { DocumentRecord, DocumentTask } from '../../contract/record.ts';
import { loadTokenizer } from '../../document/count-tokens.ts';
import { isHalfLoaded } from '../../document/load-late.ts';
import { timeLimit } from '../../job/deadline.ts';
import { processAll } from '../../job/in-flight.ts';
import { createProcessor, type Processor } from '../../job/process.ts';
import type { WorkerSetup } from '../../job/setup.ts';
import { lostRecord, type Runner, tookLonger, WorkerLost } from './runner.ts';
import { Slots } from './slots.ts';
import { graceMs, HeldTooLong, holdFor } from './watchdog.ts';

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
  const [processor] = await Promise.all([
    createProcessor(setup),
    loadTokenizer(setup.settings.tokenizer),
  ]);
  const own = setup.transforms.length > 0;
  const isWatched = own && holdMs === Number.POSITIVE_INFINITY;
  const watch = isWatched ? lookout(setup.documentTimeoutMs + graceMs) : undefined;
  const thread = new HostThread(processor, { setup, holdMs, watch });
  const slots = new Slots([undefined]);
  let lastTurn = performance.now();
  return {
    workers: 1,
    async run(documents, { onStart, onRecord, signal }) {
      const deliver = async (record: DocumentRecord) => {
        onRecord(record);
        if (performance.now() - lastTurn < turnMs) return;
        await setImmediate();
        lastTurn = performance.now();
      };
      await slots.take();
      try {
        // An earlier build in this process was ended at a bad moment; a worker loads its own code.
        if (isHalfLoaded() && holdMs !== Number.POSITIVE_INFINITY) {
          throw new WorkerLost('the parser is only partly loaded');
        }
        onStart();
        await processAll(documents, thread, deliver, signal);
      } finally {
        slots.give(undefined);
      }
    },
    async close() {
      await watch?.close();
    },
  };
}

interface Limits {
  setup: WorkerSetup;
  holdMs: number;
  watch: Lookout | undefined;
}

/** Works on documents, and ends those that hold the thread for too long. */
class HostThread {
  readonly atOnce: number;
  readonly #limits: Limits;
  #processor: Processor;

  constructor(processor: Processor, limits: Limits) {
    this.atOnce = processor.atOnce;
    this.#processor = processor;
    this.#limits = limits;
  }

  readonly process = async (task: DocumentTask): Promise<DocumentRecord> => {
    const { setup, holdMs, watch } = this.#limits;
    const limit = timeLimit(setup.documentTimeoutMs, task.bytes);
    watch?.enter(task.path);
    try {
      return await holdFor(Math.min(holdMs, limit + graceMs), () => this.#processor.process(task));
    } catch (error) {
      if (!(error instanceof HeldTooLong)) throw error;
      this.#processor = await createProcessor(setup);
      if (limit + graceMs >= holdMs) throw new WorkerLost('it held the main thread for too long');
      return lostRecord(task.path, tookLonger(limit));
    } finally {
      watch?.leave(task.path);
    }
  };
}

/** Watches the main thread from another one. */
interface Lookout {
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
function lookout(limitMs: number): Lookout {
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
