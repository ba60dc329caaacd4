import { expect, it } from 'vitest';
import { HeldTooLong, holdFor } from '../../src/pool/host/watchdog.ts';

it.each<[string, () => void]>([
  [
    'a loop',
    () => {
      for (;;);
    },
  ],
  ['a regular expression', () => void /^(?:a+)+$/.test(`${'a'.repeat(50)}b`)],
  [
    'a loop that catches',
    () => {
      for (;;) {
        try {
          for (;;);
        } catch {}
      }
    },
  ],
  [
    'an asynchronous function that has not waited yet',
    async () => {
      for (;;);
    },
  ],
])('ends %s', (_, step) => {
  expect(() => holdFor(50, step)).toThrow(HeldTooLong);
});

it('gives what a step gives, and throws what it throws', () => {
  expect(holdFor(10_000, () => holdFor(1_000, () => 7))).toBe(7);
  const error = new Error('mine');
  expect(() =>
    holdFor(1_000, () => {
      throw error;
    }),
  ).toThrow(error);
});
