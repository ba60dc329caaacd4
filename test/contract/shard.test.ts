import { describe, expect, test } from 'vitest';
import { parseShard, shareOf } from '../../src/contract/build.ts';
import fc from '../setup/properties.ts';

test.each([
  ['1/1', { index: 1, count: 1 }],
  ['2/5', { index: 2, count: 5 }],
])('parseShard(%j)', (text, shard) => {
  expect(parseShard(text)).toEqual(shard);
});

test.each(['0/3', '4/3', 'x', '1', '1/0', '-1/3', '1/2/3', '', '1.5/3'])(
  'parseShard(%j) says what would do',
  (text) => {
    expect(() => parseShard(text)).toThrow(
      expect.objectContaining({
        code: 'SHARD_INVALID',
        remedy: expect.stringContaining('1/5 to 5/5'),
      }),
    );
  },
);

describe('shareOf', () => {
  const files = fc.array(fc.record({ bytes: fc.nat(10_000) }), { maxLength: 60 });

  test('the shares are the list, in its order', () => {
    fc.assert(
      fc.property(files, fc.integer({ min: 1, max: 9 }), (all, count) => {
        const shares = Array.from({ length: count }, (_, n) =>
          shareOf(all, { index: n + 1, count }),
        );
        expect(shares.flat()).toEqual(all);
      }),
    );
  });

  test('no share has more than its part of the bytes and one document', () => {
    fc.assert(
      fc.property(files, fc.integer({ min: 1, max: 9 }), (all, count) => {
        const weight = (list: typeof all) => list.reduce((sum, { bytes }) => sum + bytes + 1, 0);
        const largest = Math.max(0, ...all.map(({ bytes }) => bytes + 1));
        for (let index = 1; index <= count; index += 1) {
          const share = weight(shareOf(all, { index, count }));
          expect(share).toBeLessThanOrEqual(weight(all) / count + largest);
        }
      }),
    );
  });
});
