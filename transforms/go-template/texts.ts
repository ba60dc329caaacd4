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
  const text = (textOf(format) ?? '').replace(/%(?:%|[#+\d.]*[a-z])/g, (verb) => {
    if (verb === '%%') return '%';
    const value = textOf(args[at++]);
    isKnown &&= value !== undefined;
    return verb.endsWith('q') ? JSON.stringify(value) : (value ?? '');
  });
  return isKnown ? text : unknown;
}

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
