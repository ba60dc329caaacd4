import { timeOf } from '../document/dates.ts';
import { fn, isScalar, Unknown, unknown, type Value } from './value.ts';

/** A date. Where the page shows it in the language and the zone of its reader, it reads as in ISO 8601. */
class Moment extends Unknown {
  readonly time: number;

  constructor(time: number) {
    super(unknown.place, 'a date');
    this.time = time;
  }

  override member(name: string): Value {
    if (name === 'getTime' || name === 'valueOf') return fn(() => this.time);
    const iso = new Date(this.time).toISOString();
    if (name === 'toISOString') return fn(() => iso);
    if (/^to(?:Locale)?(?:Date)?String$/.test(name)) return fn(() => iso.slice(0, 10));
    return /^get(?:UTC)?FullYear$/.test(name)
      ? fn(() => Number(iso.slice(0, 4)))
      : super.member(name);
  }
}

/** `new Date('2024-05-01')`; without a zone of its own it is in UTC, wherever the build runs. */
export function momentOf(args: readonly Value[]): Value {
  const [given] = args;
  if (given instanceof Moment) return given;
  if (args.length !== 1 || !isScalar(given)) return unknown;
  const time = typeof given === 'number' ? given : timeOf(given);
  return time === undefined || Number.isNaN(new Date(time).getTime()) ? unknown : new Moment(time);
}

/** A method of the date that front matter has, which is a text here; undefined where it has none. */
export function dateMember(text: string, key: string): Value {
  if (!/^(?:get|to)[A-Z]/.test(key) || !/^\d{4}-\d\d-\d\d(?:$|[T ]\d)/.test(text)) return undefined;
  const moment = momentOf([text]);
  return moment instanceof Moment ? moment.member(key) : undefined;
}

/** What is counted with or compared: of a date its time. */
export const counted = (value: Value): Value => (value instanceof Moment ? value.time : value);
