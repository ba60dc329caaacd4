import type { Node } from 'estree-jsx';
import { boundedDepth } from './budget.ts';

/**
 * What an expression is without running it. Objects are maps, so that no prototype is ever asked;
 * what is neither data nor function (content, a package, a component) is an `Opaque`.
 */
export type Value = undefined | null | boolean | number | string | Value[] | ValueMap | Opaque;

export type ValueMap = Map<string, Value>;

/** A value of another room, which defines its own members. */
export class Opaque {
  member(_name: string): Value {
    return unknown;
  }

  /** What `typeof` gives, where that is known. */
  get type(): 'object' | 'function' | 'string' | undefined {
    return undefined;
  }

  /** Most values do not keep what they are given. */
  setMember(_name: string, _value: Value): void {}

  /** What `===` gives. */
  equals(other: Value): boolean {
    return this === other;
  }

  /** What `...value` puts into an object. */
  entries(): Iterable<readonly [string, Value]> {
    return [];
  }
}

/** Where something was written: a file relative to the project root with forward slashes, a line from 1. */
export interface Place {
  file: string;
  line: number;
}

/** What cannot be known without running the code. */
export class Unknown extends Opaque {
  readonly place: Place;
  /** What it is, such as `a call of fetchTitle()`. */
  readonly why: string;
  /** The part of a text that is known. */
  readonly known: string;

  constructor(place: Place, why: string, known = '') {
    super();
    this.place = place;
    this.why = why;
    this.known = known;
  }

  override member(_name: string): Value {
    return this === unknown ? this : new Unknown(this.place, this.why);
  }
}

export const nowhere: Place = { file: '', line: 1 };

/** For readers that do not say where and why. */
export const unknown: Unknown = new Unknown(nowhere, 'code');

/** A flag that changes while the code runs, by what it is at first. */
export class Flag extends Unknown {
  readonly initial: boolean;

  constructor(initial: boolean) {
    super(nowhere, 'a state');
    this.initial = initial;
  }
}

/** What a reader of the page chooses, such as a tab, and a question for it: each answer shows a part of the page. */
export class Choice extends Unknown {
  readonly initial: string | number | undefined;
  readonly options: Options;

  /** @param initial what is chosen at first */
  constructor(initial?: string | number, options: Options = new Map()) {
    super(nowhere, 'a choice');
    this.initial = initial;
    this.options = options;
  }

  /** Something that may be chosen, as the source compares the choice with it or looks it up. */
  offer(key: string | number, name?: string): void {
    const isNumber = typeof this.initial === 'number' && /^\d+$/.test(String(key));
    const option = isNumber ? Number(key) : key;
    this.options.set(option, this.options.get(option) ?? name);
  }
}

/** What a state may be, each with what the page calls it, if it does. */
export type Options = Map<Value, string | undefined>;

/** A list that is empty until a reader chooses something: each answer to whether it is in it shows a part of the page. */
export class FirstList extends Array<Value> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

/** Whether a word says how a request stands, which no reader chooses. */
export const isProgress = (value: Value): boolean =>
  /^(?:copied|done|error|failed|idle|initial|loading|pending|ready|sent|success)$/i.test(
    String(value),
  );

/** What is read of a file that is not there, which ends a `try`. */
export class Missing extends Unknown {
  override member(): Value {
    return unknown;
  }
}

/** An environment variable: it counts as not set, so that its default is taken (`X || 'literal'`). */
export class Unset extends Unknown {
  override member(_name: string): Value {
    return this;
  }
}

/** A function: a closure of the source that is read, or one that the reader knows. */
export class Callable extends Opaque {
  readonly call: (args: readonly Value[], self: Value) => Value;
  /** How many arguments it takes that have no default. */
  readonly length: number;
  /** What is put on it: `Code.Title = CodeTitle`. */
  readonly members: ValueMap = new Map();
  /** Its name in the source, empty where it has none yet. */
  name: string | undefined;
  /** Where it is a closure: the function of the source. */
  code: Node | undefined;

  constructor(call: (args: readonly Value[], self: Value) => Value, length = 0) {
    super();
    this.call = call;
    this.length = length;
  }

  override get type(): 'function' {
    return 'function';
  }

  override member(name: string): Value {
    if (this.members.has(name)) return this.members.get(name);
    if (!this.name) return unknown;
    if (name === 'name') return this.name;
    return name === 'displayName' ? undefined : unknown;
  }

  override setMember(name: string, value: Value): void {
    this.members.set(name, value);
  }
}

/** The component that another has as a member: one of an object or a module, or what was put on a function. */
export function componentIn(value: Value, name: string): Value {
  if (value instanceof Callable) return value.members.get(name);
  if (value instanceof Opaque) return value.member(name);
  return value instanceof Map ? value.get(name) : undefined;
}

/** A function that all documents share: what one puts on it would be known to others. */
class Shared extends Callable {
  override setMember(): void {}
}

/** A function that the reader knows, of its arguments alone. */
export const fn = (call: (...args: Value[]) => Value): Callable =>
  new Shared((args) => call(...args));

/** Calls a function that was given as an argument. */
export const callBack = (fn: Value, ...args: Value[]): Value =>
  fn instanceof Callable ? fn.call(args, undefined) : unknown;

/** What only the caller of a function knows: as if it were not given, but its members are not known. */
class Argument extends Unset {
  override member(): Value {
    return unknown;
  }
}

/** What a function returns for unknown arguments; any other value as it is. */
export function resultOf(value: Value): Value {
  if (!(value instanceof Callable)) return value;
  const args = Array.from({ length: value.length }, () => new Argument(nowhere, 'an argument'));
  return value.call(args, undefined);
}

export const isNone = (value: Value): boolean => value === undefined || value === null;

export const isScalar = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

/** What `??` passes over. */
export const isNothing = (value: Value): value is undefined | null | Unset =>
  value === undefined || value === null || value instanceof Unset;

/** Whether a value counts as true; undefined where it is not known. */
export function isTrue(value: Value): boolean | undefined {
  if (value instanceof Unset) return false;
  return value instanceof Unknown ? undefined : Boolean(value);
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
