import { expect, it } from 'vitest';
import { batches } from '../../src/loader/batch.ts';
import fc from '../setup/properties.ts';

const file = (path: string, bytes: number) => ({ path, bytes, mtimeMs: 0, ctimeMs: 0, ino: 0 });
const cut = (sizes: number[], limits = {}) => {
  const files = sizes.map((bytes, index) => file(String(index), bytes));
  const all = {
    batchSize: 3,
    byteBudget: 100,
    cpuIntensiveThreshold: 1_000,
    workers: 1,
    ...limits,
  };
  return [...batches(files, all)].map(({ documents }) => documents.map(({ bytes }) => bytes));
};

it.each([
  ['nothing', [], []],
  ['at the batch size', [1, 2, 3, 4], [[1, 2, 3], [4]]],
  ['at the byte budget', [60, 30, 20, 90], [[60, 30], [20], [90]]],
  ['around a document over the budget', [1, 500, 2], [[1], [500], [2]]],
  ['with large documents first, each alone', [1, 2_000, 2, 9_000], [[9_000], [2_000], [1, 2]]],
])('cuts %s', (_, sizes, expected) => {
  expect(cut(sizes)).toEqual(expected);
});

it('cuts finer towards the end, so that workers end together', () => {
  const sizes = cut(Array(40).fill(16 * 1024), {
    workers: 2,
    batchSize: 50,
    byteBudget: 1e6,
    cpuIntensiveThreshold: 1e6,
  });
  expect(sizes.map(({ length }) => length)).toEqual([10, 7, 5, 4, 3, 2, 2, 2, 2, 2, 1]);
});

it.each([
  ['all, for a worker without others', { workers: 1 }, [40]],
  ['four times those that wait at once', { workers: 2, atOnce: 4 }, [16, 12, 6, 4, 2]],
  ['no more than the share of a worker', { workers: 4 }, [10, 8, 8, 8, 6]],
  ['no more than the byte budget', { workers: 1, byteBudget: 20 }, [20, 20]],
])('holds in a batch, where a stage waits, %s', (_, limits, expected) => {
  const sizes = cut(Array(40).fill(1), { byteBudget: 100, batchSize: 1, atOnce: 8, ...limits });
  expect(sizes.map(({ length }) => length)).toEqual(expected);
});

it('loses and repeats no document, and exceeds no limit but with a single one', () => {
  const sizes = fc.array(fc.nat(300), { maxLength: 50 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 10 }), (bytes, batchSize) => {
      const cutUp = cut(bytes, { batchSize, cpuIntensiveThreshold: 200 });
      expect(cutUp.flat().sort()).toEqual([...bytes].sort());
      for (const batch of cutUp) {
        const total = batch.reduce((sum, size) => sum + size, 0);
        expect(batch.length <= batchSize && (total <= 100 || batch.length === 1)).toBe(true);
      }
    }),
  );
});
