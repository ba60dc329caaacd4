import type { Method } from '../members.ts';
import { textOf, unknown, type Value, type ValueMap } from '../value.ts';
import { callBack } from './calls.ts';

const pairs = (map: ValueMap): Value[] => [...map].map(([key, value]): Value => [key, value]);

const keyed =
  (give: (map: ValueMap, key: string, args: readonly Value[]) => Value): Method<ValueMap> =>
  (map, args) => {
    const key = textOf(args[0]);
    return key === undefined ? unknown : give(map, key, args);
  };

/** The methods of objects and of `Map`, which is an object here. */
export const mapMethods: ReadonlyMap<string, Method<ValueMap>> = new Map<string, Method<ValueMap>>([
  ['entries', (map) => pairs(map)],
  ['forEach', (map, [fn]) => void [...map].map(([key, value]) => callBack(fn, value, key))],
  ['get', keyed((map, key) => map.get(key))],
  ['has', keyed((map, key) => map.has(key))],
  ['hasOwnProperty', keyed((map, key) => map.has(key))],
  ['keys', (map) => [...map.keys()]],
  ['set', keyed((map, key, [, value]) => map.set(key, value))],
  ['values', (map) => [...map.values()]],
]);
