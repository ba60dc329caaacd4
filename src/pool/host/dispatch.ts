import type { DocumentRecord, DocumentTask } from '../../contract/record.ts';
import { timeLimit } from '../../job/deadline.ts';
import type { Batch } from '../../loader/batch.ts';
import { lostRecord, type Runner, tookLonger, WorkerLost } from './runner.ts';
import { Slots } from './slots.ts';
import { watchdog } from './watchdog.ts';

export interface DispatchOptions {
  runner: Runner;
  /** The most batches in flight: dispatched, and their last record not yet taken. */
  window: number;
  /** Milliseconds that one document may take before its worker is given up; large ones get more. */
  documentTimeoutMs: number;
  /** Documents that a worker may work on at once while a stage waits; default 1. */
  atOnce?: number | undefined;
  signal: AbortSignal;
}

/** Records of documents, as they are made; taken once. */
export interface Dispatched extends AsyncIterable<DocumentRecord> {
  /** Batches so far, and from the dispatch of each to the taking of its last record, in ms, summed. */
  readonly totals: { batches: number; milliseconds: number };
}

/**
 * Works through the batches with a bounded number in flight, and yields one record per document. If a
 * worker is lost, the document that it worked on fails: at once if it was the only one in work and took
 * too long, otherwise if a worker is lost again with this document alone. The others of the batch go to
 * another worker. A consumer that stops early waits for the batches in flight.
 */
export function dispatch(batches: Iterable<Batch>, options: DispatchOptions): Dispatched {
  const totals = { batches: 0, milliseconds: 0 };
  return { totals, [Symbol.asyncIterator]: () => records(batches, { ...options, totals }) };
}

async function* records(
  batches: Iterable<Batch>,
  options: DispatchOptions & Pick<Dispatched, 'totals'>,
): AsyncGenerator<DocumentRecord, void> {
  const channel = new Channel<DocumentRecord>();
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const emit = (record: DocumentRecord) => channel.put(record);
  const work = workAll(batches, { ...options, signal, emit }).finally(() => channel.close());
  // Awaited below; until then a rejection must not end the process.
  work.catch(() => {});
  try {
    yield* channel.items();
    await work;
  } finally {
    stop.abort();
    await work.catch(() => {});
  }
}

interface WorkOptions extends DispatchOptions {
  /** Resolves when the record is taken. */
  emit: (record: DocumentRecord) => Promise<void>;
}

async function workAll(
  batches: Iterable<Batch>,
  options: WorkOptions & Pick<Dispatched, 'totals'>,
): Promise<void> {
  const { window, totals } = options;
  const slots = new Slots(Array(window).keys());
  const failure = new AbortController();
  const signal = AbortSignal.any([options.signal, failure.signal]);
  const inFlight = new Set<Promise<void>>();
  for (const { documents } of batches) {
    const slot = await slots.take();
    if (signal.aborted) break;
    const started = performance.now();
    const batch = workOff(documents, { ...options, signal })
      .catch((error) => failure.abort(error))
      .finally(() => {
        totals.batches += 1;
        totals.milliseconds += performance.now() - started;
        inFlight.delete(batch);
        slots.give(slot);
      });
    inFlight.add(batch);
  }
  await Promise.all(inFlight);
  if (failure.signal.aborted) throw failure.signal.reason;
}

/** Works on documents until each has a record or the build stops. */
async function workOff(documents: readonly DocumentTask[], options: WorkOptions): Promise<void> {
  let left = documents;
  while (left.length > 0 && !options.signal.aborted) {
    const attempt = await tryBatch(left, options);
    left = left.slice(attempt.done);
    const [suspect, ...others] = left;
    if (attempt.lost === undefined || suspect === undefined) continue;
    const sure = (options.atOnce ?? 1) === 1 || left.length === 1;
    if (attempt.tooSlow && sure) await options.emit(lostRecord(suspect.path, attempt.lost));
    else await tryAlone(suspect, options);
    left = others;
  }
}

async function tryAlone(suspect: DocumentTask, options: WorkOptions): Promise<void> {
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

interface TryOptions extends WorkOptions {
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
  // What a process sent before it was ended may arrive after that: a time that began then would keep
  // an interrupted build alive until it is up, and a record would be a second one of its document.
  let isOver = false;
  const watchNext = () => {
    // Records that were on their way when time was up still arrive.
    if (isOver || dog.expired !== undefined) return;
    watched = emissions.length;
    dog.watch(timeLimit(documentTimeoutMs, documents[watched]?.bytes ?? 0));
  };
  const onStart = () => {
    if (watched === undefined) watchNext();
  };
  const onIdle = (isIdle: boolean) => {
    if (isIdle) dog.leave();
    else watchNext();
  };
  const onRecord = (record: DocumentRecord) => {
    if (isOver) return;
    const emission = emit(record);
    emissions.push(emission);
    if (watched !== undefined) watchNext();
  };
  try {
    await runner.run(documents, { onStart, onRecord, onIdle, suspect, signal: dog.signal });
  } catch (error) {
    if (!(error instanceof WorkerLost)) throw error;
    const { expired } = dog;
    lost = expired ? tookLonger(expired) : error;
  } finally {
    isOver = true;
    dog.leave();
  }
  await Promise.all(emissions);
  const tooSlow = dog.expired !== undefined && watched === emissions.length;
  return { done: emissions.length, lost, tooSlow };
}

interface Waiting<Item> {
  item: Item;
  taken: () => void;
}

/** Hands items from those who make them to the one who takes them, one after the other. */
class Channel<Item> {
  readonly #waiting: Waiting<Item>[] = [];
  #wake = () => {};
  #closed = false;

  /** Resolves when the taker asks for the next item, or takes no more. */
  async put(item: Item): Promise<void> {
    if (this.#closed) return;
    await new Promise<void>((taken) => {
      this.#waiting.push({ item, taken });
      this.#wake();
    });
  }

  /** After this no item comes, or none is taken. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }

  /** Ends when the channel is closed and empty. */
  async *items(): AsyncGenerator<Item, void> {
    let current: Waiting<Item> | undefined;
    try {
      for (;;) {
        for (current = this.#waiting.shift(); current; current = this.#waiting.shift()) {
          yield current.item;
          current.taken();
        }
        if (this.#closed) return;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      this.#closed = true;
      current?.taken();
      for (const { taken } of this.#waiting.splice(0)) taken();
    }
  }
}
