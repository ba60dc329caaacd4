import { memberOf } from './members.ts';
import { callBack, fn, Unknown, unknown, type Value } from './value.ts';

/** What an `Intl` format is asked for beside the usual form: none of that is worked out. */
const special = ['compactDisplay', 'currency', 'notation', 'style', 'unit'];

/** `new Intl.NumberFormat()`: what depends on the language of the reader reads as `toLocaleString` does here. */
export function formatOf(callee: string, [, options]: readonly Value[]): Value {
  const method = methods[callee];
  if (method === undefined || options instanceof Unknown) return unknown;
  if (options instanceof Map && special.some((name) => options.has(name))) return unknown;
  return new Map([['format', fn((value) => callBack(memberOf(value, method)))]]);
}

const methods: Readonly<Record<string, string>> = {
  'Intl.DateTimeFormat': 'toLocaleDateString',
  'Intl.NumberFormat': 'toLocaleString',
};
