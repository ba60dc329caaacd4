/** A value of a program of Python. Tuples are frozen arrays; whole numbers alone are numbers with all digits. */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | Map<Value, Value>
  | PythonFunction
  | PythonObject
  | Unknown;

class Unknown {
  readonly kind = 'unknown';
}

/** What a program takes from outside, or what this reader does not carry out. */
export const unknown = new Unknown();

export interface Arguments {
  list: readonly Value[];
  named: ReadonlyMap<string, Value>;
}

export interface PythonFunction {
  (given: Arguments): Value;
  /** What its definition calls it. */
  pythonName?: string;
}

/** An object with attributes: a module, or what a tool hands to a program. */
export class PythonObject {
  readonly get: (name: string) => Value;

  /** @param get what an attribute is */
  constructor(get: (name: string) => Value) {
    this.get = get;
  }
}

export const objectWith = (attributes: Readonly<Record<string, Value>>): PythonObject =>
  new PythonObject((name) => (Object.hasOwn(attributes, name) ? attributes[name]! : unknown));

/** A dictionary whose keys are attributes, too. */
export class AttributeMap extends Map<Value, Value> {}

/** A program needs a value that is not known, or does what this reader does not carry out. */
export class NotKnown extends Error {}

/** A function of the positional arguments alone. */
export const simple =
  (run: (...values: Value[]) => Value): PythonFunction =>
  ({ list, named }) => {
    if (named.size > 0) throw new NotKnown();
    return run(...list);
  };

export const isTruthy = (value: Value): boolean => {
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map) return value.size > 0;
  return Boolean(value);
};

/** A value as `print` shows it. */
export const shown = (value: Value): string =>
  typeof value === 'string' ? value : represented(value);

/** A value as `repr` shows it. */
export function represented(value: Value): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) {
    const items = value.map(represented).join(', ');
    if (!Object.isFrozen(value)) return `[${items}]`;
    return value.length === 1 ? `(${items},)` : `(${items})`;
  }
  if (value instanceof Map) {
    const items = [...value].map(([key, inner]) => `${represented(key)}: ${represented(inner)}`);
    return `{${items.join(', ')}}`;
  }
  throw new NotKnown();
}

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const signs = new RegExp(String.raw`[\\\n\t\r${quote}]`, 'g');
  return quote + text.replace(signs, (sign) => escapes[sign] ?? `\\${sign}`) + quote;
}

export function isEqual(a: Value, b: Value): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, at) => isEqual(one, b[at]!));
  if (a instanceof Map && b instanceof Map)
    return (
      a.size === b.size && [...a].every(([key, one]) => b.has(key) && isEqual(one, b.get(key)!))
    );
  return plain(a) === plain(b);
}

const plain = (value: Value) => (typeof value === 'boolean' ? Number(value) : value);

/** Negative where `a` comes first. */
export function compared(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (Array.isArray(a) && Array.isArray(b)) {
    const at = a.findIndex((one, at) => at < b.length && !isEqual(one, b[at]!));
    return at === -1 ? a.length - b.length : compared(a[at]!, b[at]!);
  }
  return numberOf(a) - numberOf(b);
}

export function numberOf(value: Value): number {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'number') throw new NotKnown();
  return value;
}

export function textOf(value: Value | undefined): string {
  if (typeof value !== 'string') throw new NotKnown();
  return value;
}

export function functionOf(value: Value | undefined): PythonFunction {
  if (typeof value !== 'function') throw new NotKnown();
  return value;
}

/** The items that a loop goes over. */
export function itemsOf(value: Value | undefined): Value[] {
  if (Array.isArray(value)) return [...value];
  if (typeof value === 'string') return [...value];
  if (value instanceof Map) return [...value.keys()];
  throw new NotKnown();
}

/** What a dictionary has under a key. */
export const entryOf = (map: ReadonlyMap<Value, Value>, key: Value, otherwise: Value): Value =>
  map.has(key) ? map.get(key)! : otherwise;

/** A list that may be changed. */
export function listOf(value: Value): Value[] {
  if (!Array.isArray(value) || Object.isFrozen(value)) throw new NotKnown();
  return value as Value[];
}

export const tuple = (values: readonly Value[]): readonly Value[] => Object.freeze([...values]);
