import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Clock, deadline } from '../../src/job/deadline.ts';
import { HeldTooLong, holdFor } from '../../src/pool/host/watchdog.ts';

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

describe('the clock', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const passes = (milliseconds: number) =>
    new Promise<void>((resolve) => void setTimeout(resolve, milliseconds));
  const ends = async (step: (clock: Clock) => Promise<void>) => {
    const ended = deadline()(300, (_signal, clock) => step(clock)).then(
      () => 'in time',
      ({ code }) => code,
    );
    await vi.runAllTimersAsync();
    return ended;
  };

  test.each([
    [299, 'in time'],
    [301, 'DOCUMENT_TIMEOUT'],
  ])('stands while it is stopped, and %i ms after that are %s', async (afterwards, outcome) => {
    const stopped = ends(async (clock) => {
      clock.stop();
      clock.stop();
      await passes(400);
      clock.start();
      clock.start();
      await passes(afterwards);
    });
    expect(await stopped).toBe(outcome);
  });

  test.each([
    [99, 'in time'],
    [101, 'DOCUMENT_TIMEOUT'],
  ])(
    'goes on from what passed before it was stopped: 200 and %i ms are %s',
    async (afterwards, outcome) => {
      const step = ends(async (clock) => {
        await passes(200);
        clock.stop();
        clock.start();
        await passes(afterwards);
      });
      expect(await step).toBe(outcome);
    },
  );
});
