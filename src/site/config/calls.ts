import { dirname, posix } from 'node:path';
import { asCopy, copyInto, noteOrigin, placeOf } from '../../static/origin.ts';
import { calledBy, describeCall } from '../../static/place.ts';
import type { CallNode } from '../../static/scope.ts';
import { Callable, resultOf, Unset, unknown } from '../../static/value.ts';
import { isObject, type Place, type StaticData, type StaticObject, Unknown } from './values.ts';

/** A name that is imported from a package; packages are not read. */
export class Foreign extends Unknown {
  readonly name: string;

  constructor(place: Place, name: string, specifier: string) {
    super(place, `${name} of the package ${specifier}`);
    this.name = name;
  }
}

/** The result of a call that could not be followed. */
export class UnknownCall extends Unknown {
  /** The function as it is written, such as `docs.toFumadocsSource`. */
  readonly callee: string;
  readonly args: readonly StaticData[];

  constructor(place: Place, callee: string, args: readonly StaticData[]) {
    super(place, describeCall(callee));
    this.callee = callee;
    this.args = args;
  }
}

/** A call of a function that the project does not define. */
interface ForeignCall {
  node: CallNode;
  place: Place;
  /** Absolute path of the module. */
  file: string;
  /** What the function itself is. */
  callee: StaticData;
  args: readonly StaticData[];
  /** Whether there is a file or folder at an absolute path. */
  exists: (path: string) => boolean;
}

/** What a call gives: of functions of Node their result, of those of packages an argument. */
export function called(call: ForeignCall): StaticData {
  const { node, file, callee, args } = call;
  const name = calledBy(node.callee);
  if (node.type === 'NewExpression') return (name === 'URL' && urlPath(args)) || unknown;
  // Tools run in the folder of their configuration.
  if (name === 'process.cwd' && /\.config\.[cm]?[jt]s$/.test(file)) return slashed(dirname(file));
  if (/^(?:fs\.)?existsSync$/.test(name)) {
    const [path] = args;
    if (typeof path !== 'string') return unknown;
    return call.exists(posix.resolve(slashed(dirname(file)), slashed(path)));
  }
  const made = Object.hasOwn(nodeFunctions, name) ? nodeFunctions[name]!(args) : undefined;
  if (made !== undefined) return made;
  if (callee instanceof Unset) return callee;
  return ofList.test(name) ? new UnknownCall(call.place, name, args) : given(name, call);
}

/** Methods of lists, which give nothing of a list that is not known. */
const ofList = /\.(?:filter|find|flatMap|map|reduce)$/;

/** The argument that counts as the result of a package's function: the object of `defineConfig({ … })`. */
function given(called: string, { place, callee, args }: ForeignCall): StaticData {
  const call = called.slice(called.lastIndexOf('.') + 1);
  const configured = args.find((arg) => isObject(arg) || arg instanceof Callable);
  const inner = resultOf(configured);
  if (isObject(inner)) {
    const result: StaticObject = new Map();
    const wrapper = isObject(callee) && { wrapper: callee };
    Object.assign(noteOrigin(result, placeOf(inner) ?? place), { call, given: args, ...wrapper });
    // `withPreset(ours, theirs)`: what the first does not state, the others do.
    for (const arg of args.toReversed())
      if (arg !== configured && isObject(arg)) copyInto(result, arg);
    copyInto(result, inner);
    return result;
  }
  const list = args.find((arg) => Array.isArray(arg));
  if (list !== undefined) {
    // A copy: the same list may be given to several functions.
    const copy = [...list];
    noteOrigin(copy, place);
    return asCopy(copy, placeOf(list) ? list : copy, { call, given: args });
  }
  // A plugin without options, or either call of `withNextra()({ … })`.
  if (args.length === 0 && (callee instanceof Foreign || isObject(callee))) {
    const result: StaticObject = new Map();
    const wrapper = isObject(callee) && { wrapper: callee };
    Object.assign(noteOrigin(result, place), { call, ...wrapper });
    return result;
  }
  return new UnknownCall(place, called, args);
}

/** Paths are joined as on every platform; configuration names them with forward slashes. */
export const slashed = (path: string): string => path.replaceAll('\\', '/');

type NodeFunction = (args: readonly StaticData[]) => StaticData;

const ofTexts =
  (work: (...texts: string[]) => string | undefined): NodeFunction =>
  (args) =>
    args.every((arg) => typeof arg === 'string') ? work(...args.map(slashed)) : undefined;

const first: NodeFunction = ([value]) => value;
const join = ofTexts((...parts) => posix.join(...parts));
const resolve = ofTexts((...parts) => posix.resolve(...parts));
const folderOf: NodeFunction = ([path]) =>
  typeof path === 'string' ? posix.dirname(slashed(path)) : undefined;

/** A relative path counts from the folder of the configuration, in which every tool is run. */
const relative = ofTexts((from = '', to = '') => {
  if (posix.isAbsolute(from) === posix.isAbsolute(to))
    return posix.relative(posix.join('/', from), posix.join('/', to));
  return posix.isAbsolute(from) ? posix.normalize(to) : undefined;
});

/** `new URL('./a', import.meta.url)`, as the path that it is of. */
function urlPath([path, base]: readonly StaticData[]): StaticData {
  if (typeof path !== 'string' || typeof base !== 'string') return path;
  return posix.resolve(posix.dirname(slashed(base)), path);
}

/** Functions of Node, by the names under which configurations call them. */
const nodeFunctions: Readonly<Record<string, NodeFunction>> = {
  dirname: folderOf,
  fileURLToPath: first,
  // Of `vuepress/utils`.
  getDirname: folderOf,
  join,
  'path.dirname': folderOf,
  'path.join': join,
  'path.posix.join': join,
  'path.relative': relative,
  'path.resolve': resolve,
  relative,
  'require.resolve': first,
  resolve,
  'url.fileURLToPath': first,
};
