import { dirname, posix } from 'node:path';
import {
  assign,
  isObject,
  noteOrigin,
  Pattern,
  placeOf,
  type StaticData,
  type StaticObject,
} from './values.ts';

/** Longer texts and lists are not configuration. */
const maxLength = 1_000_000;

/** Paths are joined as on every platform; configuration names them with forward slashes. */
const slashed = (path: string) => path.replaceAll('\\', '/');

/** The value of a name that every module has; undefined for other names. */
export function globalValue(name: string, file: string): StaticData {
  if (name === '__dirname') return slashed(dirname(file));
  if (name === '__filename') return slashed(file);
  return undefined;
}

const texts = (args: readonly StaticData[]) => args.every((arg) => typeof arg === 'string');

type Builtin = (args: readonly StaticData[]) => StaticData | undefined;

const joined: Builtin = (args) => (texts(args) ? posix.join(...(args as string[])) : undefined);
const resolved: Builtin = (args) =>
  texts(args) ? posix.resolve(...(args as string[]).map(slashed)) : undefined;
const first: Builtin = (args) => args[0];
const ofObject = (read: (value: StaticObject) => StaticData[]): Builtin => {
  return ([value]) => (isObject(value) ? read(value) : undefined);
};

/** A relative path counts from the folder of the configuration, in which every tool is run. */
const relativePath: Builtin = ([from, to]) => {
  if (typeof from !== 'string' || typeof to !== 'string') return undefined;
  const [start, end] = [slashed(from), slashed(to)];
  if (posix.isAbsolute(start) === posix.isAbsolute(end)) {
    return posix.relative(posix.join('/', start), posix.join('/', end));
  }
  return posix.isAbsolute(start) ? posix.normalize(end) : undefined;
};

const folderOf: Builtin = ([path]) =>
  typeof path === 'string' ? posix.dirname(slashed(path)) : undefined;

const builtins: Readonly<Record<string, Builtin>> = {
  'Array.from': ([value]) => (Array.isArray(value) ? [...value] : undefined),
  'Object.assign': (args) => {
    const result: StaticObject = new Map();
    noteOrigin(result, placeOf(args[0]) ?? { file: '', line: 1 });
    for (const arg of args) if (isObject(arg)) assign(result, arg);
    return result;
  },
  'Object.entries': ofObject((value) => [...value]),
  'Object.freeze': first,
  'Object.fromEntries': ([value]) => {
    if (!Array.isArray(value)) return undefined;
    const result: StaticObject = new Map();
    for (const entry of value) {
      if (!Array.isArray(entry) || typeof entry[0] !== 'string') return undefined;
      result.set(entry[0], entry[1]);
    }
    return result;
  },
  'Object.keys': ofObject((value) => [...value.keys()]),
  'Object.values': ofObject((value) => [...value].map(([, inner]) => inner)),
  String: ([value]) => (typeof value === 'string' ? value : undefined),
  dirname: folderOf,
  fileURLToPath: first,
  // Of `vuepress/utils`.
  getDirname: folderOf,
  join: joined,
  'new URL': ([path, base]) => {
    if (typeof path !== 'string' || typeof base !== 'string') return path;
    return posix.resolve(posix.dirname(slashed(base)), path);
  },
  'path.dirname': folderOf,
  'path.join': joined,
  'path.posix.join': joined,
  'path.relative': relativePath,
  'path.resolve': resolved,
  relative: relativePath,
  'require.resolve': first,
  resolve: resolved,
  'url.fileURLToPath': first,
};

/** The result of a function of JavaScript or Node; undefined for all others. */
export function callBuiltin(name: string, args: readonly StaticData[]): StaticData {
  return Object.hasOwn(builtins, name) ? builtins[name]!(args) : undefined;
}

export interface MethodCall {
  args: readonly StaticData[];
  /** Applies a function of the configuration. */
  apply(callee: StaticData, args: StaticData[]): StaticData;
}

/** The result of a method of texts and lists; undefined for what is not known. */
export function callMethod(owner: StaticData, name: string, call: MethodCall): StaticData {
  if (typeof owner === 'string') return textMethod(owner, name, call.args);
  if (Array.isArray(owner)) return listMethod(owner, name, call);
  return undefined;
}

function textMethod(owner: string, name: string, args: readonly StaticData[]): StaticData {
  if (owner.length > maxLength) return undefined;
  const [a, b] = args;
  const numbers = args.every((arg) => typeof arg === 'number');
  if (name === 'toString') return owner;
  if (name === 'trim') return owner.trim();
  if (name === 'toLowerCase') return owner.toLowerCase();
  if (name === 'toUpperCase') return owner.toUpperCase();
  if (name === 'slice' && numbers) return owner.slice(a as number, b as number);
  if (name === 'replace' && a instanceof Pattern && typeof b === 'string') {
    return replaced(owner, a, b);
  }
  if (typeof a !== 'string') return undefined;
  if (name === 'split') return owner.split(a);
  if (name === 'startsWith') return owner.startsWith(a);
  if (name === 'endsWith') return owner.endsWith(a);
  if (name === 'includes') return owner.includes(a);
  if (name === 'concat') return owner + a;
  if (typeof b !== 'string' || owner.length * b.length > maxLength) return undefined;
  if (name === 'replace') return owner.replace(a, () => b);
  return name === 'replaceAll' ? owner.replaceAll(a, () => b) : undefined;
}

function listMethod(owner: StaticData[], name: string, { args, apply }: MethodCall): StaticData {
  const [a, b] = args;
  const each = () => owner.map((item, at) => apply(a, [item, at]));
  if (owner.length > maxLength / 10) return undefined;
  switch (name) {
    case 'map':
      return each();
    case 'flatMap':
      return each().flat();
    case 'filter':
      return owner.filter((item, at) => isTrue(a, apply, [item, at]));
    case 'find':
      return owner.find((item, at) => isTrue(a, apply, [item, at]));
    case 'concat':
      return [...owner, ...args.flat()];
    case 'flat':
      return owner.flat();
    case 'slice':
      return owner.slice(a as number | undefined, b as number | undefined);
    case 'reverse':
    case 'toReversed':
      return [...owner].reverse();
    case 'at':
      return typeof a === 'number' ? owner.at(a) : undefined;
    case 'includes':
      return owner.includes(a);
    case 'join':
      return owner.every((item) => typeof item === 'string') && typeof a === 'string'
        ? owner.join(a)
        : undefined;
    default:
      return undefined;
  }
}

// `filter(Boolean)` names no function of the configuration.
function isTrue(test: StaticData, apply: MethodCall['apply'], args: StaticData[]): boolean {
  const result = apply(test, args);
  return typeof result === 'object' && result !== null ? Boolean(args[0]) : Boolean(result);
}

/** Longer expressions and texts are not those of paths and addresses. */
const longestSource = 200;
const longestText = 500;
/** Of parts that repeat as often as they like, each multiplies the steps by the length of the text. */
const mostRepeats = 2;
/** Of parts that may be missing or be one of several, each doubles them. */
const mostChoices = 4;
/** What repeats up to so often counts as a choice. */
const fewTimes = 4;

/** One piece of an expression: a class, an escape, a group's parenthesis, a quantifier, or a character. */
const piece = /\[(?:\\.|[^\]\\])*\]|\\.|\((?:\?[:<=!]*)?|\{\d*,?\d*\}|[\s\S]/g;

/**
 * What `text.replace(pattern, by)` gives for a pattern that is soon done with: nothing repeats within
 * what repeats, and nothing looks ahead or back. Undefined for all others.
 *
 * @example
 * replaced('blog/2024-01-a.md', new Pattern(place, { pattern: '^blog/(\\d+)-', flags: '' }), '$1/');
 * // '2024/01-a.md'
 */
export function replaced(text: string, { source, flags }: Pattern, by: string): string | undefined {
  if (text.length > longestText || !isSimple(source) || !/^[gimsu]*$/.test(flags)) return undefined;
  try {
    return text.replace(new RegExp(source, flags), by);
  } catch {
    return undefined;
  }
}

function isSimple(source: string): boolean {
  if (source.length > longestSource) return false;
  // One that may begin anywhere is tried at each place of the text.
  let repeats = source.startsWith('^') ? 0 : 1;
  let choices = 0;
  let before = '';
  for (const [part] of source.matchAll(piece)) {
    const isAhead = /^\(\?/.test(part) && part !== '(?:';
    if (isAhead || /^\\[1-9k]/.test(part) || (isQuantifier(part) && before === ')')) return false;
    const isLazy = part === '?' && isQuantifier(before);
    if (/^[*+]$/.test(part)) repeats++;
    else if (part === '|' || (part === '?' && !isLazy)) choices++;
    else if (isQuantifier(part) && !isLazy) {
      const [, least = '', comma, most = ''] = /^\{(\d*)(,?)(\d*)\}$/.exec(part)!;
      const isFixed = comma === '' && Number(least) <= longestSource;
      if (!isFixed && most !== '' && Number(most) <= fewTimes) choices++;
      else if (!isFixed) repeats++;
    }
    before = isLazy ? '' : part;
  }
  return repeats <= mostRepeats && choices <= mostChoices;
}

const isQuantifier = (part: string) => /^(?:[*+?]|\{\d+(?:,\d*)?\})$/.test(part);
