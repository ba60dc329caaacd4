import { collectionFunctions, plain, type TemplateFunction } from './collections.ts';
import { pathFunctions } from './paths.ts';
import {
  add,
  DataPath,
  dataAt,
  isTrue,
  onAll,
  Part,
  textOf,
  type Use,
  unknown,
  type Value,
} from './values.ts';

/** Names of functions that print another template. */
export const isPartial = /^(?:partial(?:Cached)?|template)$|\.Include(?:Cached)?$/;
/** Actions that print nothing, and icons. */
export const isSilent =
  /^(?:error|warn)(?:id)?f\b|\.(?:Set|Add|Delete|SetInMap|DeleteInMap)\b|icon|svg/i;

const same: TemplateFunction = (args) => args.at(-1) ?? null;

/** A function of one text; the body of a shortcode passes through. */
const onText =
  (change: (text: string) => Value): TemplateFunction =>
  (args) => {
    const value = args.at(-1) ?? null;
    const text = textOf(value);
    return text === undefined ? value : change(text);
  };

const markdown: TemplateFunction = (args) => {
  const value = args.at(-1) ?? null;
  if (value instanceof Part) return new Part(value.source, 'markdown');
  const text = textOf(value);
  return text === undefined ? value : new Part({ text }, 'markdown');
};

/** The page that `ref . "page.md"` or `ref . (dict "path" "page.md")` names; links to it are followed later. */
const pagePath: TemplateFunction = (args) => {
  const last = args.at(-1) ?? null;
  const path = textOf(last instanceof Map ? (last.get('path') ?? null) : last);
  return path ? path.trim().replaceAll(' ', '%20') : unknown;
};

/** What is not escaped where it is printed. */
const html: TemplateFunction = (args) => {
  const value = args.at(-1) ?? null;
  return typeof value === 'string' && value.includes('<')
    ? new Part({ text: value }, 'html')
    : value;
};

const highlight: TemplateFunction = ([value = null, language = null]) => {
  const lang = textOf(language);
  if (value instanceof Part) return new Part(value.source, 'code', lang);
  const text = textOf(value);
  return text === undefined ? unknown : new Part({ text }, 'code', lang);
};

const first = (args: readonly Value[], wanted: boolean): Value => {
  for (const arg of args) {
    const truth = isTrue(arg);
    if (truth === undefined) return unknown;
    if (truth === wanted) return arg;
  }
  return args.at(-1) ?? null;
};

const compare = (args: readonly Value[], isEqual: boolean): Value => {
  const [left, ...rights] = args.map(plain);
  if (left === unknown || rights.includes(unknown)) return unknown;
  const found = rights.some((right) => right === left);
  return isEqual ? found : !found;
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

/** How long a list, a map or a text is; a text in bytes, as in Go. */
function length([value = null]: readonly Value[]): Value {
  if (Array.isArray(value)) return value.length;
  if (value instanceof Map) return value.size;
  return typeof value === 'string' ? Buffer.byteLength(value) : unknown;
}

/** A comparison of two numbers; texts are not compared. */
const onNumbers =
  (test: (left: number, right: number) => boolean): TemplateFunction =>
  ([left = null, right = null]) =>
    typeof left === 'number' && typeof right === 'number' ? test(left, right) : unknown;

function substr([value = null, start = null, length]: readonly Value[]): Value {
  const letters = [...(textOf(value) ?? '')];
  const from = Number(textOf(start));
  const to = length === undefined ? undefined : Number(textOf(length));
  if (textOf(value) === undefined || Number.isNaN(from) || Number.isNaN(to)) return unknown;
  const rest = letters.slice(from);
  return rest.slice(0, to).join('');
}

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

/** The functions that are known, by their names without namespace. */
const functions = new Map<string, TemplateFunction>([
  ['or', (args) => first(args, true)],
  ['and', (args) => first(args, false)],
  ['not', ([value = null]) => (isTrue(value) === undefined ? unknown : !isTrue(value))],
  ['default', ([fallback = null, value = null]) => first([value, fallback], true)],
  ['cond', ([test = null, yes = null, no = null]) => pick(test, yes, no)],
  ['eq', (args) => compare(args, true)],
  ['ne', (args) => compare(args, false)],
  [
    'print',
    (args) => (args.length === 1 ? same(args) : printf([args.map(() => '%v').join(''), ...args])),
  ],
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
  ...collectionFunctions,
  ...pathFunctions,
  ['substr', substr],
  ['humanize', onText(humanize)],
  ['parse', onText(parsedUrl)],
  ['hasprefix', onTexts((text, other) => text.startsWith(other))],
  ['hassuffix', onTexts((text, other) => text.endsWith(other))],
  ['split', onTexts((text, other) => text.split(other))],
  ['markdownify', markdown],
  ['renderstring', markdown],
  ['trimprefix', onTexts((start, text) => text.slice(text.startsWith(start) ? start.length : 0))],
  [
    'trimsuffix',
    onTexts((end, text) => (text.endsWith(end) ? text.slice(0, text.length - end.length) : text)),
  ],
  ['len', length],
  ['ismap', ([value = null]) => (value === unknown ? unknown : value instanceof Map)],
  ['isslice', ([value = null]) => (value === unknown ? unknown : Array.isArray(value))],
  ['ge', onNumbers((left, right) => left >= right)],
  ['gt', onNumbers((left, right) => left > right)],
  ['le', onNumbers((left, right) => left <= right)],
  ['lt', onNumbers((left, right) => left < right)],
  ['add', add],
  ['sub', onAll((left, right) => left - right)],
  ['mul', onAll((left, right) => left * right)],
  ['div', onAll((a, b) => ([a, b].every(Number.isInteger) ? Math.trunc(a / b) : a / b))],
  ['mod', onAll((left, right) => left % right)],
  ['int', onText((text) => (/^-?\d+$/.test(text) ? Number(text) : unknown))],
  ['contains', onTexts((text, other) => text.includes(other))],
  // Sites are published as production; nothing tells what else is set.
  ['getenv', onText((name) => (/^HUGO_ENV(?:IRONMENT)?$/.test(name) ? 'production' : ''))],
  ['highlight', highlight],
  ['ref', pagePath],
  ['relref', pagePath],
  ['safehtml', html],
  ['html', html],
  ...'htmlEscape htmlUnescape plainify safeURL safeCSS CSS safeJS safeHTMLAttr URL string ToString relURL absURL relLangURL absLangURL emojify chomp'
    .split(' ')
    .map((name) => [name.toLowerCase(), same] as const),
]);

function pick(test: Value, yes: Value, no: Value): Value {
  const truth = isTrue(test);
  return truth === undefined ? unknown : truth ? yes : no;
}

/** The result of a function; `unknown` for those that are not known. */
export function callFunction(name: string, args: readonly Value[]): Value {
  const plainName = name.split('.').at(-1)?.toLowerCase() ?? '';
  const call = functions.get(plainName);
  return call === undefined ? unknown : call(args);
}

/** What a function gives that asks the site; undefined for others. */
export function askSite(name: string, args: readonly Value[], use: Use): Value | undefined {
  const [from, ...keys] = args;
  const last = textOf(args.at(-1)) ?? '';
  switch (name.toLowerCase().split('.').at(-1)) {
    case 'getpage':
      return last === '' ? unknown : (use.otherPage(last) ?? null);
    case 'readfile':
      return use.file(last) ?? unknown;
    case 'unmarshal':
      return use.parsed(last);
    case 'index':
      if (!(from instanceof DataPath)) return undefined;
      return dataAt([...from.keys, ...keys.flat().map((key) => textOf(key as Value) ?? '')], use);
    default:
      return undefined;
  }
}
