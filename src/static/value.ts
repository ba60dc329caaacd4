import { boundedDepth } from './budget.ts';

/** Stands for what cannot be known without running the code. */
export const unknown: unique symbol = Symbol('unknown');
type Unknown = typeof unknown;

/**
 * What an expression is without running it. Objects are maps, so that no prototype is ever asked;
 * what is neither data nor function (content, a package, a component) is an `Opaque`.
 */
export type Value =
  | undefined
  | null
  | boolean
  | number
  | string
  | Unknown
  | Value[]
  | ValueMap
  | Opaque;

export type ValueMap = Map<string, Value>;

/** A value of another room, which defines its own members. */
export class Opaque {
  member(_name: string): Value {
    return unknown;
  }

  /** What `...value` puts into an object. */
  entries(): Iterable<readonly [string, Value]> {
    return [];
  }
}

/** A function: a closure of the source that is read, or one that the reader knows. */
export class Callable extends Opaque {
  readonly call: (args: readonly Value[], self: Value) => Value;

  constructor(call: (args: readonly Value[], self: Value) => Value) {
    super();
    this.call = call;
  }
}

export const isScalar = (value: Value): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

/** Whether a value counts as true; undefined where it is not known. */
export function isTrue(value: Value): boolean | undefined {
  return value === unknown ? undefined : Boolean(value);
}

/** As `String(value)`; undefined where it is not known. Objects have no text that a reader would want. */
export function textOf(value: Value, depth = 0): string | undefined {
  if (value === null || value === undefined || typeof value === 'boolean') return String(value);
  if (isScalar(value)) return String(value);
  if (!Array.isArray(value)) return undefined;
  const next = boundedDepth(depth);
  const parts = value.map((part) =>
    part === null || part === undefined ? '' : textOf(part, next),
  );
  return parts.includes(undefined) ? undefined : parts.join(',');
}

/** Plain data, such as parsed JSON, as a value. */
export function toValue(data: unknown): Value {
  if (Array.isArray(data)) return data.map(toValue);
  if (data instanceof Date) return data.toISOString();
  if (typeof data === 'object' && data !== null) {
    return new Map(Object.entries(data).map(([key, item]) => [key, toValue(item)]));
  }
  const plain = data === null || ['string', 'number', 'boolean'].includes(typeof data);
  return plain ? (data as Value) : undefined;
}
