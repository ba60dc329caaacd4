import { noteOrigin, originOf, placeOf } from '../../static/origin.ts';
import { type Place, Unknown, Unset, type Value, type ValueMap } from '../../static/value.ts';

export {
  noteOrigin,
  originOf,
  type Place,
  placeOf,
  Unknown,
  Unset,
  type Value as StaticData,
  type ValueMap as StaticObject,
};

type StaticData = Value;
type StaticObject = ValueMap;

/** What the frameworks, Vercel and Netlify call a build for production. */
const modeName = /^(?:NODE_ENV|(?:NEXT_PUBLIC_)?VERCEL_ENV|CONTEXT)$/;

/** All environment variables. */
export class Environment extends Unknown {
  constructor(place: Place) {
    super(place, 'the environment');
  }

  override member(name: string): StaticData {
    if (modeName.test(name)) return 'production';
    return new Unset(this.place, `the environment variable ${name}`);
  }
}

export const isObject = (data: StaticData): data is StaticObject => data instanceof Map;

/** An object of a few members. */
export const objectOf = (members: Readonly<Record<string, StaticData>>): StaticObject =>
  new Map(Object.entries(members));

/** Own entries of an object; none of anything else. */
export const entriesOf = (data: StaticData): [string, StaticData][] =>
  isObject(data) ? [...data] : [];

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

export const listOf = (data: StaticData): StaticData[] => (Array.isArray(data) ? data : []);

/** The texts of a list; one text counts as a list. */
export const textsOf = (data: unknown): string[] =>
  [data].flat().filter((value) => typeof value === 'string');

/** An object whose members are worked out when they are first asked for. */
export class LazyObject extends Map<string, StaticData> {
  readonly #later = new Map<string, () => StaticData>();

  setLater(key: string, make: () => StaticData): void {
    this.set(key, undefined);
    this.#later.set(key, make);
  }

  /** Those that are worked out. */
  known(): [string, StaticData][] {
    return [...super.entries()].filter(([key]) => !this.#later.has(key));
  }

  override get(key: string): StaticData {
    const make = this.#later.get(key);
    if (make === undefined) return super.get(key);
    this.#later.delete(key);
    const value = make();
    this.set(key, value);
    return value;
  }

  override *values(): MapIterator<StaticData> {
    for (const key of this.keys()) yield this.get(key);
  }

  override *entries(): MapIterator<[string, StaticData]> {
    for (const key of this.keys()) yield [key, this.get(key)];
  }

  override [Symbol.iterator](): MapIterator<[string, StaticData]> {
    return this.entries();
  }
}
