import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { deadline } from '../../src/job/deadline.ts';
import { HeldTooLong, holdFor } from '../../src/pool/host/hold.ts';

const never = () => new Promise<never>(() => {});

test('a step that waits for too long is ended, and the next has its own time', async () => {
  const inTime = deadline();
  let ended: AbortSignal | undefined;
  const waiting = inTime(20, (signal) => {
    ended = signal;
    return never();
  });
  await expect(waiting).rejects.toMatchObject({ code: 'DOCUMENT_TIMEOUT' });
  expect(ended?.aborted).toBe(true);
  expect(await inTime(60_000, async (signal) => signal.aborted)).toBe(false);
});

test('a step that has computed for longer than its time and ends at once is in time', async () => {
  const step = async () => {
    compute(30);
    return 'done';
  };
  expect(await deadline()(10, step)).toBe('done');
});

test('a step that ended in time leaves no timer behind', async () => {
  const clear = vi.spyOn(globalThis, 'clearTimeout');
  const set = vi.spyOn(globalThis, 'setTimeout');
  await deadline()(60_000, () => sleep(20));
  const timers = set.mock.results.map(({ value }) => value);
  expect(timers).toHaveLength(1);
  expect(clear.mock.calls.map(([timer]) => timer)).toEqual(timers);
  vi.restoreAllMocks();
});

function compute(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
}

test('a step that its thread ends in the middle leaves nothing behind', async () => {
  const inTime = deadline();
  const end = () => holdFor(50, () => inTime(20, async () => compute(60_000)));
  expect(end).toThrow(HeldTooLong);
  // A rejection that nobody looks at would fail this run.
  await sleep(50);
  expect(await inTime(60_000, async (signal) => signal.aborted)).toBe(false);
});

test('no time passes while the clock is stopped', async () => {
  const waits = (afterwards: number) =>
    deadline()(300, async (_signal, clock) => {
      clock.stop();
      clock.stop();
      await sleep(400);
      clock.start();
      clock.start();
      await sleep(afterwards);
    });
  await expect(waits(20)).resolves.toBeUndefined();
  await expect(waits(600)).rejects.toMatchObject({ code: 'DOCUMENT_TIMEOUT' });
});

test('what passed before the clock was stopped counts', async () => {
  const step = deadline()(300, async (_signal, clock) => {
    await sleep(200);
    clock.stop();
    clock.start();
    await sleep(200);
  });
  await expect(step).rejects.toMatchObject({ code: 'DOCUMENT_TIMEOUT' });
});
