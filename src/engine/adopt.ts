import { ContextorError } from '../errors.ts';
import type { Json, JsonObject } from './json.ts';

/** Deeper data is refused: it is a cycle or a mistake, and it would exhaust the stack. */
const maxDepth = 500;
const unsafeKeys = new Set(['__proto__', 'constructor', 'prototype']);
const adopted = new WeakSet<object>();

/**
 * Copies a value as JSON data and freezes the copy deeply, so that nothing of the caller's is shared.
 * What was adopted before, as a whole, is returned as it is.
 *
 * @param value a plain object; keys whose value is undefined are left out
 * @param owner who offers the value, for messages: `stage 'a'`
 * @throws ContextorError `CONTRIBUTION_UNSAFE_KEY`, `CONTRIBUTION_INVALID`
 */
export function adoptFields(value: unknown, owner: string): JsonObject {
  if (!isPlainObject(value)) {
    throw invalid({ owner, path: [], problem: `is ${describe(value)}, not a plain object` });
  }
  if (adopted.has(value)) return value as JsonObject;
  return seal(copyObject(value, { owner, path: [] }));
}

/** Copies and freezes one JSON value of any kind; see {@link adoptFields}. */
export function adoptValue(value: unknown, owner: string): Json {
  return copy(value, { owner, path: [] });
}

/** Freezes an object whose parts are adopted already and remembers it as adopted. */
export function seal(fields: { [key: string]: Json }): JsonObject {
  Object.freeze(fields);
  adopted.add(fields);
  return fields;
}

/** Whether a value is an object literal or has no prototype; objects of another realm count. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || isRootPrototype(prototype);
}

function isRootPrototype(prototype: object): boolean {
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'hasOwnProperty');
}

/** A short name of what a value is, for messages. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') {
    const name = Object.getPrototypeOf(value)?.constructor?.name;
    return typeof name === 'string' && name !== 'Object' ? `an instance of ${name}` : 'an object';
  }
  return typeof value === 'number' ? `the number ${value}` : `a ${typeof value}`;
}

interface Place {
  readonly owner: string;
  readonly path: string[];
}

function copy(value: unknown, place: Place): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      break;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return copyList(value, place);
      if (isPlainObject(value)) return copyObject(value, place);
  }
  throw invalid({ ...place, problem: `is ${describe(value)}, which is no JSON data` });
}

function copyList(list: readonly unknown[], place: Place): readonly Json[] {
  guardDepth(place);
  const result: Json[] = [];
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    if (typeof item === 'string') {
      result.push(item);
      continue;
    }
    place.path.push(String(index));
    result.push(copy(item, place));
    place.path.pop();
  }
  return Object.freeze(result);
}

function copyObject(
  value: Record<string, unknown>,
  place: Place,
): { readonly [key: string]: Json } {
  guardDepth(place);
  const result: { [key: string]: Json } = {};
  for (const key of Object.keys(value)) {
    place.path.push(key);
    if (unsafeKeys.has(key)) throw unsafe(place);
    const inner = read(value, key, place);
    if (inner !== undefined) result[key] = copy(inner, place);
    place.path.pop();
  }
  return Object.freeze(result);
}

function read(value: Record<string, unknown>, key: string, place: Place): unknown {
  try {
    return value[key];
  } catch (cause) {
    throw invalid({ ...place, problem: 'could not be read: its getter threw', cause });
  }
}

function guardDepth(place: Place): void {
  if (place.path.length <= maxDepth) return;
  const path = place.path.slice(0, 6);
  const problem = `holds itself (a cycle), or is nested deeper than ${maxDepth} levels`;
  throw invalid({ owner: place.owner, path, problem });
}

interface Problem extends Place {
  readonly problem: string;
  readonly cause?: unknown;
}

function invalid({ owner, path, problem, cause }: Problem): ContextorError {
  const where = path.length === 0 ? 'the value' : `'${path.join('.')}'`;
  return new ContextorError(`${owner}: ${where} ${problem}`, {
    code: 'CONTRIBUTION_INVALID',
    remedy:
      'contribute JSON data: plain objects, lists, strings, finite numbers, booleans and null; pass large or live things by path',
    cause,
  });
}

function unsafe({ owner, path }: Place): ContextorError {
  return new ContextorError(`${owner}: the key '${path.join('.')}' is not allowed`, {
    code: 'CONTRIBUTION_UNSAFE_KEY',
    remedy: `rename the key; ${[...unsafeKeys].join(', ')} are rejected at any depth`,
  });
}
