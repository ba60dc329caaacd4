import { attempt } from './attempt.ts';
/** Whether a value is an object and not a list: a mapping of JSON or YAML. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a text is JSON. */
export const isJson = (text: string): boolean => attempt(() => JSON.parse(text)) !== undefined;

/** The object in a text of JSON; an empty one if it contains none. */
export function jsonRecord(text: string): Record<string, unknown> {
  const value: unknown = attempt(() => JSON.parse(text));
  return isRecord(value) ? value : {};
}

/** Keys that would reach the prototype of an object in place of the object; never taken from documents. */
export const unsafeKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
