import { boundedDepth } from '../static/budget.ts';
import { memberOf } from '../static/members.ts';
import { Callable, callBack, fn, isScalar, unknown, type Value } from '../static/value.ts';
import { camelCase } from './component.ts';
import { isEmpty } from './component-states.ts';
import type { Reader } from './reader.ts';
import { elementMaker } from './vue-element.ts';
import { Ref } from './vue-ref.ts';

/** What modules of the site, such as composables, import from `vue`. */
export function vueExport(name: string, reader: Reader): Value {
  if (name === 'h') return elementMaker(reader);
  const given = new Map(vueFunctions(reader)).get(name);
  if (!(given instanceof Callable && makesState.test(name))) return given;
  // A store: what begins empty is filled by other modules.
  return new Callable((args, self) => {
    const isStore = reader.isShared && isBlank(args[0]);
    return isStore ? new Ref(() => unknown) : given.call(args, self);
  });
}

const makesState = /^(?:reactive|ref|shallowRef|shallowReactive)$/;

/** Whether there is nothing to show in a value, however deep it is. */
const isBlank = (value: Value, depth = 0): boolean =>
  isEmpty(value) ||
  ((Array.isArray(value) || value instanceof Map) &&
    [...value.values()].every((one) => isBlank(one, boundedDepth(depth))));

const plain = fn((value) => (value instanceof Ref ? value.current : value));
const same = fn((value) => value);
const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

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
    ['shallowReactive', same],
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
    ['camelize', fn((name) => (typeof name === 'string' ? camelCase(name) : unknown))],
    ['capitalize', fn((word) => (typeof word === 'string' ? capitalized(word) : unknown))],
    ['onBeforeMount', effect],
    ['onMounted', effect],
    ['watch', fn((_, work) => states.effect(work))],
    ['watchEffect', effect],
  ];
}
