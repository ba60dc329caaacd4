import { boundedText } from './budget.ts';
import { counted } from './moment.ts';
import {
  Callable,
  Choice,
  Flag,
  isNone,
  isProgress,
  isScalar,
  isTrue,
  Opaque,
  textOf,
  Unknown,
  Unset,
  unknown,
  type Value,
} from './value.ts';

export function unary(operator: string, argument: () => Value): Value {
  if (operator === 'void') return undefined;
  const value = argument();
  if (operator === 'typeof') return typeName(value);
  if (operator === '!') {
    if (value instanceof Flag) return new Flag(!value.initial);
    const test = isTrue(value);
    return test === undefined ? unknown : !test;
  }
  const number = numberOf(counted(value));
  if (number === undefined) return unknown;
  if (operator === '-') return -number;
  return operator === '+' ? number : unknown;
}

function typeName(value: Value): Value {
  if (value instanceof Unset) return 'undefined';
  if (value instanceof Opaque) return value.type ?? unknown;
  return value === null || Array.isArray(value) || value instanceof Map ? 'object' : typeof value;
}

export function numberOf(value: Value): number | undefined {
  if (value === undefined) return Number.NaN;
  if (typeof value === 'number' || typeof value === 'string') return Number(value);
  return value === null || typeof value === 'boolean' ? Number(value) : undefined;
}

const comparisons: Readonly<Record<string, (a: number | string, b: number | string) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
};

export function binary(operator: string, left: Value, right: Value): Value {
  const counts = Object.hasOwn(comparisons, operator) || Object.hasOwn(arithmetic, operator);
  return counts
    ? computed(operator, counted(left), counted(right))
    : computed(operator, left, right);
}

function computed(operator: string, left: Value, right: Value): Value {
  const equal = equality(operator, orUndefined(left), orUndefined(right));
  if (equal !== undefined) return equal;
  const asked = /^[!=]==?$/.test(operator)
    ? (choiceBeside(left, right) ?? choiceBeside(right, left))
    : undefined;
  if (asked !== undefined) return asked;
  if (left instanceof Unknown || right instanceof Unknown) return unknown;
  if (operator === 'instanceof') return isInstance(left, right);
  if (operator === 'in') return right instanceof Map ? right.has(textOf(left) ?? '') : unknown;
  return operator === '+' ? plus(left, right) : ofNumbers(operator, left, right);
}

/** A choice that is compared with a value stays open, unless the value is a step on the way to others. */
const choiceBeside = (choice: Value, other: Value): Value =>
  choice instanceof Choice && isScalar(other) ? (isProgress(other) ? unknown : choice) : undefined;

function ofNumbers(operator: string, left: Value, right: Value): Value {
  const both = typeof left === 'string' && typeof right === 'string';
  const [a, b] = both ? [left, right] : [numberOf(left), numberOf(right)];
  if (a === undefined || b === undefined) return unknown;
  const compare = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  if (compare) return compare(a, b);
  const compute = Object.hasOwn(arithmetic, operator) ? arithmetic[operator] : undefined;
  return compute ? compute(Number(a), Number(b)) : unknown;
}

/** Of `Array` alone it is known: data has no other classes here. */
function isInstance(value: Value, type: Value): Value {
  const isArray = type instanceof Opaque ? type.member('isArray') : unknown;
  return isArray instanceof Callable ? isArray.call([value], undefined) : unknown;
}

const orUndefined = (value: Value): Value => (value instanceof Unset ? undefined : value);

function equality(operator: string, left: Value, right: Value): boolean | undefined {
  if (left instanceof Unknown || right instanceof Unknown) return undefined;
  if (operator === '===' || operator === '!==') {
    const same = left instanceof Opaque ? left.equals(right) : left === right;
    return same === (operator === '===');
  }
  if (operator !== '==' && operator !== '!=') return undefined;
  const equal =
    isNone(left) || isNone(right) ? isNone(left) === isNone(right) : textOf(left) === textOf(right);
  return equal === (operator === '==');
}

function plus(left: Value, right: Value): Value {
  const isText = [left, right].some((value) => typeof value === 'string' || Array.isArray(value));
  if (isText) {
    const [a, b] = [textOf(left), textOf(right)];
    return a === undefined || b === undefined ? unknown : boundedText(a + b);
  }
  const [a, b] = [numberOf(left), numberOf(right)];
  return a === undefined || b === undefined ? unknown : a + b;
}
