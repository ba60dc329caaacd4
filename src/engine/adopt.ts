import { ContextorError } from '../errors.ts';
import { unsafeKeys } from '../is-record.ts';
import type { Json, JsonObject } from './json.ts';

/** Deeper data is refused: it is a cycle or a mistake, and it would exhaust the stack. */
const maxDepth = 500;
const adopted = new WeakSet<object>();

/** The fields of a stage that contributes nothing, and every other empty object. */
export const noFields: JsonObject = Object.freeze({});
adopted.add(noFields);

/**
 * Copies a value as JSON data and freezes the copy deeply, so that nothing of the caller's is shared.
 * A context that a merge made is returned as it is.
 *
 * @param value a plain object; keys whose value is undefined are left out
 * @param owner who offers the value, for messages: `stage 'a'`
 * @throws ContextorError `CONTRIBUTION_UNSAFE_KEY`, `CONTRIBUTION_INVALID`
 */
export function adoptFields(value: unknown, owner: string): JsonObject {
  try {
    if (!isPlainObject(value)) throw new Refusal(`is ${describe(value)}, not a plain object`);
    return adopted.has(value) ? (value as JsonObject) : copyObject(value, 0);
  } catch (thrown) {
    throw explained(thrown, owner);
  }
}

/** Copies and freezes one JSON value of any kind; see {@link adoptFields}. */
export function adoptValue(value: unknown, owner: string): Json {
  try {
    return copy(value, 0);
  } catch (thrown) {
    throw explained(thrown, owner);
  }
}

/** Remembers a context that needs no copy where it is merged again. */
export function remember(context: JsonObject): void {
  adopted.add(context);
}

/** Whether a value is an object literal or has no prototype; objects of another realm count. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || isRootPrototype(prototype);
}

const isRootPrototype = (prototype: object): boolean =>
  Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'hasOwnProperty');

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

/** Why a value is not adopted; each level that it leaves puts its key before the path. */
class Refusal {
  readonly path: string[] = [];
  readonly problem: string;
  readonly cause: unknown;

  constructor(problem: string, cause?: unknown) {
    this.problem = problem;
    this.cause = cause;
  }

  within(key: string): this {
    this.path.unshift(key);
    return this;
  }
}

/** Its last key is not allowed. */
class UnsafeKey extends Refusal {}

function copy(value: unknown, depth: number): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      break;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return copyList(value, depth);
      if (isPlainObject(value)) return copyObject(value, depth);
  }
  throw new Refusal(`is ${describe(value)}, which is not JSON data`);
}

function copyList(list: readonly unknown[], depth: number): readonly Json[] {
  guardDepth(depth);
  const result: Json[] = [];
  let index = 0;
  try {
    for (; index < list.length; index++) result.push(copy(list[index], depth + 1));
  } catch (thrown) {
    throw refusal(thrown).within(String(index));
  }
  return Object.freeze(result);
}

function copyObject(
  value: Record<string, unknown>,
  depth: number,
): { readonly [key: string]: Json } {
  guardDepth(depth);
  const keys = Object.keys(value);
  if (keys.length === 0) return noFields;
  const result: { [key: string]: Json } = {};
  let index = 0;
  try {
    for (; index < keys.length; index++) {
      const key = keys[index]!;
      if (unsafeKeys.has(key)) throw new UnsafeKey('is not allowed');
      const inner = value[key];
      if (typeof inner === 'string') result[key] = inner;
      else if (inner !== undefined) result[key] = copy(inner, depth + 1);
    }
  } catch (thrown) {
    throw refusal(thrown).within(keys[index]!);
  }
  return Object.freeze(result);
}

/** Nothing but a refusal or a getter of the value throws while it is copied. */
function refusal(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown;
  return new Refusal('could not be read: its getter threw', thrown);
}

function guardDepth(depth: number): void {
  if (depth <= maxDepth) return;
  throw new Refusal(`contains itself (a cycle), or is nested deeper than ${maxDepth} levels`);
}

function explained(thrown: unknown, owner: string): unknown {
  if (thrown instanceof UnsafeKey) return unsafe(thrown, owner);
  return thrown instanceof Refusal ? invalid(thrown, owner) : thrown;
}

function invalid({ path, problem, cause }: Refusal, owner: string): ContextorError {
  const shown = path.length > maxDepth ? path.slice(0, 6) : path;
  const where = path.length === 0 ? 'the value' : `'${shown.join('.')}'`;
  return new ContextorError(`${owner}: ${where} ${problem}`, {
    code: 'CONTRIBUTION_INVALID',
    remedy:
      'Contribute JSON data: plain objects, lists, strings, finite numbers, booleans and null; pass large data as files, by path.',
    cause,
  });
}

function unsafe({ path, problem }: Refusal, owner: string): ContextorError {
  return new ContextorError(`${owner}: the key '${path.join('.')}' ${problem}`, {
    code: 'CONTRIBUTION_UNSAFE_KEY',
    remedy: `Rename the key; ${[...unsafeKeys].join(', ')} are rejected at any depth.`,
  });
}
