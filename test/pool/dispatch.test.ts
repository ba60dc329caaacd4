import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { DocumentRecord, DocumentTask } from '../../src/contract/record.ts';
import type { Batch } from '../../src/loader/batch.ts';
import { type DispatchOptions, dispatch } from '../../src/pool/host/dispatch.ts';
import { type Runner, WorkerLost } from '../../src/pool/host/runner.ts';

const done = ({ path }: DocumentTask) => ({ status: 'failed', path }) as DocumentRecord;

function batchesOf(count: number, size: number): Batch[] {
  return Array.from({ length: count }, (_, batch) => ({
    bytes: size,
    documents: Array.from({ length: size }, (_, n) => ({ path: `${batch}-${n}`, bytes: 1 })),
  }));
}

function options(runner: Pick<Runner, 'run'>, more: Partial<DispatchOptions> = {}) {
  return {
    runner: { workers: 2, close: async () => {}, ...runner },
    window: 2,
    documentTimeoutMs: 10_000,
    signal: new AbortController().signal,
    ...more,
  } satisfies DispatchOptions;
}

type Emit = (record: DocumentRecord) => Promise<void>;

/** Works through batches, and does something with each record before the next is asked for. */
async function work(batches: Batch[], given: DispatchOptions, emit: Emit = async () => {}) {
  for await (const record of dispatch(batches, given)) await emit(record);
}

it('holds a slot until the last document of the batch is emitted', async () => {
  let inFlight = 0;
  let peak = 0;
  const run: Runner['run'] = async (documents, { onRecord }) => {
    inFlight += documents.length;
    peak = Math.max(peak, inFlight);
    for (const document of documents) onRecord(done(document));
  };
  const emit = async () => {
    await sleep(2);
    inFlight -= 1;
  };
  await work(batchesOf(20, 5), options({ run }, { window: 3 }), emit);
  expect(inFlight).toBe(0);
  expect(peak).toBe(15);
});

it('gives every document one record, though workers are lost on some', async () => {
  const emitted: string[] = [];
  const failures: string[] = [];
  const guilty = new Set(['0-0', '1-2', '1-3', '2-4']);
  const run: Runner['run'] = async (documents, { onRecord }) => {
    for (const document of documents) {
      if (guilty.has(document.path)) throw new WorkerLost('its worker ended');
      onRecord(done(document));
    }
  };
  const emit = async (record: DocumentRecord) => {
    emitted.push(record.path);
    if (record.messages) failures.push(record.path);
  };
  const batches = batchesOf(4, 5);
  await work(batches, options({ run }), emit);
  const paths = batches.flatMap(({ documents }) => documents.map(({ path }) => path));
  expect(emitted.sort()).toEqual(paths.sort());
  expect(failures.sort()).toEqual([...guilty].sort());
});

it('does not blame a document with which a worker was lost once', async () => {
  let losses = 0;
  const run: Runner['run'] = async (documents, { onRecord }) => {
    if (losses++ === 0) throw new WorkerLost('its worker ended');
    for (const document of documents) onRecord(done(document));
  };
  const failures: string[] = [];
  const emit = async (record: DocumentRecord) => {
    if (record.messages) failures.push(record.path);
  };
  await work(batchesOf(1, 3), options({ run }), emit);
  expect(failures).toEqual([]);
});

it('gives a document up that takes too long, and does not try it again', async () => {
  const tried: string[] = [];
  const run: Runner['run'] = async (documents, { onStart, onRecord, signal }) => {
    onStart();
    for (const document of documents) {
      tried.push(document.path);
      if (document.path === '0-1') {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        throw new WorkerLost('aborted');
      }
      onRecord(done(document));
    }
  };
  const reasons: string[] = [];
  const emit = async ({ messages = [] }: DocumentRecord) => {
    reasons.push(...messages.map(({ path, reason }) => `${path}: ${reason}`));
  };
  await work(batchesOf(1, 3), options({ run }, { documentTimeoutMs: 10 }), emit);
  expect(tried).toEqual(['0-0', '0-1', '0-2']);
  expect(reasons).toEqual(['0-1: The document was given up: it took longer than 10 ms.']);
});

it('does not blame the next document when a record comes late', async () => {
  let losses = 0;
  const run: Runner['run'] = async (documents, { onStart, onRecord, signal }) => {
    onStart();
    if (losses++ === 0) {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      onRecord(done(documents[0]!));
      throw new WorkerLost('aborted');
    }
    for (const document of documents) onRecord(done(document));
  };
  const failures: string[] = [];
  const emit = async (record: DocumentRecord) => {
    if (record.messages) failures.push(record.path);
  };
  await work(batchesOf(1, 3), options({ run }, { documentTimeoutMs: 10 }), emit);
  expect(failures).toEqual([]);
});

it('stops and rejects when nothing more can be emitted', async () => {
  let taken = 0;
  const run: Runner['run'] = async (documents, { onRecord }) => {
    taken += 1;
    for (const document of documents) onRecord(done(document));
  };
  const emit = async () => {
    throw new Error('the disk is full');
  };
  await expect(work(batchesOf(50, 1), options({ run }), emit)).rejects.toThrow('disk');
  expect(taken).toBeLessThan(5);
});

it('takes no more batches once it is aborted', async () => {
  const controller = new AbortController();
  let taken = 0;
  const run: Runner['run'] = async () => {
    taken += 1;
    controller.abort();
  };
  await work(batchesOf(50, 1), options({ run }, { signal: controller.signal }));
  expect(taken).toBeLessThanOrEqual(2);
});

it.each(['it is aborted', 'time is up', 'its worker ends'])(
  'hears nothing more from a worker once that is given up since %s',
  async (why) => {
    const controller = new AbortController();
    const records: string[] = [];
    let late = () => {};
    const run: Runner['run'] = async ([document], { onStart, onRecord, signal, suspect }) => {
      if (signal.aborted) throw new WorkerLost('aborted');
      if (suspect) return onRecord(done(document!));
      if (why === 'time is up') onStart();
      // As from a process whose messages are on their way while it is ended.
      late = () => {
        onStart();
        onRecord(done(document!));
      };
      if (why === 'it is aborted') setTimeout(() => controller.abort());
      const ended = new Promise((resolve) => signal.addEventListener('abort', resolve));
      if (why !== 'its worker ends') await ended;
      throw new WorkerLost('its worker ended');
    };
    const timers = () =>
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const { signal } = controller;
    const given = options(
      { run },
      { signal, documentTimeoutMs: why === 'time is up' ? 10 : 60_000 },
    );
    await work(batchesOf(1, 1), given, async ({ path }) => {
      records.push(path);
      late();
    });
    const before = timers();
    late();
    expect(timers()).toBe(before);
    expect(records).toEqual(why === 'it is aborted' ? [] : ['0-0']);
  },
);
