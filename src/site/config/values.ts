/** Where something was written: a file relative to the project root with forward slashes, a line from 1. */
export interface Place {
  file: string;
  line: number;
}

/** A value that is not plain data. */
export abstract class Opaque {
  protected readonly isOpaque = true;
}

/** A value that is known only when the code runs. */
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
}

/** An environment variable: its value is not known, so its default counts (`X || 'literal'`). */
export class Unset extends Unknown {}

/** All environment variables. */
export class Environment extends Unknown {
  constructor(place: Place) {
    super(place, 'the environment');
  }

  /** One of them. */
  variable(name: string, place: Place): StaticData {
    return name === 'NODE_ENV'
      ? 'production'
      : new Unset(place, `the environment variable ${name}`);
  }
}

/** A regular expression; it is read, and only a simple one is tried on texts: see `replaced`. */
export class Pattern extends Unknown {
  /** As between its slashes, such as `^\\/play`. */
  readonly source: string;
  readonly flags: string;

  constructor(place: Place, { pattern, flags }: { pattern: string; flags: string }) {
    super(place, 'a pattern');
    this.source = pattern;
    this.flags = flags;
  }
}

/** JSON-like data, and what is not. */
export type StaticData =
  | string
  | number
  | boolean
  | null
  | undefined
  | Opaque
  | StaticData[]
  | StaticObject;

/** An object is a map, so that no prototype is ever asked. */
export type StaticObject = Map<string, StaticData>;

/** Plain data, such as parsed JSON. */
export function dataFrom(plain: unknown): StaticData {
  if (Array.isArray(plain)) return plain.map(dataFrom);
  if (typeof plain !== 'object' || plain === null) return plain as StaticData;
  return new Map(Object.entries(plain).map(([key, value]) => [key, dataFrom(value)]));
}

interface Origin {
  place: Place;
  /** Places of members that were written elsewhere than the value itself. */
  members: Map<string, Place>;
  /** Spreads that could not be read. */
  holes: Unknown[];
  /** The options that the function itself was made with: `nextra({ … })({ … })`. */
  wrapper?: StaticData;
  /** The function that the value was passed to, such as `starlight`. */
  call?: string;
  /** All arguments of that call. */
  given?: readonly StaticData[];
  /** The part of its result that the value is: `docs` of `const { docs } = defineDocs({ … })`. */
  part?: string;
}

const origins = new WeakMap<object, Origin>();

/** Notes where an object or list was written; gives what is known of it to add to. */
export function noteOrigin(value: object, place: Place): Origin {
  const origin: Origin = { place, members: new Map(), holes: [] };
  origins.set(value, origin);
  return origin;
}

export function originOf(value: StaticData): Origin | undefined {
  return typeof value === 'object' && value !== null ? origins.get(value) : undefined;
}

/** The name of the function that a configuration object was given to: `starlight({ … })`. */
export function callOf(value: StaticData): string | undefined {
  return originOf(value)?.call;
}

/** The part of what that function gives; undefined for the whole. */
export function partOf(value: StaticData): string | undefined {
  return originOf(value)?.part;
}

/** All arguments of the call whose options a value is: `loader(source, { … })`. */
export function givenTo(value: StaticData): readonly StaticData[] {
  return originOf(value)?.given ?? [];
}

/** The options of the function that a configuration was given to: `nextra({ … })({ … })`. */
export function wrapperOf(value: StaticData): StaticData {
  return originOf(value)?.wrapper;
}

/** Where a member was written; of an object that has no such member, where it begins. */
export function placeOf(value: StaticData, key?: string): Place | undefined {
  const origin = originOf(value);
  return (key === undefined ? undefined : origin?.members.get(key)) ?? origin?.place;
}

export const isObject = (data: StaticData): data is StaticObject => data instanceof Map;

/** An object of a few members. */
export const objectOf = (members: Readonly<Record<string, StaticData>>): StaticObject =>
  new Map(Object.entries(members));

/** Own entries of an object; none of anything else. */
export function entriesOf(data: StaticData): [string, StaticData][] {
  return isObject(data) ? [...data] : [];
}

/** A member of an object; undefined of anything else. */
export function member(data: StaticData, ...path: string[]): StaticData {
  let value = data;
  for (const key of path) value = isObject(value) ? value.get(key) : undefined;
  return value;
}

export function stringMember(data: StaticData, ...path: string[]): string | undefined {
  const value = member(data, ...path);
  return typeof value === 'string' ? value : undefined;
}

export function listOf(data: StaticData): StaticData[] {
  return Array.isArray(data) ? data : [];
}

/** The texts of a list; one text counts as a list. */
export function textsOf(data: StaticData): string[] {
  return [data].flat().filter((value) => typeof value === 'string');
}

/** Copies members with the places where they were written. */
export function assign(target: StaticObject, source: StaticObject): void {
  const origin = originOf(target);
  for (const [key, value] of source) {
    target.set(key, value);
    const place = placeOf(source, key);
    if (place !== undefined) origin?.members.set(key, place);
  }
  origin?.holes.push(...(originOf(source)?.holes ?? []));
}

/** An object whose members are worked out when they are first asked for. */
export class LazyObject extends Map<string, StaticData> {
  readonly #later = new Map<string, () => StaticData>();

  setLater(key: string, make: () => StaticData): void {
    this.set(key, undefined);
    this.#later.set(key, make);
  }

  override get(key: string): StaticData {
    const make = this.#later.get(key);
    if (make === undefined) return super.get(key);
    this.#later.delete(key);
    const value = make();
    this.set(key, value);
    return value;
  }

  override *entries(): MapIterator<[string, StaticData]> {
    for (const key of this.keys()) yield [key, this.get(key)];
  }

  override [Symbol.iterator](): MapIterator<[string, StaticData]> {
    return this.entries();
  }
}
