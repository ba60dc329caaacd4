import { EventEmitter } from 'node:events';
import type { Queue, Worker } from 'bullmq';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LastingWorker, type TakenJob } from '../../src/queue/lasting-worker.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Make = (job: TakenJob<string>) => Promise<string>;

/** A worker over a queue of which so many jobs wait. */
function lasting(waiting: number, make: Make) {
  const opened: Make[] = [];
  const closed: boolean[] = [];
  const worker = new LastingWorker<string, string>({
    queue: { getWaitingCount: async () => waiting } as unknown as Queue<string, string>,
    open(work) {
      opened.push(work);
      const close = async (force = false) => void closed.push(force);
      return Object.assign(new EventEmitter(), { close }) as unknown as Worker<string, string>;
    },
    make,
    onReplace: () => {},
    ask: (question) => question(),
    onError: () => {},
  });
  return { worker, opened, closed };
}

const never = () => new Promise<never>(() => {});

test('a worker that takes nothing while jobs wait is replaced, and given up by force', async () => {
  const { opened, closed } = lasting(5, never);
  await vi.advanceTimersByTimeAsync(3_500);
  expect(opened).toHaveLength(2);
  expect(closed).toEqual([true]);
});

test('a worker stays where no jobs wait', async () => {
  const { opened } = lasting(0, never);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(opened).toHaveLength(1);
});

test('a worker stays while it has a job in hand', async () => {
  const { opened } = lasting(5, never);
  void opened[0]?.({ data: 'a', stalledCounter: 0 });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(opened).toHaveLength(1);
});

test('a closed worker is not replaced', async () => {
  const { worker, opened, closed } = lasting(5, never);
  await worker.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([opened.length, closed]).toEqual([1, [true]]);
});
