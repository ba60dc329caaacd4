import { memberOf } from '../static/members.ts';
import { callBack, fn, isScalar, unknown, type Value } from '../static/value.ts';
import type { Reader } from './reader.ts';
import { elementMaker } from './vue-element.ts';
import { Ref } from './vue-ref.ts';

/** What a package gives by the name `vue`, which composables of the site import. */
export function vueExport(name: string, reader: Reader): Value {
  return name === 'h' ? elementMaker(reader) : new Map(vueFunctions(reader)).get(name);
}

const plain = fn((value) => (value instanceof Ref ? value.current : value));
const same = fn((value) => value);

/** The functions of Vue that pass on data, and those that are given what the page does later: https://vuejs.org/api */
export function vueFunctions({ states }: Reader): [string, Value][] {
  const ref = fn((value) => new Ref(() => states.begun(value)));
  const effect = fn((work) => states.effect(work));
  return [
    [
      'computed',
      fn(
        (work) => new Ref(() => (work instanceof Map ? callBack(work.get('get')) : callBack(work))),
      ),
    ],
    ['ref', ref],
    ['shallowRef', ref],
    ['reactive', same],
    ['readonly', same],
    ['toRaw', same],
    ['toValue', plain],
    ['unref', plain],
    [
      'toRef',
      fn((from, key) => new Ref(() => (isScalar(key) ? memberOf(from, String(key)) : unknown))),
    ],
    [
      'toRefs',
      fn((from) =>
        from instanceof Map
          ? new Map([...from].map(([key, value]): [string, Value] => [key, new Ref(() => value)]))
          : unknown,
      ),
    ],
    ['onBeforeMount', effect],
    ['onMounted', effect],
    ['watch', fn((_, work) => states.effect(work))],
    ['watchEffect', effect],
  ];
}
