import { filledByPercent } from './text.ts';
import {
  compared,
  isEqual,
  itemsOf,
  NotKnown,
  numberOf,
  textOf,
  tuple,
  type Value,
} from './value.ts';

/** Longer texts are not made. */
const longest = 1_000_000;

/** What an operator gives for two values; not `and` and `or`, which may leave out one of them. */
export const operators: Readonly<Record<string, (a: Value, b: Value) => Value>> = {
  '+': sum,
  '-': (a, b) => numberOf(a) - numberOf(b),
  '*': product,
  '/': (a, b) => fraction(numberOf(a) / numberOf(b)),
  '//': (a, b) => finite(Math.floor(numberOf(a) / numberOf(b))),
  '%': (a, b) => (typeof a === 'string' ? filledByPercent(a, b) : modulo(numberOf(a), numberOf(b))),
  '**': (a, b) => finite(numberOf(a) ** numberOf(b)),
  '|': (a, b) => {
    if (!(a instanceof Map && b instanceof Map)) throw new NotKnown();
    return new Map([...a, ...b]);
  },
  '==': isEqual,
  '!=': (a, b) => !isEqual(a, b),
  '<': (a, b) => compared(a, b) < 0,
  '<=': (a, b) => compared(a, b) <= 0,
  '>': (a, b) => compared(a, b) > 0,
  '>=': (a, b) => compared(a, b) >= 0,
  is: isEqual,
  'is not': (a, b) => !isEqual(a, b),
  in: isIn,
  'not in': (a, b) => !isIn(a, b),
};

function sum(a: Value, b: Value): Value {
  if (typeof a === 'string') return limited(a + textOf(b));
  if (!Array.isArray(a)) return numberOf(a) + numberOf(b);
  if (!Array.isArray(b)) throw new NotKnown();
  return Object.isFrozen(a) ? tuple([...a, ...b]) : [...a, ...b];
}

function product(a: Value, b: Value): Value {
  if (typeof b === 'string' || Array.isArray(b)) return product(b, a);
  if (typeof a !== 'string' && !Array.isArray(a)) return numberOf(a) * numberOf(b);
  const times = Math.max(0, numberOf(b));
  if (a.length * times > longest) throw new NotKnown();
  if (typeof a === 'string') return a.repeat(times);
  return Array.from({ length: times }, () => [...a]).flat();
}

function limited(text: string): string {
  if (text.length > longest) throw new NotKnown();
  return text;
}

/** A fraction; a whole number would have a `.0` in Python. */
function fraction(value: number): number {
  if (Number.isInteger(value)) throw new NotKnown();
  return finite(value);
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new NotKnown();
  return value;
}

/** The remainder, with the sign of the divisor. */
const modulo = (a: number, b: number): number => finite(((a % b) + b) % b);

function isIn(value: Value, all: Value): boolean {
  if (typeof all === 'string') return all.includes(textOf(value));
  return itemsOf(all).some((one) => isEqual(one, value));
}
