import type { Batch } from '../../loader/batch.ts';
import type { DocumentFailed, DocumentRecord, DocumentTask } from '../protocol.ts';
import { type Runner, WorkerLost } from './runner.ts';
import { Slots } from './slots.ts';
import { watchdog } from './watchdog.ts';

export interface DispatchOptions {
  runner: Runner;
  /** Batches between dispatch and the emission of their last document. */
  window: number;
  /** Milliseconds that one document may take before its worker is given up. */
  documentTimeoutMs: number;
  signal: AbortSignal;
  /** Takes each record, once a document; the batch's slot is free when the last one has resolved. */
  emit: (record: DocumentRecord) => Promise<void>;
  onBatch?: (milliseconds: number) => void;
}

/**
 * Works through the batches with a bounded number in flight. A worker that is lost costs the
 * document that it was lost on, when that happens again with the document alone; the others of the
 * batch go to another worker.
 *
 * @throws what `emit` throws, after the batches in flight have ended
 */
export async function dispatch(batches: Iterable<Batch>, options: DispatchOptions): Promise<void> {
  const { window, signal, onBatch } = options;
  const slots = new Slots(window);
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  const inFlight = new Set<Promise<void>>();
  for (const { documents } of batches) {
    await slots.take();
    if (stop.aborted) break;
    const started = performance.now();
    const batch = workOff(documents, { ...options, signal: stop })
      .then(() => onBatch?.(performance.now() - started))
      .catch((error) => failure.abort(error))
      .finally(() => {
        inFlight.delete(batch);
        slots.give();
      });
    inFlight.add(batch);
  }
  await Promise.all(inFlight);
  if (failure.signal.aborted) throw failure.signal.reason;
}

/** Works on documents until each has a record or the build stops. */
async function workOff(
  documents: readonly DocumentTask[],
  options: DispatchOptions,
): Promise<void> {
  let left = documents;
  while (left.length > 0 && !options.signal.aborted) {
    const attempt = await tryBatch(left, options);
    left = left.slice(attempt.done);
    const [suspect, ...others] = left;
    if (attempt.lost === undefined || suspect === undefined) continue;
    await tryAlone(suspect, options);
    left = others;
  }
}

async function tryAlone(suspect: DocumentTask, options: DispatchOptions): Promise<void> {
  const { done, lost } = await tryBatch([suspect], options);
  if (done === 0 && lost !== undefined && !options.signal.aborted) {
    await options.emit(lostRecord(suspect.path, lost));
  }
}

interface Attempt {
  /** Documents that have a record, from the first on. */
  done: number;
  lost: WorkerLost | undefined;
}

async function tryBatch(
  documents: readonly DocumentTask[],
  { runner, signal, documentTimeoutMs, emit }: DispatchOptions,
): Promise<Attempt> {
  const dog = watchdog(documentTimeoutMs, signal);
  const emissions: Promise<void>[] = [];
  let lost: WorkerLost | undefined;
  const onRecord = (record: DocumentRecord) => {
    dog.pat();
    const emission = emit(record);
    // Looked at below, when all are there; until then a rejection is no defect.
    emission.catch(() => {});
    emissions.push(emission);
  };
  try {
    await runner.run(documents, { onStart: dog.start, onRecord, signal: dog.signal });
  } catch (error) {
    if (!(error instanceof WorkerLost)) throw error;
    lost = dog.expired ? new WorkerLost(`it took longer than ${documentTimeoutMs} ms`) : error;
  } finally {
    dog.leave();
  }
  await Promise.all(emissions);
  return { done: emissions.length, lost };
}

function lostRecord(path: string, lost: WorkerLost): DocumentFailed {
  const rule = lost.message.startsWith('it took') ? 'timeout' : 'transform-error';
  const reason = `The document was given up: ${lost.message}.`;
  return {
    status: 'failed',
    path,
    messages: [{ severity: 'error', rule, reason, path }],
    dependencies: { includes: [], site: [] },
    timing: {
      cpuMs: 0,
      stages: {},
      merge: { joins: 0, fields: 0, conflicts: 0, durationMs: 0 },
    },
  };
}
