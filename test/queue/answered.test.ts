import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answered } from '../../src/queue/lifeline.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A question whose first askings are never answered. */
function deaf(times: number, answer: () => Promise<string>) {
  let asked = 0;
  return () => {
    asked += 1;
    return asked > times ? answer() : new Promise<never>(() => {});
  };
}

test('a question without an answer is asked again', async () => {
  const answer = answered(deaf(2, async () => 'here'));
  await vi.advanceTimersByTimeAsync(6_000);
  expect(await answer).toBe('here');
  expect(vi.getTimerCount()).toBe(0);
});

test('an error is an answer', async () => {
  await expect(answered(deaf(0, () => Promise.reject(new Error('full'))))).rejects.toThrow('full');
  expect(vi.getTimerCount()).toBe(0);
});
