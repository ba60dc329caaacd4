import { Choice, Opaque, type Value } from './value.ts';

/** A choice as a key of an object or a list offers all keys of it. */
export function offerKeys(choice: Value, object: Value): void {
  if (!(choice instanceof Choice)) return;
  const entries: Iterable<[string | number, Value]> = Array.isArray(object)
    ? object.entries()
    : object instanceof Map
      ? object
      : [];
  for (const [key, item] of entries) choice.offer(key, nameOf(item));
}

export const nameKeys = ['label', 'title', 'name'];

/** What an item is called by its own words. */
export function nameOf(item: Value): string | undefined {
  const given = item instanceof Opaque ? item.member('props') : item;
  return given instanceof Map ? nameKeys.map((key) => given.get(key)).find(isName) : undefined;
}

/** Whether a text is as short as what a tab or a button is called. */
export const isName = (value: Value): value is string =>
  typeof value === 'string' && /^\s*\S[^\n]{0,60}$/.test(value);
