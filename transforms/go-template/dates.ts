import { timeOf } from '../../src/document/dates.ts';
import type { TemplateFunction } from './collections.ts';
import { textOf, unknown, type Value } from './values.ts';

const part = (options: Intl.DateTimeFormatOptions) => (date: Date) =>
  new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...options }).format(date);
const padded = (value: number) => String(value).padStart(2, '0');
const hour12 = (date: Date) => date.getUTCHours() % 12 || 12;

/** What parts of a layout stand for, by how they are written: https://pkg.go.dev/time#Layout */
const parts: Readonly<Record<string, (date: Date) => string>> = {
  '2006': (date) => String(date.getUTCFullYear()),
  '06': (date) => padded(date.getUTCFullYear() % 100),
  January: part({ month: 'long' }),
  Jan: part({ month: 'short' }),
  '01': (date) => padded(date.getUTCMonth() + 1),
  '1': (date) => String(date.getUTCMonth() + 1),
  Monday: part({ weekday: 'long' }),
  Mon: part({ weekday: 'short' }),
  '02': (date) => padded(date.getUTCDate()),
  _2: (date) => String(date.getUTCDate()).padStart(2),
  '2': (date) => String(date.getUTCDate()),
  '15': (date) => padded(date.getUTCHours()),
  '03': (date) => padded(hour12(date)),
  '3': (date) => String(hour12(date)),
  '4': (date) => String(date.getUTCMinutes()),
  '5': (date) => String(date.getUTCSeconds()),
  '04': (date) => padded(date.getUTCMinutes()),
  '05': (date) => padded(date.getUTCSeconds()),
  PM: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  pm: (date) => (date.getUTCHours() < 12 ? 'am' : 'pm'),
};
const layoutPart = /2006|January|Jan(?![a-z])|Monday|Mon(?![a-z])|PM|pm|_2|0[1-6]|15|[1-5]/g;
/** Names and offsets of zones, days of a year, parts of a second, and layouts of a language (`:date_long`). */
const notKnown = /^:|MST|Z07|-07|002|__2|[.,](?:0+|9+)(?!\d)/;

/** How far the zone that a time names is from UTC, in milliseconds. */
function offsetOf(time: string): number {
  const [, sign, hours, minutes] = /:\d\d.*([+-])(\d\d):?(\d\d)$/.exec(time) ?? [];
  return Number(`${sign ?? ''}${Number(hours ?? 0) * 60 + Number(minutes ?? 0)}`) * 60_000;
}

/** A date as a layout of Go writes it, in its own zone; what a site's language has for the names of months is not known. */
export const formatDate: TemplateFunction = ([layout = null, value = null]) => {
  const written = textOf(layout);
  const text = textOf(value) ?? '';
  const time = timeOf(text);
  if (written === undefined || time === undefined || notKnown.test(written)) return unknown;
  const date = new Date(time + offsetOf(text));
  return written.replace(layoutPart, (name) => parts[name]!(date));
};

/** A time that is only read as one. */
export const asTime: TemplateFunction = ([value = null]): Value =>
  timeOf(textOf(value) ?? '') === undefined ? unknown : value;
