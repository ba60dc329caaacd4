import { timeOf } from '../../src/document/dates.ts';
import type { TemplateFunction } from './collections.ts';
import { textOf, unknown, type Value } from './values.ts';

const part = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...options });
  return (date: Date) => format.format(date);
};
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
  '04': (date) => padded(date.getUTCMinutes()),
  '05': (date) => padded(date.getUTCSeconds()),
  PM: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  MST: () => 'UTC',
};
const layoutPart = /2006|January|Jan|Monday|Mon|MST|PM|_2|0[1-6]|15|[123]/g;

/** A date as a layout of Go writes it, in UTC; what a site's language has for the names of months is not known. */
export const formatDate: TemplateFunction = ([layout = null, value = null]) => {
  const written = textOf(layout);
  const time = timeOf(textOf(value) ?? '');
  // `:date_long` is of the language, and so are zones.
  if (written === undefined || time === undefined || /^:|Z07|-07/.test(written)) return unknown;
  const date = new Date(time);
  return written.replace(layoutPart, (name) => parts[name]!(date));
};

/** A time that is only read as one. */
export const asTime: TemplateFunction = ([value = null]): Value =>
  timeOf(textOf(value) ?? '') === undefined ? unknown : value;
