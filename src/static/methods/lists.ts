import { boundedDepth, boundedList, boundedText } from '../budget.ts';
import type { Method } from '../members.ts';
import { Callable, isTrue, textOf, unknown, type Value } from '../value.ts';
import { callBack, kept, whole } from './calls.ts';

const found = (list: Value[], fn: Value, give: (index: number) => Value, none: Value): Value => {
  for (const [index, item] of list.entries()) {
    const test = isTrue(callBack(fn, item, index, list));
    if (test === undefined) return unknown;
    if (test) return give(index);
  }
  return none;
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

/** Whether one text stands before another: by code units, as everywhere in the output. */
const before = (a: Value, b: Value): number => {
  const [left, right] = [textOf(a) ?? '', textOf(b) ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
};

function sorted(list: readonly Value[], fn: Value): Value {
  let isKnown = true;
  const result = [...list].sort((a, b) => {
    if (fn === undefined) return before(a, b);
    const order = callBack(fn, a, b);
    if (typeof order === 'boolean') return order ? 1 : -1;
    if (typeof order !== 'number') isKnown = false;
    return typeof order === 'number' ? order : 0;
  });
  return isKnown ? result : unknown;
}

function reduced(list: readonly Value[], args: readonly Value[]): Value {
  const [fn] = args;
  let start = 0;
  let value = args.length > 1 ? args[1] : list[start++];
  for (; start < list.length; start += 1) value = callBack(fn, value, list[start], start);
  return value;
}

function joined(list: readonly Value[], separator: string): Value {
  const parts: string[] = [];
  for (const item of list) {
    const part = item === null || item === undefined ? '' : textOf(item);
    if (part === undefined) return unknown;
    parts.push(part);
  }
  return boundedText(parts.join(separator));
}

const has: Method<Value[]> = (list, [wanted]) =>
  wanted === unknown || list.includes(unknown) ? unknown : list.includes(wanted);

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
  ['toReversed', (list) => [...list].reverse()],
  ['toSorted', (list, [fn]) => sorted(list, fn)],
  ['unshift', (list, args) => list.unshift(...args)],
  ['values', (list) => [...list]],
]);

function mapped(list: Value[], fn: Value): Value[] {
  return list.map((item, index) => callBack(fn, item, index, list));
}

function pushed(list: Value[], args: readonly Value[]): Value {
  list.push(...args);
  boundedList(list);
  return list.length;
}

function sortedInPlace(list: Value[], [fn]: readonly Value[]): Value {
  const result = sorted(list, fn);
  if (!Array.isArray(result)) return unknown;
  list.splice(0, list.length, ...result);
  return list;
}

function negated(fn: Value): Value {
  return new Callable((args) => {
    const test = isTrue(callBack(fn, ...args));
    return test === undefined ? unknown : !test;
  });
}
