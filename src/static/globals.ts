import { attempt } from '../attempt.ts';
import { timeOf } from '../document/dates.ts';
import { addTo } from '../maps.ts';
import { boundedDepth, boundedList, limits } from './budget.ts';
import { numberOf } from './operators.ts';
import { copyInto } from './origin.ts';
import {
  Callable,
  callBack,
  fn,
  isScalar,
  isTrue,
  Opaque,
  textOf,
  toValue,
  unknown,
  type Value,
  type ValueMap,
} from './value.ts';

/** A function that also has members, such as `Array` with `Array.from`. */
export class Namespace extends Callable {
  readonly #members: ReadonlyMap<string, Value>;

  constructor(call: Callable['call'], members: Readonly<Record<string, Value>>) {
    super(call);
    this.#members = new Map(Object.entries(members));
  }

  has(name: string): boolean {
    return this.#members.has(name);
  }

  override member(name: string): Value {
    return this.has(name) ? this.#members.get(name) : unknown;
  }
}

/** An object of which some members are known. */
export const known = (members: Record<string, Value>): Namespace =>
  new Namespace(() => unknown, members);

const entriesOf = (value: Value): [string, Value][] | undefined => {
  if (value instanceof Map) return [...value];
  return Array.isArray(value) ? value.map((item, index) => [String(index), item]) : undefined;
};

const ofEntries = (give: (entries: [string, Value][]) => Value) =>
  fn((value) => {
    const entries = entriesOf(value);
    return entries ? give(entries) : unknown;
  });

const keysOf = (value: Value): Value =>
  Array.isArray(value) ? [...value.keys()].map(String) : unknown;

function fromEntries(value: Value): Value {
  if (!Array.isArray(value)) return value instanceof Map ? new Map(value) : unknown;
  const map: ValueMap = new Map();
  for (const pair of value) {
    const key = Array.isArray(pair) ? textOf(pair[0]) : undefined;
    if (key === undefined) return unknown;
    map.set(key, (pair as Value[])[1]);
  }
  return map;
}

/** The items of a list by what a function says of each. */
function grouped(list: Value, by: Value): Value {
  if (!Array.isArray(list)) return unknown;
  const groups = new Map<string, Value[]>();
  for (const [index, item] of list.entries()) {
    const key = textOf(callBack(by, item, index));
    if (key === undefined) return unknown;
    addTo(groups, key, item);
  }
  return groups;
}

function assigned(target: Value, ...sources: Value[]): Value {
  if (target instanceof Callable) {
    const members = assigned(new Map(), ...sources);
    if (!(members instanceof Map)) return unknown;
    return new Namespace(target.call, Object.fromEntries(members));
  }
  if (!(target instanceof Map)) return unknown;
  return sources.every((source) => copyInto(target, source)) ? target : unknown;
}

function listFrom(value: Value, map: Value): Value {
  const list = lengthOf(value) ?? iterable(value);
  if (list === undefined) return unknown;
  return map === undefined ? list : list.map((item, index) => callBack(map, item, index));
}

/** The items that a loop or a spread over a value meets; undefined where they are not known. */
export function iterable(value: Value): Value[] | undefined {
  if (Array.isArray(value)) return [...value];
  if (typeof value === 'string') return boundedList([...value]);
  return value instanceof Map ? [...value].map(([key, item]): Value => [key, item]) : undefined;
}

function lengthOf(value: Value): Value[] | undefined {
  const length = value instanceof Map ? value.get('length') : undefined;
  if (typeof length !== 'number' || !(length >= 0) || length > limits.items) return undefined;
  return Array.from({ length }, () => undefined);
}

const numeric = (give: (...args: number[]) => number) =>
  fn((...args) => {
    const numbers = args.map(numberOf);
    return numbers.includes(undefined) ? unknown : give(...(numbers as number[]));
  });

const textual = (give: (text: string) => Value) =>
  fn((value) => {
    const text = value === undefined ? '' : textOf(value);
    return text === undefined ? unknown : give(text);
  });

const { abs, ceil, floor, max, min, round, trunc } = Math;

/** JSON of a value, with blanks to indent by; undefined where some of it is not data. */
export function jsonOf(value: Value, indent?: number | string): string | undefined {
  let isData = true;
  const plain = (part: Value, depth = 0): unknown => {
    const next = boundedDepth(depth);
    if (part instanceof Opaque) isData = false;
    if (Array.isArray(part)) return part.map((item) => plain(item, next));
    if (!(part instanceof Map)) return part instanceof Opaque ? null : part;
    return Object.fromEntries([...part].map(([key, item]) => [key, plain(item, next)]));
  };
  const json = JSON.stringify(plain(value), null, indent);
  return isData ? json : undefined;
}

function parsedJson(text: Value): Value {
  if (typeof text !== 'string') return unknown;
  return attempt(() => toValue(JSON.parse(text)), unknown);
}

/** `import.meta`: a build for readers, which is what the site is. */
const importMeta: ValueMap = new Map<string, Value>([
  [
    'env',
    new Map<string, Value>([
      ['DEV', false],
      ['PROD', true],
      ['SSR', true],
      ['MODE', 'production'],
      // As written without the base of the site, a path leads to the same file.
      ['BASE_URL', '/'],
    ]),
  ],
]);

/** The names that every module knows, as far as they only work on data. */
export const globals: ReadonlyMap<string, Value> = new Map<string, Value>([
  [
    'Array',
    new Namespace((args) => [...args], {
      from: fn(listFrom),
      isArray: fn(Array.isArray),
      of: fn((...args) => args),
    }),
  ],
  [
    'Date',
    known({
      parse: fn((text) => (typeof text === 'string' ? (timeOf(text) ?? Number.NaN) : unknown)),
    }),
  ],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['NaN', Number.NaN],
  ['Boolean', fn((value) => isTrue(value) ?? value)],
  [
    'JSON',
    new Map([
      ['parse', fn(parsedJson)],
      [
        'stringify',
        fn((value, _, indent) => jsonOf(value, isScalar(indent) ? indent : 0) ?? unknown),
      ],
    ]),
  ],
  [
    'Math',
    new Map(
      Object.entries({ abs, ceil, floor, max, min, round, trunc }).map(([name, give]) => [
        name,
        numeric(give),
      ]),
    ),
  ],
  [
    'Number',
    new Namespace(([value]) => numberOf(value) ?? unknown, {
      isInteger: fn(Number.isInteger),
      isNaN: fn(Number.isNaN),
    }),
  ],
  [
    'Object',
    new Namespace(() => unknown, {
      assign: fn(assigned),
      entries: ofEntries((entries) => entries.map(([key, value]): Value => [key, value])),
      freeze: fn((value) => value),
      fromEntries: fn(fromEntries),
      groupBy: fn(grouped),
      // Of a registry, no part is worked out for its name.
      keys: fn((value) => (value instanceof Map ? [...value.keys()] : keysOf(value))),
      values: ofEntries((entries) => entries.map(([, value]) => value)),
    }),
  ],
  [
    'Promise',
    new Map([
      ['all', fn((list) => list)],
      ['resolve', fn((value) => value)],
    ]),
  ],
  ['String', fn((value) => textOf(value) ?? unknown)],
  [
    'TextEncoder',
    known({
      prototype: known({
        encode: textual((text) => boundedList([...new TextEncoder().encode(text)])),
      }),
    }),
  ],
  ['decodeURIComponent', unknown],
  [
    'encodeURIComponent',
    textual((text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))),
  ],
  ['import.meta', importMeta],
  ['isNaN', numeric((value) => Number(Number.isNaN(value)))],
  ['parseFloat', textual(Number.parseFloat)],
  ['parseInt', textual((text) => Number.parseInt(text, 10))],
]);
