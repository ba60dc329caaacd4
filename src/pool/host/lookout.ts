import { Worker } from 'node:worker_threads';

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
