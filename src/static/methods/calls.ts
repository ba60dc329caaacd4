import { Callable, isTrue, unknown, type Value } from '../value.ts';

/** Calls a function that was given as an argument. */
export function callBack(fn: Value, ...args: Value[]): Value {
  return fn instanceof Callable ? fn.call(args, undefined) : unknown;
}

/** The items that a test keeps; undefined where the test is not known for one of them. */
export function kept(list: readonly Value[], fn: Value): Value[] | undefined {
  const result: Value[] = [];
  for (const [index, item] of list.entries()) {
    const test = isTrue(callBack(fn, item, index, list as Value[]));
    if (test === undefined) return undefined;
    if (test) result.push(item);
  }
  return result;
}

export const whole = (value: Value, otherwise: number): number =>
  typeof value === 'number' && !Number.isNaN(value) ? Math.trunc(value) : otherwise;
