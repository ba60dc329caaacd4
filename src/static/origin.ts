import type { Node } from 'estree-jsx';
import type { Scope } from './scope.ts';
import { Opaque, type Place, Unknown, Unset, type Value, type ValueMap } from './value.ts';

/** What a reading with places knows of an object or a list beside its value. */
interface Origin {
  place: Place;
  /** Places of members that were written elsewhere than the value itself. */
  members: Map<string, Place>;
  /** Spreads that could not be read. */
  holes: Unknown[];
  /** The options that the function itself was made with: `nextra({ … })({ … })`. */
  wrapper?: Value;
  /** The function that the value was passed to, such as `starlight`. */
  call?: string;
  /** All arguments of that call. */
  given?: readonly Value[];
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

/** The same for what a node makes, in a reading with places. */
export const originAt = (node: Node, value: object, { reading }: Scope): Origin | undefined =>
  reading.place && noteOrigin(value, reading.place(node));

export const originOf = (value: Value): Origin | undefined =>
  typeof value === 'object' && value !== null ? origins.get(value) : undefined;

/** A copy with what is known of the original, and more. */
export function asCopy<T extends object>(copy: T, value: Value, more: Partial<Origin> = {}): T {
  const origin = originOf(value);
  if (origin) {
    const [members, holes] = [new Map(origin.members), [...origin.holes]];
    origins.set(copy, { ...origin, members, holes, ...more });
  }
  return copy;
}

/** Where a member was written; of an object that has no such member, where it begins. */
export function placeOf(value: Value, key?: string): Place | undefined {
  const origin = originOf(value);
  return (key === undefined ? undefined : origin?.members.get(key)) ?? origin?.place;
}

/**
 * Notes a spread that is not known, in what has an origin; a variable that is not set adds nothing.
 *
 * @returns false where that makes the whole unknown
 */
export function noteHole(target: Value, spread: Value): boolean {
  if (!(spread instanceof Unknown) || spread instanceof Unset) return true;
  const holes = originOf(target)?.holes;
  if (holes?.includes(spread) === false) holes.push(spread);
  return holes !== undefined;
}

/** Adds the members of an object, with the places where they were written; false where they are not known. */
export function copyInto(target: ValueMap, from: Value): boolean {
  if (!noteHole(target, from)) return false;
  if (!(from instanceof Map || from instanceof Opaque)) return true;
  const [origin, source] = [originOf(target), originOf(from)];
  for (const [key, value] of from.entries()) {
    target.set(key, value);
    const place = source?.members.get(key) ?? source?.place;
    if (place !== undefined) origin?.members.set(key, place);
  }
  return (source?.holes ?? []).every((hole) => noteHole(target, hole));
}
