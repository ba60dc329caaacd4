import { posix } from 'node:path';
import type { TemplateFunction } from './collections.ts';
import { textOf, unknown, type Value } from './values.ts';

/** The texts of all arguments, those in lists too; undefined where one is not known. */
function textsOf(args: readonly Value[]): string[] | undefined {
  const texts = args.flatMap((arg) => (Array.isArray(arg) ? arg : [arg])).map(textOf);
  return texts.includes(undefined) ? undefined : (texts as string[]);
}

/** The elements as one path, as `path.Join` makes it. */
const joined: TemplateFunction = (args) => {
  const filled = textsOf(args)?.filter((text) => text !== '');
  return filled === undefined ? unknown : filled.length === 0 ? '' : posix.join(...filled);
};

/** A base address and the elements of a path below it. */
const joinedUrl: TemplateFunction = (args) => {
  const [base = '', ...below] = textsOf(args) ?? [unknown];
  if (typeof base !== 'string') return unknown;
  const [, host = '', path = ''] = /^([a-z][\w+.-]*:\/\/[^/]*)?(.*)$/is.exec(base)!;
  const whole = joined([host && '/', path, ...(below as string[])]);
  return typeof whole === 'string' ? host + whole : unknown;
};

const onPath =
  (change: (path: string) => Value): TemplateFunction =>
  ([value = null]) => {
    const path = textOf(value);
    return path === undefined ? unknown : change(path);
  };

/** What stands in a set of signs is cut off at one end. */
const trimmed =
  (isStart: boolean): TemplateFunction =>
  ([signs = null, value = null]) => {
    const [cut, text] = [textOf(signs), textOf(value)];
    if (cut === undefined || text === undefined) return value;
    const letters = [...text];
    while (letters.length > 0 && cut.includes(letters.at(isStart ? 0 : -1)!))
      isStart ? letters.shift() : letters.pop();
    return letters.join('');
  };

export const pathFunctions: readonly (readonly [string, TemplateFunction])[] = [
  ['join', joined],
  ['joinpath', joinedUrl],
  ['base', onPath(posix.basename)],
  ['basename', onPath((path) => posix.basename(path, posix.extname(path)))],
  ['dir', onPath(posix.dirname)],
  ['ext', onPath(posix.extname)],
  ['trimleft', trimmed(true)],
  ['trimright', trimmed(false)],
];

/** Whether a file holds data that templates read: https://gohugo.io/functions/transform/unmarshal/ */
export const isDataFile = (name: string): boolean => /\.(?:csv|json|toml|tsv|ya?ml)$/i.test(name);
