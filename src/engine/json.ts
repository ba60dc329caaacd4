import { isRecord } from '../is-record.ts';

/** JSON data, read-only: what contributions and contexts are made of. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
/** A read-only JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Structural equality; the order of keys does not count. */
export function equalJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => equalJson(item, right[index]))
    );
  }
  if (!isRecord(left) || !isRecord(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && equalJson(left[key], right[key]));
}

/** A text that two values share exactly when they are equal: the key under which unions compare. */
export function identity(value: Json): string | number | boolean | null {
  if (typeof value === 'string') return `"${value}`;
  return typeof value === 'object' && value !== null ? canonical(value) : value;
}

/** JSON with sorted keys; by hand, since a replacer function makes `JSON.stringify` ten times slower. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key]!)}`).join()}}`;
}

/** The value of an own key, never one that every object inherits. */
export const own = (value: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(value, key) ? value[key] : undefined;
