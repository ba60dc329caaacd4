import { isTruthy, NotKnown, numberOf, represented, shown, textOf, type Value } from './value.ts';

const literal = /^([a-z]*)('''|"""|'|")([\s\S]*)\2$/i;

/** The prefix of a literal, in lower case, and what its quotes hold. */
export function partsOfLiteral(source: string): { prefix: string; body: string; start: number } {
  const [, prefix = '', quote = '', body] = literal.exec(source) ?? [];
  if (body === undefined) throw new NotKnown();
  return { prefix: prefix.toLowerCase(), body, start: prefix.length + quote.length };
}

const controls: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\n': '',
  0: '\0',
};

/** What a part of a literal stands for. */
export function unescaped(body: string, prefix: string): string {
  if (prefix.includes('b')) throw new NotKnown();
  if (prefix.includes('r')) return body;
  return body.replace(
    /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|([\s\S]))/gi,
    (whole, two, four, eight, sign: string | undefined) => {
      if (sign === undefined)
        return String.fromCodePoint(Number.parseInt(two ?? four ?? eight, 16));
      return controls[sign] ?? (/[\\'"]/.test(sign) ? sign : whole);
    },
  );
}

const specification = /^(?:([\s\S])?([<>^]))?(0)?(\d+)?(,)?(?:\.(\d+))?([sdf]?)$/;

/**
 * A value in the form that a format asks for: widths, signs between thousands and digits.
 *
 * https://docs.python.org/3/library/string.html#format-specification-mini-language
 */
export function formatted(value: Value, format: string): string {
  if (format === '') return shown(value);
  const match = specification.exec(format);
  if (match === null) throw new NotKnown();
  const [, fill, align, zero, width = '0', thousands, digits, type] = match;
  const isNumber = typeof value === 'number';
  let text = isNumber ? numberIn(value, { digits, type, thousands }) : shown(value);
  if (!isNumber && (thousands || type === 'd' || type === 'f')) throw new NotKnown();
  if (!isNumber && digits !== undefined) text = text.slice(0, Number(digits));
  const room = Number(width);
  if (zero && isNumber) return text.padStart(room, '0');
  return padded(text, room, { fill: fill ?? ' ', align: align ?? (isNumber ? '>' : '<') });
}

interface NumberFormat {
  digits: string | undefined;
  type: string | undefined;
  thousands: string | undefined;
}

function numberIn(value: number, { digits, type, thousands }: NumberFormat): string {
  if (type === 's' || (digits !== undefined && type !== 'f') || value < 0) throw new NotKnown();
  const text = type === 'f' ? value.toFixed(Number(digits ?? 6)) : String(value);
  return thousands ? text.replace(/\B(?<!\.\d*)(?=(?:\d{3})+(?!\d))/g, ',') : text;
}

function padded(
  text: string,
  width: number,
  { fill, align }: { fill: string; align: string },
): string {
  const room = Math.max(0, width - [...text].length);
  const before = align === '>' ? room : align === '^' ? Math.floor(room / 2) : 0;
  return fill.repeat(before) + text + fill.repeat(room - before);
}

/** A value as `!r`, `!s` or no sign shows it. */
export function converted(value: Value, conversion: string | undefined): Value {
  if (conversion === undefined) return value;
  return conversion === 'r' ? represented(value) : shown(value);
}

const place = /\{\{|\}\}|\{([\w.[\]]*)(?:!([rs]))?(?::([^{}]*))?\}|[{}]/g;

/** `"{} {name}".format(…)` */
export function filled(template: string, valueAt: (name: string) => Value): string {
  let next = 0;
  return template.replace(place, (whole, name?: string, conversion?: string, format = '') => {
    if (whole === '{{' || whole === '}}') return whole[0]!;
    if (name === undefined) throw new NotKnown();
    return formatted(converted(valueAt(name === '' ? String(next++) : name), conversion), format);
  });
}

const percent = /%(?:\((\w+)\))?(0?\d*)([sdr%])|%/g;

/** `"%s" % value` */
export function filledByPercent(template: string, given: Value): string {
  const list = Array.isArray(given) ? [...given] : [given];
  return template.replace(percent, (_, name?: string, width?: string, kind?: string) => {
    if (kind === '%') return '%';
    const value = name !== undefined && given instanceof Map ? given.get(name) : list.shift();
    if (value === undefined || kind === undefined) throw new NotKnown();
    if (kind === 'd') return formatted(numberOf(value), width ?? '');
    return formatted(converted(value, kind), width ? `>${width}` : '');
  });
}

/** The methods of texts, by name. */
export const textMethods: Readonly<Record<string, (text: string, ...values: Value[]) => Value>> = {
  capitalize: (text) => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase(),
  casefold: (text) => text.toLowerCase(),
  count: (text, part) => text.split(textOf(part)).length - 1,
  endswith: (text, ends) => anyOf(ends).some((end) => text.endsWith(end)),
  find: (text, part) => text.indexOf(textOf(part)),
  isdigit: (text) => /^\d+$/.test(text),
  isupper: (text) => text !== text.toLowerCase() && text === text.toUpperCase(),
  islower: (text) => text !== text.toUpperCase() && text === text.toLowerCase(),
  join: (text, parts) => (Array.isArray(parts) ? parts.map(textOf).join(text) : unjoined()),
  ljust: (text, width, fill) => padded(text, numberOf(width!), { fill: fillOf(fill), align: '<' }),
  lower: (text) => text.toLowerCase(),
  lstrip: (text, signs) => text.replace(new RegExp(`^${anySign(signs)}+`), ''),
  partition: (text, by) => parted(text, textOf(by), text.indexOf(textOf(by))),
  removeprefix: (text, start) =>
    text.startsWith(textOf(start)) ? text.slice(textOf(start).length) : text,
  removesuffix: (text, end) =>
    isTruthy(end!) && text.endsWith(textOf(end)) ? text.slice(0, -textOf(end).length) : text,
  replace: (text, from, to) => text.replaceAll(textOf(from), () => textOf(to)),
  rjust: (text, width, fill) => padded(text, numberOf(width!), { fill: fillOf(fill), align: '>' }),
  rpartition: (text, by) => parted(text, textOf(by), text.lastIndexOf(textOf(by))),
  rstrip: (text, signs) => text.replace(new RegExp(`${anySign(signs)}+$`), ''),
  split: (text, by, most) => splitBy(text, by, most),
  splitlines: (text) => (text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/)),
  startswith: (text, starts) => anyOf(starts).some((start) => text.startsWith(start)),
  strip: (text, signs) =>
    text.replace(new RegExp(`^${anySign(signs)}+|${anySign(signs)}+$`, 'g'), ''),
  title: (text) =>
    text.replace(/\p{L}+/gu, (word) => word[0]!.toUpperCase() + word.slice(1).toLowerCase()),
  upper: (text) => text.toUpperCase(),
  zfill: (text, width) => text.padStart(numberOf(width!), '0'),
};

function unjoined(): never {
  throw new NotKnown();
}

const fillOf = (fill: Value | undefined): string => (fill === undefined ? ' ' : textOf(fill));

const anyOf = (value: Value | undefined): string[] =>
  Array.isArray(value) ? value.map(textOf) : [textOf(value)];

/** A class of the signs that `strip` takes away; blanks where none are given. */
const anySign = (signs: Value | undefined): string =>
  signs === undefined || signs === null
    ? String.raw`\s`
    : `(?:${[...textOf(signs)].map((sign) => sign.replace(/\W/, '\\$&')).join('|')})`;

function parted(text: string, by: string, at: number): Value {
  return Object.freeze(
    at === -1 ? [text, '', ''] : [text.slice(0, at), by, text.slice(at + by.length)],
  );
}

function splitBy(text: string, by: Value | undefined, most: Value | undefined): Value {
  const isBlank = by === undefined || by === null;
  if (isBlank && most !== undefined) throw new NotKnown();
  if (isBlank) return text.split(/\s+/).filter((part) => part !== '');
  const parts = text.split(textOf(by));
  const limit = most === undefined ? -1 : numberOf(most);
  if (limit < 0 || parts.length <= limit) return parts;
  return [...parts.slice(0, limit), parts.slice(limit).join(textOf(by))];
}
