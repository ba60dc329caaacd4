import { expect, test } from 'vitest';
import { resolveRetries, waitBefore } from '../../src/engine/retries.ts';

const retries = resolveRetries({ times: 3, delayMs: 100, factor: 2, jitter: 0.5, seed: 1 });
const waits = (subject: string, seed = 1) =>
  [2, 3, 4].map((attempt) => waitBefore(attempt, { ...retries, seed }, subject));

test('waits follow from seed, subject and attempt', () => {
  expect(waits('ask a.md')).toEqual(waits('ask a.md'));
  expect(waits('ask a.md', 2)).not.toEqual(waits('ask a.md'));
});

test('with jitter, not all runs wait alike; each waits for half of its time at least', () => {
  const firsts = Array.from({ length: 100 }, (_, at) => waits(`ask ${at}.md`)[0]!);
  expect(new Set(firsts.map(Math.round)).size).toBeGreaterThan(30);
  for (const wait of firsts) expect(wait).toBeGreaterThanOrEqual(50);
  for (const wait of firsts) expect(wait).toBeLessThanOrEqual(100);
});

test('without jitter a wait is longer by the factor each time', () => {
  const plain = { ...retries, jitter: 0 };
  expect([2, 3, 4].map((attempt) => waitBefore(attempt, plain, 'ask'))).toEqual([100, 200, 400]);
});

test('waits are the same on every machine, and end at what a timer can wait', () => {
  expect(waits('ask a.md').map((wait) => wait.toFixed(6))).toMatchInlineSnapshot(`
    [
      "91.031844",
      "177.762593",
      "263.446491",
    ]
  `);
  const plain = { ...retries, jitter: 0 };
  expect(waitBefore(90, plain, 'ask')).toBe(2 ** 31 - 1);
});
