import { copyInto } from '../../static/origin.ts';
import { isObject, noteOrigin, placeOf, type StaticData, type StaticObject } from './values.ts';

/** A configuration over the one that its `INHERIT` names, map by map. */
export function merged(base: StaticData, own: StaticData): StaticData {
  if (!isObject(base) || !isObject(own)) return own === undefined ? base : own;
  const result: StaticObject = new Map();
  noteOrigin(result, placeOf(own)!);
  copyInto(result, base);
  copyInto(result, own);
  for (const [key, value] of own) {
    if (base.has(key)) result.set(key, merged(base.get(key), value));
  }
  return result;
}
