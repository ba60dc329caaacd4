import { expect, test } from 'vitest';
import { BoundedMap, getOrMake } from '../src/maps.ts';

test('a value is made once, undefined too', () => {
  const map = new BoundedMap<string, number | undefined>(2);
  let made = 0;
  const make = () => void made++;
  getOrMake(map, 'a', make);
  getOrMake(map, 'a', make);
  expect(made).toBe(1);
});

test('before it would hold more than its limit, it forgets all', () => {
  const map = new BoundedMap<string, number>(2);
  map.set('a', 1).set('b', 2).set('b', 3);
  expect([...map]).toEqual([
    ['a', 1],
    ['b', 3],
  ]);
  map.set('c', 4);
  expect([...map]).toEqual([['c', 4]]);
});
