import { Exceeded, limits } from './budget.ts';
import { listMethods, mapMethods, textMethods } from './methods.ts';
import { dateMember } from './moment.ts';
import { originOf } from './origin.ts';
import { matchMember } from './pattern.ts';
import { Callable, Opaque, unknown, type Value } from './value.ts';

/** A method of data: it gets the data it is called on. */
export type Method<T> = (self: T, args: readonly Value[]) => Value;

/** The value of a member, methods of data included. Members of nothing are nothing. */
export function memberOf(object: Value, key: string): Value {
  if (object === undefined || object === null) return undefined;
  if (object instanceof Opaque) return object.member(key);
  if (object instanceof Map) {
    if (object.has(key)) return object.get(key);
    return originOf(object)?.holes[0] ?? method(mapMethods, object, key);
  }
  if (Array.isArray(object)) return listMember(object, key);
  if (typeof object === 'string') return textMember(object, key);
  if (typeof object === 'number' && key === 'toFixed') {
    return new Callable(([digits]) => object.toFixed(Math.min(20, Number(digits) || 0)));
  }
  if (typeof object === 'number' && key === 'toString') {
    return new Callable(([radix = 10]) => inRadix(object, radix));
  }
  if (key === 'toString' || key === 'toLocaleString') return new Callable(() => String(object));
  return undefined;
}

const inRadix = (number: number, radix: Value): Value =>
  typeof radix === 'number' && radix >= 2 && radix <= 36 ? number.toString(radix) : unknown;

function listMember(list: Value[], key: string): Value {
  if (key === 'length' || key === 'size') return list.length;
  if (/^\d+$/.test(key)) return list[Number(key)];
  return method(listMethods, list, key) ?? matchMember(list, key);
}

function textMember(text: string, key: string): Value {
  if (key === 'length') return text.length;
  if (/^\d+$/.test(key)) return text[Number(key)];
  // Imported images are their paths; frameworks give `src` or `default` of them.
  if (key === 'src' || key === 'default') return text;
  return method(textMethods, text, key) ?? dateMember(text, key);
}

function method<T>(methods: ReadonlyMap<string, Method<T>>, self: T, key: string): Value {
  const found = methods.get(key);
  return found && new Callable((args) => found(self, args));
}

export function setMember(object: Value, key: string, value: Value): void {
  if (object instanceof Map) object.set(key, value);
  else if (object instanceof Opaque) object.setMember(key, value);
  else if (Array.isArray(object) && /^\d+$/.test(key)) {
    if (Number(key) >= limits.items) throw new Exceeded('items');
    object[Number(key)] = value;
  }
}
