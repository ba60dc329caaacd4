import { posix } from 'node:path';
import { Callable, isScalar, unknown, type Value, type ValueMap } from '../static/value.ts';
import type { Reader } from './reader.ts';

/** A function of texts; unknown where one of them is. */
const textual = (give: (...texts: string[]) => Value): Callable =>
  new Callable((args) => (args.every(isScalar) ? give(...args.map(String)) : unknown));

/** The working directory of a build is the folder of the site: paths in it are relative to that. */
export const workingFolder = '';

const { basename, dirname, extname, join, normalize } = posix;
const resolve = (...parts: string[]): string =>
  join(...parts.slice(Math.max(0, parts.findLastIndex(posix.isAbsolute))));

const pathModule: ValueMap = new Map<string, Value>([
  ...Object.entries({ basename, dirname, extname, join, normalize, resolve }).map(
    ([name, give]): [string, Value] => [name, textual(give as (...texts: string[]) => string)],
  ),
  ['sep', '/'],
]);

/** The text of a file that a component shows, as `fs` would read it when the site is built. */
function fileModule({ host }: Reader): ValueMap {
  const read = textual((path) => {
    const included = host.include(`/${path}`.replace(/^\/{2,}/, '/'), host.path);
    return included.ok ? included.text : unknown;
  });
  const module: ValueMap = new Map([
    ['readFile', read],
    ['readFileSync', read],
  ]);
  return module.set('promises', new Map(module));
}

/** What a module of Node gives: of `fs` only what reads a text, of `path` what works on texts. */
export function nodeExport(specifier: string, name: string, reader: Reader): Value {
  const of = /^(?:node:)?(fs|fs\/promises|path|path\/posix)$/.exec(specifier)?.[1];
  if (of === undefined) return undefined;
  const module = of.startsWith('path') ? pathModule : fileModule(reader);
  return name === 'default' || name === '*' ? module : (module.get(name) ?? unknown);
}
