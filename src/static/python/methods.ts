import { filled, textMethods } from './text.ts';
import {
  type Arguments,
  AttributeMap,
  compared,
  entryOf,
  functionOf,
  isEqual,
  itemsOf,
  listOf,
  NotKnown,
  numberOf,
  type PythonFunction,
  PythonObject,
  simple,
  tuple,
  unknown,
  type Value,
} from './value.ts';

/** What `value.name` is. */
export function attributeOf(value: Value, name: string): Value {
  if (value instanceof PythonObject) return value.get(name);
  if (typeof value === 'string') return methodOfText(value, name);
  if (Array.isArray(value)) return bound(listMethods, name, value as Value[]);
  if (!(value instanceof Map)) return unknown;
  const method = bound(mapMethods, name, value);
  return method === unknown && value instanceof AttributeMap
    ? entryOf(value, name, unknown)
    : method;
}

function methodOfText(text: string, name: string): Value {
  if (name === 'format') return (given) => filled(text, (place) => givenAt(given, place));
  const method = Object.hasOwn(textMethods, name) ? textMethods[name] : undefined;
  return method === undefined ? unknown : simple((...values) => method(text, ...values));
}

/** The value that a place of a format is for: `0`, `name`, `name.part` or `name[part]`. */
function givenAt({ list, named }: Arguments, place: string): Value {
  const [first = '', ...keys] = place.split(/\]?[.[]|\]/).filter((key) => key !== '');
  const value = /^\d+$/.test(first) ? list[Number(first)] : named.get(first);
  if (value === undefined) throw new NotKnown();
  return keys.reduce<Value>((inner, key) => keyed(inner, key), value);
}

function keyed(value: Value, key: string): Value {
  const found = value instanceof Map ? value.get(key) : undefined;
  if (found === undefined) throw new NotKnown();
  return found;
}

type Methods<Self> = Readonly<Record<string, (self: Self, given: Arguments) => Value>>;

function bound<Self>(methods: Methods<Self>, name: string, self: Self): Value {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return method === undefined ? unknown : (given) => method(self, given);
}

const listMethods: Methods<Value[]> = {
  append: (list, { list: [value] }) => done(listOf(list).push(value!)),
  copy: (list) => [...list],
  count: (list, { list: [value] }) => list.filter((one) => isEqual(one, value!)).length,
  extend: (list, { list: [more] }) => done(listOf(list).push(...itemsOf(more))),
  index: (list, { list: [value] }) => known(list.findIndex((one) => isEqual(one, value!))),
  insert: (list, { list: [at, value] }) => done(listOf(list).splice(numberOf(at!), 0, value!)),
  pop(list, { list: [at = -1] }) {
    const [last = unknown] = listOf(list).splice(numberOf(at), 1);
    return last;
  },
  reverse: (list) => done(listOf(list).reverse()),
  sort: (list, { named }) => done(listOf(list).splice(0, list.length, ...sorted(list, named))),
};

const mapMethods: Methods<Map<Value, Value>> = {
  copy: (map) => new Map(map),
  get: (map, { list: [key, otherwise = null] }) => entryOf(map, key!, otherwise),
  items: (map) => [...map].map(tuple),
  keys: (map) => [...map.keys()],
  pop(map, { list: [key, otherwise = unknown] }) {
    const value = entryOf(map, key!, otherwise);
    map.delete(key!);
    return value;
  },
  setdefault(map, { list: [key, otherwise = null] }) {
    if (!map.has(key!)) map.set(key!, otherwise);
    return map.get(key!)!;
  },
  update(map, { list: [more], named }) {
    const pairs = more instanceof Map ? [...more] : itemsOf(more ?? []).map(itemsOf);
    for (const [key, value] of [...pairs, ...named]) map.set(key!, value!);
    return null;
  },
  values: (map) => [...map.values()],
};

/** The result of a method that only changes its object. */
const done = (_result: unknown): null => null;

function known(index: number): number {
  if (index === -1) throw new NotKnown();
  return index;
}

/** Items in order, by what `key` makes of each; equal ones stay in their order, the other way round too. */
export function sorted(items: readonly Value[], named: Arguments['named']): Value[] {
  const key = named.get('key') ?? null;
  const read = (value: Value) => (key === null ? value : call(functionOf(key), value));
  const sign = named.get('reverse') === true ? -1 : 1;
  return items
    .map((item) => ({ item, by: read(item) }))
    .sort((a, b) => sign * compared(a.by, b.by))
    .map(({ item }) => item);
}

const nothing: ReadonlyMap<string, Value> = new Map();

export const call = (run: PythonFunction, ...list: Value[]): Value => run({ list, named: nothing });
