import type { TemplateFunction } from './collections.ts';
import { Part, textOf, unknown, type Value } from './values.ts';

export const same: TemplateFunction = (args) => args.at(-1) ?? null;

/** A function of one text; the body of a shortcode passes through. */
export const onText =
  (change: (text: string) => Value): TemplateFunction =>
  (args) => {
    const value = args.at(-1) ?? null;
    const text = textOf(value);
    return text === undefined ? value : change(text);
  };

function printf([format = '', ...args]: readonly Value[]): Value {
  const [only] = args;
  if (format === '%s' && only instanceof Part) return only;
  let at = 0;
  let isKnown = true;
  const text = (textOf(format) ?? '').replace(verbs, (verb, width = '', digits?: string) => {
    if (verb === '%%') return '%';
    const value = args[at++] ?? null;
    const shown = textOf(value);
    isKnown &&= shown !== undefined;
    if (verb.endsWith('q')) return JSON.stringify(shown);
    const isFixed = typeof value === 'number' && verb.endsWith('f');
    const whole = isFixed ? value.toFixed(Number(digits ?? 6)) : (shown ?? '');
    return whole.padStart(Math.min(Number(width), 100), width.startsWith('0') ? '0' : ' ');
  });
  return isKnown ? text : unknown;
}

/** `%s`, `%05d`, `%.2f` */
const verbs = /%(?:%|[#+]*(\d*)(?:\.(\d{1,2}))?[a-z])/g;

/** `truncate LENGTH [ELLIPSIS] TEXT`: whole words, and a sign for what is left out. */
function truncate([size = null, ...rest]: readonly Value[]): Value {
  const text = textOf(rest.at(-1));
  const ellipsis = rest.length > 1 ? (textOf(rest[0]) ?? '') : ' …';
  if (typeof size !== 'number' || text === undefined) return unknown;
  const letters = [...text];
  if (letters.length <= size) return text;
  const part = letters.slice(0, size + 1).join('');
  const whole = part.replace(/\s+\S*$/, '');
  return (whole === part ? letters.slice(0, size).join('') : whole) + ellipsis;
}

const countOf = (text: string, pattern: RegExp): number => (text.match(pattern) ?? []).length;

function replace(args: readonly Value[]): Value {
  const [text, from, to] = args.map((arg) => textOf(arg));
  if (text === undefined || from === undefined || to === undefined) return args[0] ?? unknown;
  return text.replaceAll(from, to);
}

/** A test of two texts. */
const onTexts =
  (test: (text: string, other: string) => Value): TemplateFunction =>
  (args) => {
    const [text, other] = args.map((arg) => textOf(arg));
    return text === undefined || other === undefined ? unknown : test(text, other);
  };

/** `substr TEXT START [LENGTH]`, `slicestr TEXT START [END]`: some letters of a text. */
const lettersOf =
  (isEnd: boolean): TemplateFunction =>
  ([value = null, start = null, last]) => {
    const text = textOf(value);
    const from = Number(textOf(start));
    const to = last === undefined ? undefined : Number(textOf(last)) - (isEnd ? from : 0);
    if (text === undefined || Number.isNaN(from) || Number.isNaN(to)) return unknown;
    return [...text].slice(from).slice(0, to).join('');
  };

/** The parts of an address, as `urls.Parse` names them. */
function parsedUrl(url: string): Value {
  const parts = /^(?:([a-z][\w+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is;
  const [, scheme = '', host = '', path = '', query = '', fragment = ''] = parts.exec(url) ?? [];
  const texts = {
    String: url,
    Scheme: scheme,
    Host: host,
    Path: path,
    RawQuery: query,
    Fragment: fragment,
  };
  return new Map<string, Value>([...Object.entries(texts), ['IsAbs', scheme !== '']]);
}

const humanize = (text: string) => {
  const words = text.replace(/[-_]+/g, ' ').toLowerCase().trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const slug = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replace(/\s+/g, '-');

export const textFunctions: readonly (readonly [string, TemplateFunction])[] = [
  [
    'print',
    (args) => (args.length === 1 ? same(args) : printf([args.map(() => '%v').join(''), ...args])),
  ],
  ['println', (args) => printf([`${args.map(() => '%v').join(' ')}\n`, ...args])],
  ['printf', printf],
  ...['lower', 'tolower'].map((name) => [name, onText((text) => text.toLowerCase())] as const),
  ...['upper', 'toupper'].map((name) => [name, onText((text) => text.toUpperCase())] as const),
  [
    'title',
    onText((text) => text.replace(/(?<![\p{L}'])\p{Ll}/gu, (letter) => letter.toUpperCase())),
  ],
  ['anchorize', onText(slug)],
  ['urlize', onText(slug)],
  ['trimspace', onText((text) => text.trim())],
  ['trim', ([value = null]) => onText((text) => text.trim())([value])],
  ['replace', replace],
  ['substr', lettersOf(false)],
  ['slicestr', lettersOf(true)],
  ['humanize', onText(humanize)],
  ['firstupper', onText((text) => text.charAt(0).toUpperCase() + text.slice(1))],
  ['countwords', onText((text) => countOf(text, /\S+/g))],
  ['countrunes', onText((text) => countOf(text, /\S/gu))],
  ['runecount', onText((text) => [...text].length)],
  ['count', onTexts((part, text) => text.split(part).length - 1)],
  [
    'repeat',
    ([count = null, text = null]) =>
      typeof count === 'number' && count >= 0 && count <= 1000
        ? onText((one) => one.repeat(count))([text])
        : unknown,
  ],
  ['truncate', truncate],
  ['parse', onText(parsedUrl)],
  ['hasprefix', onTexts((text, other) => text.startsWith(other))],
  ['hassuffix', onTexts((text, other) => text.endsWith(other))],
  ['split', onTexts((text, other) => text.split(other))],
  ['trimprefix', onTexts((start, text) => text.slice(text.startsWith(start) ? start.length : 0))],
  [
    'trimsuffix',
    onTexts((end, text) => (text.endsWith(end) ? text.slice(0, text.length - end.length) : text)),
  ],
  ['contains', onTexts((text, other) => text.includes(other))],
];
