import { stringify } from 'smol-toml';
import { loadYaml } from '../../src/document/yaml-data.ts';
import { isRecord } from '../../src/is-record.ts';
import { collectionFunctions, plain, type TemplateFunction } from './collections.ts';
import { asTime, formatDate } from './dates.ts';
import { pathFunctions } from './paths.ts';
import { onText, same, textFunctions } from './texts.ts';
import { isTrue, itemsOf, Part, textOf, unknown, type Value } from './values.ts';

/** `transform.Remarshal "yaml" DATA`: the data as a text, its keys in order. */
const remarshal = ([format = null, value = null]: readonly Value[]): Value => {
  const data = plainData(value);
  if (!isRecord(data)) return unknown;
  switch (textOf(format)?.toLowerCase()) {
    case 'yaml':
      return loadYaml().stringify(data, { lineWidth: 0, sortMapEntries: true });
    case 'json':
      return JSON.stringify(data, undefined, 3);
    case 'toml':
      return stringify(data);
    default:
      return unknown;
  }
};

/** `jsonify [(dict "indent" "  ")] DATA` */
const jsonify: TemplateFunction = (args) => {
  const [options = null] = args.length > 1 ? args : [];
  const indent = options instanceof Map ? textOf(options.get('indent') as Value) : undefined;
  const data = plainData(args.at(-1) ?? null);
  return data === undefined ? unknown : JSON.stringify(data, undefined, indent);
};

/** What a value holds as data, with the keys of maps in order; undefined where something of it is not known. */
function plainData(value: Value): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: Value) => plainData(item));
    return items.includes(undefined) ? undefined : items;
  }
  if (!(value instanceof Map))
    return typeof value === 'object' && value !== null ? undefined : value;
  const entries = itemsOf(value).map(([key, item]) => [key, plainData(item)] as const);
  return entries.some(([, item]) => item === undefined) ? undefined : Object.fromEntries(entries);
}

/** Arithmetic from left to right. */
const onAll =
  (sum: (left: number, right: number) => number): TemplateFunction =>
  (args) => {
    const isKnown = args.length > 1 && args.every((arg) => typeof arg === 'number');
    const result = isKnown ? (args as readonly number[]).reduce(sum) : Number.NaN;
    return Number.isFinite(result) ? result : unknown;
  };

const sum = onAll((left, right) => left + right);

/** Numbers are added, texts put together: https://gohugo.io/functions/math/add/ */
const add: TemplateFunction = (args) => {
  const isText = args.length > 1 && args.every((arg) => typeof arg === 'string');
  return isText ? args.join('') : sum(args);
};

const remainder = onAll((left, right) => left % right);

const onNumber =
  (change: (value: number) => number): TemplateFunction =>
  ([value = null]) =>
    typeof value === 'number' ? change(value) : unknown;

/** Names of functions that print another template. */
export const isPartial = /^(?:partial(?:Cached)?|template)$|\.Include(?:Cached)?$/;
/** Actions that print nothing, and icons. */
export const isSilent =
  /^(?:error|warn)(?:id)?f\b|\.(?:Set|Add|Delete|SetInMap|DeleteInMap)\b|icon|svg/i;

const markdown: TemplateFunction = (args) => {
  const value = args.at(-1) ?? null;
  if (value instanceof Part)
    return value.as === 'markdown' ? value : new Part(value.source, 'markdown');
  const text = textOf(value);
  return text === undefined ? value : new Part({ text }, 'markdown');
};

/** The page that `ref . "page.md"` or `ref . (dict "path" "page.md")` names; links to it are followed later. */
const pagePath: TemplateFunction = (args) => {
  const last = args.at(-1) ?? null;
  const path = textOf(last instanceof Map ? (last.get('path') ?? null) : last);
  return path ? path.trim().replaceAll(' ', '%20') : unknown;
};

/** Whole attributes, as `printf "href=%q"` makes them. */
const attributes: TemplateFunction = (args) => {
  const text = textOf(args.at(-1) ?? null);
  return text === undefined || /[<>]/.test(text)
    ? (args.at(-1) ?? null)
    : new Part({ text }, 'html');
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

/** The functions that are known, by their names without namespace. */
const functions = new Map<string, TemplateFunction>([
  ['or', (args) => first(args, true)],
  ['and', (args) => first(args, false)],
  ['not', ([value = null]) => (isTrue(value) === undefined ? unknown : !isTrue(value))],
  ['default', ([fallback = null, value = null]) => first([value, fallback], true)],
  ['cond', ([test = null, yes = null, no = null]) => pick(test, yes, no)],
  ['eq', (args) => compare(args, true)],
  ['ne', (args) => compare(args, false)],
  ...collectionFunctions,
  ...pathFunctions,
  ...textFunctions,
  ['remarshal', remarshal],
  ['jsonify', jsonify],
  ['markdownify', markdown],
  ['renderstring', markdown],
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
  ['mod', remainder],
  ['modbool', (args) => compare([remainder(args), 0], true)],
  ['max', onAll((left, right) => Math.max(left, right))],
  ['min', onAll((left, right) => Math.min(left, right))],
  ['round', onNumber(Math.round)],
  ['floor', onNumber(Math.floor)],
  ['ceil', onNumber(Math.ceil)],
  ['float', onText((text) => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : unknown))],
  ['int', onText((text) => (/^-?\d+$/.test(text) ? Number(text) : unknown))],
  // Sites are published as production; nothing tells what else is set.
  ['getenv', onText((name) => (/^HUGO_ENV(?:IRONMENT)?$/.test(name) ? 'production' : ''))],
  ['time', asTime],
  ['astime', asTime],
  ['format', formatDate],
  ['dateformat', formatDate],
  ['highlight', highlight],
  ['ref', pagePath],
  ['relref', pagePath],
  ['safehtml', html],
  ['html', html],
  ['safehtmlattr', attributes],
  ...'htmlEscape htmlUnescape plainify safeURL safeCSS CSS safeJS URL string ToString emojify chomp'
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
