import { expect, it } from 'vitest';
import { timeLimit } from '../../src/job/deadline.ts';

const megabyte = 1024 * 1024;

it.each([
  [60_000, 100, 60_000],
  [60_000, 8 * megabyte, 60_000],
  [60_000, 32 * megabyte, 240_000],
  [1_500, 0, 1_500],
])('of %i ms, a document of %i bytes has %i', (documentTimeoutMs, bytes, limit) => {
  expect(timeLimit(documentTimeoutMs, bytes)).toBe(limit);
});

it('gives no limit that a timer cannot count', () => {
  expect(timeLimit(Number.MAX_SAFE_INTEGER, 100 * megabyte)).toBeLessThan(2 ** 31 - 1_000);
});
