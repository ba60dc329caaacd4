import { Content, Library } from '../../src/components/content.ts';
import type { Reading } from '../../src/components/use.ts';
import { Opaque, type Value, type ValueMap } from '../../src/static/value.ts';
import { Markup, Rendered, type StaticValue } from '../static-value.ts';
import { valueNodes } from './expressions.ts';

/** A value of a component as data of a page; undefined where it is none. */
export function toData(value: Value): StaticValue | undefined {
  if (Array.isArray(value)) return value.map((item) => toData(item) ?? null);
  if (value instanceof Map) {
    const entries = [...value].map(([key, item]) => [key, toData(item)] as const);
    return new Map(
      entries.filter((entry): entry is [string, StaticValue] => entry[1] !== undefined),
    );
  }
  return value instanceof Opaque ? undefined : value;
}

/** Data of a page as a component is given it. */
export function toValue(value: StaticValue): Value {
  if (value instanceof Markup || value instanceof Rendered) return new Content(valueNodes(value));
  if (Array.isArray(value)) return (value as StaticValue[]).map(toValue);
  if (value instanceof Map) {
    const entries = [...(value as ReadonlyMap<string, StaticValue>)];
    return new Map(entries.map(([key, item]): [string, Value] => [key, toValue(item)]));
  }
  return value as string | number | boolean | null;
}

/** Of what a component is given and could not be shown, what files would give that are not there. */
export function absentIn(props: ValueMap, { notes }: Reading): string[] {
  if (notes.length === 0) return [];
  return [...props].flatMap(([name, value]) =>
    value instanceof Library && value.isOfProject ? [value.noteOf(name)] : [],
  );
}
