import { boundedDepth, boundedList, boundedText, limits } from './budget.ts';
import { joined, spliced, toSpliced, whole } from './list-parts.ts';
import type { Method } from './members.ts';
import { offerKeys } from './options.ts';
import { Pattern } from './pattern.ts';
import {
  Callable,
  Choice,
  callBack,
  FirstList,
  isScalar,
  isTrue,
  textOf,
  Unknown,
  unknown,
  type Value,
  type ValueMap,
} from './value.ts';

const pairs = (map: ValueMap): Value[] => [...map].map(([key, value]): Value => [key, value]);

const keyed =
  (give: (map: ValueMap, key: string, args: readonly Value[]) => Value): Method<ValueMap> =>
  (map, args) => {
    const key = textOf(args[0]);
    offerKeys(args[0], map);
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

/** A method whose arguments are all texts or numbers. */
const plain =
  (give: (text: string, ...args: string[]) => Value): Method<string> =>
  (text, args) => {
    const texts = args.map((arg) => (arg === undefined ? undefined : textOf(arg)));
    const isKnown = args.every(
      (arg, index) =>
        !(arg instanceof Unknown) && (arg === undefined || texts[index] !== undefined),
    );
    return isKnown ? give(text, ...(texts as string[])) : unknown;
  };

function replace(text: string, [from, to]: readonly Value[], { all = false } = {}): Value {
  if (from instanceof Pattern) return from.replace(text, to);
  const wanted = textOf(from);
  if (wanted === undefined || from instanceof Unknown || to instanceof Unknown) return unknown;
  const given = typeof to === 'object' ? textOf(callBack(to, wanted)) : textOf(to);
  if (given === undefined) return unknown;
  return boundedText(
    all ? text.replaceAll(wanted, () => given) : text.replace(wanted, () => given),
  );
}

const pad = (text: string, length: string, give: (length: number) => string) =>
  Number(length) > limits.characters ? unknown : give(Math.max(text.length, Number(length) || 0));

/** The methods of texts that need nothing but texts and numbers. */
export const textMethods: ReadonlyMap<string, Method<string>> = new Map<string, Method<string>>([
  ['at', (text, [index]) => text.at(whole(index, 0))],
  ['charAt', (text, [index]) => text.charAt(whole(index, 0))],
  ['concat', plain((text, ...more) => boundedText(text + more.join('')))],
  ['endsWith', plain((text, end) => text.endsWith(end))],
  ['includes', plain((text, part) => text.includes(part))],
  ['indexOf', plain((text, part) => text.indexOf(part))],
  ['lastIndexOf', plain((text, part) => text.lastIndexOf(part))],
  ['localeCompare', plain((text, other) => (text < other ? -1 : text > other ? 1 : 0))],
  ['match', (text, [by]) => (by instanceof Pattern ? by.match(text) : unknown)],
  ['matchAll', (text, [by]) => (by instanceof Pattern ? by.matchAll(text) : unknown)],
  ['padEnd', plain((text, length, fill) => pad(text, length, (to) => text.padEnd(to, fill)))],
  ['padStart', plain((text, length, fill) => pad(text, length, (to) => text.padStart(to, fill)))],
  ['repeat', plain((text, count) => repeated(text, Number(count)))],
  ['replace', (text, args) => replace(text, args)],
  ['replaceAll', (text, args) => replace(text, args, { all: true })],
  ['slice', (text, [from, to]) => text.slice(whole(from, 0), whole(to, text.length))],
  ['split', (text, args) => split(text, args)],
  ['startsWith', plain((text, start) => text.startsWith(start))],
  ['substr', (text, [from, count]) => substr(text, whole(from, 0), whole(count, text.length))],
  ['substring', (text, [from, to]) => text.substring(whole(from, 0), whole(to, text.length))],
  ['toLocaleLowerCase', (text) => text.toLowerCase()],
  ['toLocaleUpperCase', (text) => text.toUpperCase()],
  ['toLowerCase', (text) => text.toLowerCase()],
  ['toString', (text) => text],
  ['toUpperCase', (text) => text.toUpperCase()],
  ['trim', (text) => text.trim()],
  ['trimEnd', (text) => text.trimEnd()],
  ['trimStart', (text) => text.trimStart()],
]);

function repeated(text: string, count: number): Value {
  if (!(count >= 0) || text.length * count > limits.characters) return unknown;
  return text.repeat(count);
}

const substr = (text: string, from: number, count: number): string =>
  text.slice(from).slice(0, Math.max(0, count));

const splitByText = plain((text, by, most) => {
  if (by === undefined) return [text];
  const parts = text.split(by);
  return boundedList(most === undefined ? parts : parts.slice(0, Number(most)));
});

function split(text: string, args: readonly Value[]): Value {
  const [by] = args;
  return by instanceof Pattern && args.length === 1 ? by.split(text) : splitByText(text, args);
}

const found = (list: Value[], fn: Value, give: (index: number) => Value, none: Value): Value => {
  let isKnown = true; // Tests behind one that is not known tell what may be chosen.
  for (const [index, item] of list.entries()) {
    const test = isTrue(callBack(fn, item, index, list));
    if (test) return isKnown ? give(index) : unknown;
    isKnown &&= test !== undefined;
  }
  return isKnown ? none : unknown;
};

function flat(list: readonly Value[], depth: number, inner = 0): Value[] {
  const result: Value[] = [];
  const next = boundedDepth(inner);
  for (const item of list) {
    if (Array.isArray(item) && depth > 0) result.push(...flat(item, depth - 1, next));
    else result.push(item);
  }
  return boundedList(result);
}

/** Whether one text sorts before another: by code units, as everywhere in the output. */
const before = (a: Value, b: Value): number => {
  const [left, right] = [textOf(a) ?? '', textOf(b) ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
};

/** A list whose order only the running site knows has all its items, in the order that it had. */
function sorted(list: readonly Value[], fn: Value): Value[] {
  let isKnown = true;
  const result = [...list].sort((a, b) => {
    if (fn === undefined) return before(a, b);
    const order = callBack(fn, a, b);
    if (typeof order === 'boolean') return order ? 1 : -1;
    if (typeof order !== 'number') isKnown = false;
    return typeof order === 'number' ? order : 0;
  });
  return isKnown ? result : [...list];
}

function reduced(list: readonly Value[], args: readonly Value[]): Value {
  const [fn] = args;
  let start = 0;
  let value = args.length > 1 ? args[1] : list[start++];
  for (; start < list.length; start += 1) value = callBack(fn, value, list[start], start);
  return value;
}

const has: Method<Value[]> = (list, [wanted]) => {
  if (list instanceof FirstList) return new Choice();
  if (wanted instanceof Choice) for (const one of list) if (isScalar(one)) wanted.offer(one);
  return [wanted, ...list].some((one) => one instanceof Unknown) ? unknown : list.includes(wanted);
};

/** The methods of lists (and sets, which are lists here) that need nothing but the list. */
export const listMethods: ReadonlyMap<string, Method<Value[]>> = new Map<string, Method<Value[]>>([
  ['at', (list, [index]) => list.at(whole(index, 0))],
  ['concat', (list, args) => boundedList([...list, ...args.flat()])],
  ['entries', (list) => list.map((item, index): Value => [index, item])],
  ['every', (list, [fn]) => found(list, negated(fn), () => false, true)],
  ['filter', (list, [fn]) => kept(list, fn) ?? unknown],
  ['find', (list, [fn]) => found(list, fn, (index) => list[index], undefined)],
  ['findIndex', (list, [fn]) => found(list, fn, (index) => index, -1)],
  ['flat', (list, [depth]) => flat(list, whole(depth, 1))],
  ['flatMap', (list, [fn]) => flat(mapped(list, fn), 1)],
  ['forEach', (list, [fn]) => void mapped(list, fn)],
  ['has', has],
  ['includes', has],
  ['indexOf', (list, [wanted]) => list.indexOf(wanted)],
  ['join', (list, [separator]) => joined(list, textOf(separator ?? ',') ?? ',')],
  ['keys', (list) => list.map((_, index) => index)],
  ['map', (list, [fn]) => mapped(list, fn)],
  ['pop', (list) => list.pop()],
  ['push', pushed],
  ['add', pushed],
  ['reduce', reduced],
  ['reverse', (list) => list.reverse()],
  ['shift', (list) => list.shift()],
  ['slice', (list, [from, to]) => list.slice(whole(from, 0), whole(to, list.length))],
  ['some', (list, [fn]) => found(list, fn, () => true, false)],
  ['sort', sortedInPlace],
  ['splice', (list, args) => spliced(list, args)],
  ['toReversed', (list) => [...list].reverse()],
  ['toSorted', (list, [fn]) => sorted(list, fn)],
  ['toSpliced', (list, args) => toSpliced(list, args)],
  ['unshift', (list, args) => list.unshift(...args)],
  ['values', (list) => [...list]],
]);

const mapped = (list: Value[], fn: Value): Value[] =>
  list.map((item, index) => callBack(fn, item, index, list));

function pushed(list: Value[], args: readonly Value[]): Value {
  list.push(...args);
  boundedList(list);
  return list.length;
}

function sortedInPlace(list: Value[], [fn]: readonly Value[]): Value {
  list.splice(0, list.length, ...sorted(list, fn));
  return list;
}

function negated(fn: Value): Value {
  return new Callable((args) => {
    const test = isTrue(callBack(fn, ...args));
    return test === undefined ? unknown : !test;
  });
}

/** The items that a test keeps; undefined where the test is not known for one of them. */
function kept(list: readonly Value[], fn: Value): Value[] | undefined {
  const result: Value[] = [];
  for (const [index, item] of list.entries()) {
    const test = callBack(fn, item, index, list as Value[]);
    // Who says why it is not known keeps the parts that are known.
    if (test === unknown) return undefined;
    if (isTrue(test) ?? true) result.push(item);
  }
  return result;
}
