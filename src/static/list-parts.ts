import { boundedList, boundedText } from './budget.ts';
import { textOf, Unknown, unknown, type Value } from './value.ts';

/** A number without its fraction. */
export const whole = (value: Value, otherwise: number): number =>
  typeof value === 'number' && !Number.isNaN(value) ? Math.trunc(value) : otherwise;

/** As `join` gives it; unknown where a part is. */
export function joined(list: readonly Value[], separator: string): Value {
  const parts: string[] = [];
  for (const item of list) {
    const part = item === null || item === undefined ? '' : textOf(item);
    if (part === undefined) return unknown;
    parts.push(part);
  }
  return boundedText(parts.join(separator));
}

/** Takes items out of a list and puts others in their place; gives those taken. */
export function spliced(list: Value[], [from, count, ...others]: readonly Value[]): Value {
  if ([from, count].some((one) => one instanceof Unknown)) return unknown;
  const start = whole(from, 0);
  const taken = list.splice(start, count === undefined ? list.length : whole(count, 0), ...others);
  boundedList(list);
  return taken;
}

export function toSpliced(list: readonly Value[], args: readonly Value[]): Value {
  const copy = [...list];
  return spliced(copy, args) === unknown ? unknown : copy;
}
