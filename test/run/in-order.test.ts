import { expect, it } from 'vitest';
import { InOrder } from '../../src/fold-outcomes.ts';
import fc from '../setup/properties.ts';

const turnsOf = (turns: Iterable<{ path: string; item?: unknown }>) =>
  Array.from(turns, ({ path, item }) => (item === undefined ? `${path}?` : path));

it('gives items their turn in order, as soon as it has come', () => {
  const order = new InOrder(['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'd']);
  expect(turnsOf(order.put({ path: 'b' }))).toEqual([]);
  expect(turnsOf(order.put({ path: 'a' }))).toEqual(['a', 'b']);
  expect(turnsOf(order.put({ path: 'd' }))).toEqual([]);
  expect(turnsOf(order.rest())).toEqual(['d']);
});

it('gives their turn to paths for which nothing is waited', () => {
  const order = new InOrder(['a', 'b', 'c', 'd', 'e'], ['b', 'd']);
  expect(turnsOf(order.put({ path: 'b' }))).toEqual(['a?', 'b', 'c?']);
  expect(turnsOf(order.rest())).toEqual(['e?']);
});

it('gives each path one turn in order, however items arrive', () => {
  const paths = Array.from({ length: 12 }, (_, at) => `page-${at + 10}`);
  fc.assert(
    fc.property(fc.shuffledSubarray(paths), (arriving) => {
      const order = new InOrder(paths, arriving);
      const turns = arriving.flatMap((path) => turnsOf(order.put({ path })));
      const all = [...turns, ...turnsOf(order.rest())];
      expect(all).toEqual(paths.map((path) => (arriving.includes(path) ? path : `${path}?`)));
    }),
  );
});
