import { findRe, findSubmatches, replaceRe } from './patterns.ts';
import { isTrue, OtherPage, textOf, unknown, type Value } from './values.ts';

export type TemplateFunction = (args: readonly Value[]) => Value;

/** What a template sets and gets by name: `.Scratch`, `.Store`, `newScratch`. */
export class Store {
  readonly #values = new Map<string, Value>();
  /** What stands where the template has set nothing. */
  #absent: Value;

  constructor(absent: Value = null) {
    this.#absent = absent;
  }

  values(): Value {
    return this.#absent === unknown ? unknown : new Map(this.#values);
  }

  /** After what nobody could follow, nothing in it is known. */
  forget(): void {
    this.#values.clear();
    this.#absent = unknown;
  }

  /** @param isUnsure whether nothing tells that the call is reached */
  call(method: string | undefined, args: readonly Value[], isUnsure = false): Value {
    const [key = '', given = null, inner = null] = args;
    const name = textOf(key) ?? '';
    const before = this.#values.get(name) ?? this.#absent;
    if (method === 'get') return before;
    const after = isUnsure ? unknown : changed(method, before, [given, inner]);
    this.#values.set(name, after);
    return '';
  }
}

/** What `Set`, `Add`, `SetInMap` and `Delete` leave in place of a value. */
function changed(method: string | undefined, before: Value, [given, inner]: [Value, Value]): Value {
  if (method === 'set') return given;
  if (method === 'delete') return null;
  if (method === 'setinmap' && (before === null || before instanceof Map)) {
    const map = before as ReadonlyMap<string, Value> | null;
    return new Map([...(map ?? []), [textOf(given) ?? '', inner]]);
  }
  if (method !== 'add' || before === unknown || given === unknown) return unknown;
  if (before === null) return given;
  if (Array.isArray(before)) return [...before, ...(Array.isArray(given) ? given : [given])];
  if (typeof before === 'number' && typeof given === 'number') return before + given;
  return typeof before === 'string' && typeof given === 'string' ? before + given : unknown;
}

export const plain = (value: Value): Value =>
  value instanceof OtherPage ? value.path : (textOf(value) ?? value);

function includes([list = null, item = null]: readonly Value[]): Value {
  if (Array.isArray(list)) return list.map(plain).includes(plain(item));
  const text = textOf(list);
  return text === undefined ? unknown : text.includes(textOf(item) ?? '\0');
}

function index([from = null, ...keys]: readonly Value[]): Value {
  let value: Value = from;
  const names = keys.flat() as Value[];
  for (const [at, key] of names.entries()) {
    if (value instanceof OtherPage)
      return value.value(names.slice(at).map((name) => textOf(name) ?? ''));
    if (Array.isArray(value)) value = (value as readonly Value[])[Number(key)] ?? null;
    else if (value instanceof Map) value = (value.get(textOf(key) ?? '') as Value) ?? null;
    else return unknown;
  }
  return value;
}

function isSet([from, key]: readonly Value[]): Value {
  const name = textOf(key) ?? '';
  if (from instanceof Map) return from.has(name);
  return Array.isArray(from) ? Number(name) < from.length : unknown;
}

/** A list as a key makes maps in maps. */
function dict(args: readonly Value[]): Value {
  const map = new Map<string, Value>();
  for (let at = 0; at + 1 < args.length; at += 2) {
    const [key = '', ...below] = [args[at] ?? null].flat().map((one: Value) => textOf(one) ?? '');
    const inner = (value: Value, name: string): Value => new Map([[name, value]]);
    map.set(key, below.reduceRight<Value>(inner, args[at + 1] ?? null));
  }
  return map;
}

function delimit([list = null, separator = null, last = separator]: readonly Value[]): Value {
  if (!Array.isArray(list)) return unknown;
  const texts = list.map(textOf);
  if (texts.includes(undefined)) return unknown;
  const end = texts.splice(-2).join(textOf(last) ?? '');
  return [...texts, end].join(textOf(separator) ?? '');
}

/** A part of a list: its first members, its last ones or those after some. */
const ofList =
  (part: (list: readonly Value[], count: number) => readonly Value[]): TemplateFunction =>
  ([count = null, list = null]) =>
    typeof count === 'number' && Array.isArray(list) ? part(list, count) : unknown;

/** How `where` compares the value of a member with the one that is given; two arguments mean `eq`. */
const comparisons: Readonly<Record<string, (left: Value, right: Value) => Value>> = {
  eq: (left, right) => plain(left) === plain(right),
  ne: (left, right) => plain(left) !== plain(right),
  in: (left, right) => includes([right, left]),
  like: (left, right) => isTrue(findRe([right, left])) ?? unknown,
  'not in': (left, right) => negated(includes([right, left])),
};

const negated = (value: Value): Value => (isTrue(value) === undefined ? unknown : !isTrue(value));

const signs: Readonly<Record<string, string>> = { '=': 'eq', '==': 'eq', '!=': 'ne', '<>': 'ne' };

/** The members of a list whose value at a key is as wanted. */
function where([list = null, key = null, ...rest]: readonly Value[]): Value {
  const [sign, wanted = null] = rest.length > 1 ? rest : ['eq', ...rest];
  const operator = textOf(sign ?? null) ?? '';
  const compare = comparisons[signs[operator] ?? operator];
  if (!Array.isArray(list) || compare === undefined || wanted === unknown) return unknown;
  const kept: Value[] = [];
  for (const item of list as readonly Value[]) {
    const value = index([item, ...(textOf(key) ?? '').split('.').filter(Boolean)]);
    const truth = value === unknown ? undefined : isTrue(compare(value, wanted));
    if (truth === undefined) return unknown;
    if (truth) kept.push(item);
  }
  return kept;
}

/** The members of all lists, each once. */
function union(lists: readonly Value[]): Value {
  if (!lists.every(Array.isArray)) return unknown;
  const kept = new Map<Value, Value>();
  for (const item of (lists as readonly (readonly Value[])[]).flat())
    if (!kept.has(plain(item))) kept.set(plain(item), item);
  return [...kept.values()];
}

/** The members of a list that another one has, or has not. */
const shared =
  (isIn: boolean): TemplateFunction =>
  (args) => {
    const list = args.at(-1);
    const others = args.slice(0, -1);
    if (![list, ...others].every(Array.isArray)) return unknown;
    const found = new Set((others as (readonly Value[])[]).flat().map(plain));
    return (list as readonly Value[]).filter((item) => found.has(plain(item)) === isIn);
  };

/** What is added stands first, the list last. */
function append(args: readonly Value[]): Value {
  const [list, added] = [args.at(-1) ?? null, args.slice(0, -1)];
  if (list !== null && !Array.isArray(list)) return unknown;
  const [only] = added;
  return [...((list ?? []) as readonly Value[]), ...(Array.isArray(only) ? only : added)];
}

/** Later maps win, as Hugo's `merge` does. */
const merge: TemplateFunction = (maps) =>
  maps.every((map) => map instanceof Map)
    ? new Map(maps.flatMap((map) => [...(map as ReadonlyMap<string, Value>)]))
    : unknown;

/** `sort LIST [KEY [desc]]`; the values of a map, by its keys where no other is given. */
function sorted([from = null, by = null, order = null]: readonly Value[]): Value {
  const path = (textOf(by) ?? '').split('.').filter((key) => key !== '' && key !== 'value');
  const isByName = from instanceof Map && !textOf(by);
  const entries =
    from instanceof Map ? [...(from as ReadonlyMap<string, Value>)] : Object.entries(from ?? []);
  if (!(from instanceof Map) && !Array.isArray(from)) return unknown;
  const keyed = entries.map(([name, value]) => {
    const found = isByName ? name : path.length > 0 ? index([value, ...path]) : value;
    const key = typeof found === 'number' ? found : plain(found);
    return { key: typeof key === 'string' ? key.toLowerCase() : key, value };
  });
  const kind = typeof keyed.find(({ key }) => key !== null)?.key;
  if (keyed.some(({ key }) => key !== null && typeof key !== kind) || kind === 'object')
    return unknown;
  // What is missing counts as the zero value of the type.
  const zero = kind === 'number' ? 0 : kind === 'string' ? '' : false;
  const sign = textOf(order) === 'desc' ? -1 : 1;
  const less = (left: Value, right: Value) => (left! < right! ? -1 : left! > right! ? 1 : 0);
  return keyed
    .sort((left, right) => sign * less(left.key ?? zero, right.key ?? zero))
    .map(({ value }) => value);
}

/** `seq LAST`, `seq FIRST LAST`, `seq FIRST STEP LAST`. */
function seq(args: readonly Value[]): Value {
  const numbers = args.map((arg) => Number(textOf(arg)));
  const last = numbers.at(-1) ?? Number.NaN;
  const [first = 1] = numbers.length > 1 ? numbers : [last < 0 ? -1 : 1];
  const step = numbers.length === 3 ? numbers[1]! : last < first ? -1 : 1;
  const count = Math.floor((last - first) / step) + 1;
  if (!(count >= 0 && count <= 2000)) return unknown;
  return Array.from({ length: count }, (_, at) => first + at * step);
}

export const collectionFunctions: readonly (readonly [string, TemplateFunction])[] = [
  ['in', includes],
  ['index', index],
  ['isset', isSet],
  ['dict', dict],
  ['slice', (args) => [...args]],
  ['delimit', delimit],
  ['first', ofList((list, count) => list.slice(0, count))],
  ['after', ofList((list, count) => list.slice(count))],
  ['last', ofList((list, count) => list.slice(Math.max(0, list.length - count)))],
  ['where', where],
  ['sort', sorted],
  ['seq', seq],
  ['union', union],
  ['uniq', ([list = null]) => union([list])],
  ['intersect', shared(true)],
  ['complement', shared(false)],
  ['append', append],
  ['merge', merge],
  ['replacere', replaceRe],
  ['findre', findRe],
  ['findresubmatch', findSubmatches],
];

/** Functions without arguments that give something new. */
export const makers: Readonly<Record<string, () => Value>> = {
  dict: () => new Map(),
  newScratch: () => new Store(),
  slice: () => [],
};
