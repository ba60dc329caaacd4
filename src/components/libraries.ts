import { posix } from 'node:path';
import { known } from '../static/globals.ts';
import { memberOf } from '../static/members.ts';
import {
  Callable,
  fn,
  isScalar,
  Missing,
  nowhere,
  unknown,
  type Value,
  type ValueMap,
} from '../static/value.ts';
import { pascalCase } from './component.ts';
import { Library } from './content.ts';
import { elementOf, nodesOf } from './emit.ts';
import { Partial } from './partial.ts';
import type { Reader } from './reader.ts';

/** `React.createElement(type, props, ...children)`: https://react.dev/reference/react/createElement */
export function createElement(reader: Reader): Callable {
  return new Callable(([type, given, ...children]) => {
    const props: ValueMap = new Map(given instanceof Map ? given : []);
    if (type instanceof Partial) return reader.content([type.element(props)]);
    const { emitter } = reader;
    const nodes = children.flatMap((child) => nodesOf(child, () => 'children', emitter));
    if (type instanceof Callable) {
      const slots = new Map<string, Value>(
        nodes.length > 0 ? [['default', reader.children(nodes)]] : [],
      );
      return reader.render(type, props, slots);
    }
    return isScalar(type)
      ? reader.content([elementOf(String(type), props, nodes, emitter)])
      : unknown;
  });
}

const textBefore = /::?before\s*\{[^{}]{0,500}?\bcontent:\s*(["'])(.+?)\1/;
/** `\2713`, which CSS reads as a sign. */
const escaped = /\\([\da-f]{1,5})[ ]?/gi;
const signOf = (_: string, code: string) => String.fromCodePoint(Number.parseInt(code, 16));

/**
 * `styled.td` and `styled(Cell)`, with a template or an object of styles: that element or component.
 * What begins with `$` is for the styles alone, and `as` says what stands in its place:
 * https://styled-components.com/docs/api#transient-props, https://styled-components.com/docs/api#as-polymorphic-prop
 * An empty element shows the text that its styles put before it.
 */
export function styled(reader: Reader): Callable {
  const create = createElement(reader);
  const element = (name: Value, styles: Value): Callable =>
    fn((given) => {
      const props = [...(given instanceof Map ? given : [])];
      const kept = new Map(props.filter(([key]) => !key.startsWith('$') && key !== 'as'));
      const as = new Map(props).get('as');
      const shown = isScalar(as) || as instanceof Callable ? as : name;
      const before = textBefore.exec(String(styles))?.[2]?.replace(escaped, signOf);
      const content = kept.get('children') ?? before;
      return create.call([shown, kept, content], undefined);
    });
  const makerOf = (target: Value): Callable => {
    const maker = fn((styles) => (isScalar(target) ? element(target, styles) : target));
    const same = fn(() => maker);
    for (const name of ['attrs', 'withConfig']) maker.members.set(name, same);
    return maker;
  };
  return new (class extends Callable {
    override member(name: string): Value {
      return makerOf(name);
    }
  })(([target]) => makerOf(target));
}

const structural =
  /^(?:a|blockquote|code|d[dlt]|h[1-6]|kbd|[ou]l|li|p|pre|strong|table|tbody|t[dhr]|thead)$/;

/**
 * The element as which a component of a package is shown, where `as` or `component` says so and the
 * element has a meaning: https://styled-components.com/docs/api#as-polymorphic-prop
 */
function standsAs(props: ValueMap, name: string): string | undefined {
  const given = props.get('as') ?? props.get('component');
  if (given === 'span' && name === 'Code') return 'code';
  if (given instanceof Library)
    return /(?:^|\.)(?:\w*Link|default)$/.test(given.name) && isLink(props) ? 'a' : undefined;
  return typeof given === 'string' && structural.test(given) ? given : undefined;
}

const isLink = (props: ValueMap): boolean => props.has('href') || props.has('to');

/** The name by which the dialect's tables know what a package gives; what stands for an element is given its label as content. */
export function libraryName(
  { specifier, name }: Library,
  written: string,
  props: ValueMap,
): string {
  const stands = standsAs(props, name);
  if (stands !== undefined) {
    // `<Chip component="a" label="1.2">`
    if (!props.has('children')) props.set('children', props.get('label'));
    return stands;
  }
  // `language` says what is in it.
  if (/^react-(?:shiki|syntax-highlighter)(?:\/|$)/.test(specifier)) return 'pre';
  if (/^(?:react-markdown|markdown-to-jsx|marked-react)(?:\/|$)/.test(specifier))
    return 'ReactMarkdown';
  // `motion.div`, `animated.span`: an element that the library moves or styles.
  const element = /^[\w$]+\.([a-z][a-z\d]*)$/.exec(written)?.[1];
  if (element !== undefined) return element;
  // `import { Root, Trigger } from '@radix-ui/react-tabs'`
  const group = pascalCase(/^@radix-ui\/react-([a-z-]+)$/.exec(specifier)?.[1] ?? '');
  if (group !== '' && /^(?:\*\.)?\w+$/.test(name) && !name.startsWith(group))
    return `${group}.${name}`;
  if (!name.startsWith('default')) return name.replace(/^\*\.?/, '') || written;
  const file = specifier.split('/').at(-1) ?? '';
  const base = /^\p{Lu}\w*$/u.test(file) ? file : (written.split('.')[0] ?? written);
  return base + name.slice('default'.length);
}

/** The text of a template without the indentation of its lines, as `dedent` and its kin give it. */
export function dedented(given: readonly Value[]): Value {
  const [first, ...values] = given;
  const texts: readonly Value[] = Array.isArray(first) ? first : [first];
  let text = '';
  for (const [index, part] of texts.entries()) {
    const value = index < texts.length - 1 ? values[index] : '';
    if (!isScalar(part) || !isScalar(value)) return unknown;
    text += `${part}${value}`;
  }
  const lines = text.replace(/^[ \t]*\n|\n[ \t]*$/g, '').split('\n');
  const indents = lines
    .filter((line) => /\S/.test(line))
    .map((line) => /^[ \t]*/.exec(line)![0].length);
  const indent = Math.min(...indents);
  return Number.isFinite(indent) ? lines.map((line) => line.slice(indent)).join('\n') : '';
}

/** A function of texts; unknown where one of them is. */
const textual = (give: (...texts: string[]) => Value): Callable =>
  new Callable((args) => (args.every(isScalar) ? give(...args.map(String)) : unknown));

/** The working directory of a build is the folder of the site: paths in it are relative to that. */
export const workingFolder = '';

const { basename, dirname, extname, join, normalize } = posix;
const relative = (from: string, to: string): string => posix.relative(`/${from}`, `/${to}`);
const resolve = (...parts: string[]): string =>
  join(...parts.slice(Math.max(0, parts.findLastIndex(posix.isAbsolute))));

const pathModule: ValueMap = new Map<string, Value>([
  ...Object.entries({ basename, dirname, extname, join, normalize, relative, resolve }).map(
    ([name, give]): [string, Value] => [name, textual(give as (...texts: string[]) => string)],
  ),
  ['sep', '/'],
]);

/** The text of a file that a component shows, as `fs` would read it when the site is built. */
function fileModule({ host }: Reader): ValueMap {
  const include = (path: string) => host.include(`/${path}`.replace(/^\/{2,}/, '/'), host.path);
  const read = textual((path) => {
    const included = include(path);
    if (included.ok) return included.text;
    return included.reason === 'missing'
      ? new Missing(nowhere, 'a file that is not there')
      : unknown;
  });
  const exists = textual((path) => {
    const included = include(path);
    return included.ok || (included.reason === 'missing' ? false : unknown);
  });
  const module: ValueMap = new Map([
    ['existsSync', exists],
    ['readFile', read],
    ['readFileSync', read],
  ]);
  return module.set('promises', new Map(module));
}

const same = new Callable(([value]) => value);

/** A schema lets the values of a site pass, and says so. */
export const schema: ValueMap = new Map([
  ['parse', same],
  [
    'safeParse',
    new Callable(
      ([data]) =>
        new Map<string, Value>([
          ['success', true],
          ['data', data],
        ]),
    ),
  ],
]);

/** A part of data by its path: `get(plans, 'kilns[0].price')` of `lodash/get`, `getProperty` of dot-prop. */
export const partByPath = fn((data, path, otherwise) => {
  if (!isScalar(path) || (data ?? unknown) === unknown) return unknown;
  const keys = String(path)
    .split(/[.[\]]+/)
    .filter(Boolean);
  return keys.reduce(memberOf, data) ?? otherwise;
});

/** A class of a package: what its objects have. */
const made = (members: Record<string, Value>): Value =>
  known({ prototype: new Map(Object.entries(members)) });
const gives = (value: Value): Callable => new Callable(() => value);

/** A `Project` of ts-morph, whose files keep the text that they are made of: https://ts-morph.com */
export const project = made({
  createSourceFile: new Callable(
    ([, text]) =>
      new Map<string, Value>([
        ['getFullText', gives(text)],
        ['getText', gives(text)],
        ['getVariableDeclaration', gives(undefined)],
      ]),
  ),
});

/** A cache holds nothing when a build begins. */
export const cache = made({ get: gives(undefined), has: gives(false), set: gives(undefined) });

/** What a module of Node gives: of `fs` only what reads a text, of `path` what works on texts. */
export function nodeExport(specifier: string, name: string, reader: Reader): Value {
  const of = /^(?:node:)?(fs|fs\/promises|path|path\/posix)$/.exec(specifier)?.[1];
  if (of === undefined) return undefined;
  const module = of.startsWith('path') ? pathModule : fileModule(reader);
  return name === 'default' || name === '*' ? module : (module.get(name) ?? unknown);
}
