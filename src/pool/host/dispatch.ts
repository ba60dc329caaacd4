import type { Batch } from '../../loader/batch.ts';
import type { DocumentFailed, DocumentRecord, DocumentTask } from '../protocol.ts';
import { timeLimit } from '../time-limit.ts';
import { type Runner, WorkerLost } from './runner.ts';
import { Seats } from './seats.ts';
import { watchdog } from './watchdog.ts';

export interface DispatchOptions {
  runner: Runner;
  /** Batches between dispatch and the emission of their last document. */
  window: number;
  /** Milliseconds that one document may take before its worker is given up; large ones have more. */
  documentTimeoutMs: number;
  signal: AbortSignal;
  /** Takes each record, once a document; the batch's slot is free when the last one has resolved. */
  emit: (record: DocumentRecord) => Promise<void>;
  onBatch?: (milliseconds: number) => void;
}

/**
 * Works through the batches with a bounded number in flight. A worker that is lost costs the
 * document that it was lost on: at once where it took too long, else when that happens again with
 * the document alone. The others of the batch go to another worker.
 *
 * @throws what `emit` throws, after the batches in flight have ended
 */
export async function dispatch(batches: Iterable<Batch>, options: DispatchOptions): Promise<void> {
  const { window, signal, onBatch } = options;
  const slots = new Seats(Array(window).keys());
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  const inFlight = new Set<Promise<void>>();
  for (const { documents } of batches) {
    const slot = await slots.take();
    if (stop.aborted) break;
    const started = performance.now();
    const batch = workOff(documents, { ...options, signal: stop })
      .then(() => onBatch?.(performance.now() - started))
      .catch((error) => failure.abort(error))
      .finally(() => {
        inFlight.delete(batch);
        slots.give(slot);
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
    if (attempt.tooSlow) await options.emit(lostRecord(suspect.path, attempt.lost));
    else await tryAlone(suspect, options);
    left = others;
  }
}

async function tryAlone(suspect: DocumentTask, options: DispatchOptions): Promise<void> {
  const { done, lost } = await tryBatch([suspect], { ...options, suspect: true });
  if (done === 0 && lost !== undefined && !options.signal.aborted) {
    await options.emit(lostRecord(suspect.path, lost));
  }
}

interface Attempt {
  /** Documents that have a record, from the first on. */
  done: number;
  lost: WorkerLost | undefined;
  /** It was given up on the document after those that are done. */
  tooSlow: boolean;
}

interface TryOptions extends DispatchOptions {
  suspect?: boolean;
}

async function tryBatch(
  documents: readonly DocumentTask[],
  { runner, signal, documentTimeoutMs, emit, suspect = false }: TryOptions,
): Promise<Attempt> {
  const dog = watchdog(signal);
  const emissions: Promise<void>[] = [];
  let lost: WorkerLost | undefined;
  let watched: number | undefined;
  const watchNext = () => {
    // Records that were on their way when time was up still arrive.
    if (dog.expired !== undefined) return;
    watched = emissions.length;
    dog.watch(timeLimit(documentTimeoutMs, documents[watched]?.bytes ?? 0));
  };
  const onStart = () => {
    if (watched === undefined) watchNext();
  };
  const onRecord = (record: DocumentRecord) => {
    const emission = emit(record);
    // Looked at below, when all are there; until then a rejection is no defect.
    emission.catch(() => {});
    emissions.push(emission);
    if (watched !== undefined) watchNext();
  };
  try {
    await runner.run(documents, { onStart, onRecord, suspect, signal: dog.signal });
  } catch (error) {
    if (!(error instanceof WorkerLost)) throw error;
    const { expired } = dog;
    lost = expired ? new WorkerLost(`it took longer than ${expired} ms`) : error;
  } finally {
    dog.leave();
  }
  await Promise.all(emissions);
  const tooSlow = dog.expired !== undefined && watched === emissions.length;
  return { done: emissions.length, lost, tooSlow };
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
