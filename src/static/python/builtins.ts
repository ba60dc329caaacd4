import { dedent } from '../../document/lines/some-lines.ts';
import { call, sorted } from './methods.ts';
import {
  compared,
  functionOf,
  isTruthy,
  itemsOf,
  NotKnown,
  numberOf,
  objectWith,
  type PythonObject,
  represented,
  shown,
  simple,
  textOf,
  tuple,
  unknown,
  type Value,
} from './value.ts';

/** The functions that a program has without importing them. */
export const builtins: Readonly<Record<string, Value>> = {
  abs: simple((value) => Math.abs(numberOf(value!))),
  all: simple((items) => itemsOf(items).every(isTruthy)),
  any: simple((items) => itemsOf(items).some(isTruthy)),
  bool: simple((value = false) => isTruthy(value)),
  dict: ({ list: [given], named }) => {
    const pairs = given instanceof Map ? [...given] : itemsOf(given ?? []).map(itemsOf);
    return new Map([...pairs.map(([key, value]) => [key!, value!] as const), ...named]);
  },
  enumerate: ({ list: [items, start], named }) => {
    const first = numberOf(start ?? named.get('start') ?? 0);
    return itemsOf(items).map((item, at) => tuple([first + at, item]));
  },
  filter: simple((test, items) =>
    itemsOf(items).filter((item) => isTruthy(test === null ? item : call(functionOf(test), item))),
  ),
  int: simple((value = 0) => wholeNumber(value)),
  len: simple((value) => itemsOf(value).length),
  list: simple((items = []) => itemsOf(items)),
  map: simple((run, items) => itemsOf(items).map((item) => call(functionOf(run), item))),
  max: simple((...values) => ordered(values).at(-1)!),
  min: simple((...values) => ordered(values)[0]!),
  print: () => null,
  range: simple((...values) => range(values.map(numberOf))),
  repr: simple((value) => represented(value!)),
  reversed: simple((items) => itemsOf(items).reverse()),
  set: simple((items = []) => tuple([...new Set(itemsOf(items))])),
  sorted: ({ list: [items], named }) => sorted(itemsOf(items), named),
  str: simple((value = '') => shown(value)),
  sum: simple((items, start = 0) =>
    itemsOf(items).reduce<number>((sum, item) => sum + numberOf(item), numberOf(start)),
  ),
  tuple: simple((items = []) => tuple(itemsOf(items))),
  zip: simple((first, ...others) => {
    const all = [first, ...others].map(itemsOf);
    const length = Math.min(...all.map((items) => items.length));
    return Array.from({ length }, (_, at) => tuple(all.map((items) => items[at]!)));
  }),
};

function wholeNumber(value: Value): number {
  if (typeof value !== 'string') return Math.trunc(numberOf(value));
  if (!/^\s*[+-]?\d+\s*$/.test(value)) throw new NotKnown();
  return Number(value);
}

function ordered(values: readonly Value[]): Value[] {
  const items = values.length === 1 ? itemsOf(values[0]) : values;
  if (items.length === 0) throw new NotKnown();
  return items.toSorted(compared);
}

/** Longer ranges are not made. */
const longestRange = 100_000;

function range([first = 0, end, step = 1]: readonly number[]): Value {
  const [from, to] = end === undefined ? [0, first] : [first, end];
  const length = Math.max(0, Math.ceil((to - from) / step));
  if (!(length <= longestRange)) throw new NotKnown();
  return Array.from({ length }, (_, at) => from + at * step);
}

const escaped: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};

const quotedAddress = (kept: RegExp) => (text: Value | undefined) =>
  encodeURIComponent(textOf(text))
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(kept, (sign) => decodeURIComponent(sign));

const quote = simple(quotedAddress(/%2F/g));
const quotePlus = simple((text) => quotedAddress(/(?!)/g)(text).replaceAll('%20', '+'));

/** A variable of the environment that a program has a default for: no build is told to set it. */
const environment = simple((_name, otherwise = unknown) => otherwise);

/** The modules of Python that need nothing from outside, as far as they are read. */
export const modules: Readonly<Record<string, PythonObject>> = {
  html: objectWith({
    escape: simple((text) => textOf(text).replace(/[&<>"']/g, (sign) => escaped[sign]!)),
  }),
  os: objectWith({ environ: objectWith({ get: environment }), getenv: environment }),
  textwrap: objectWith({
    dedent: simple((text) => dedent(textOf(text).split('\n')).join('\n')),
    indent: simple((text, by) => textOf(text).replace(/^(?=.*\S)/gm, () => textOf(by))),
  }),
  urllib: objectWith({ parse: objectWith({ quote, quote_plus: quotePlus }) }),
  'urllib.parse': objectWith({ quote, quote_plus: quotePlus }),
};
