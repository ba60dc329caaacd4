import type { JSXElement, JSXFragment, Node, TemplateLiteral } from 'estree-jsx';
import type { RootContent } from 'mdast';
import { fromBase } from '../src/components/component.ts';
import { sourceOf } from '../src/static/scope.ts';
import { isScalar } from '../src/static/value.ts';

export { isScalar };

/** JSX met as a value, with the source that its positions refer to. */
export class Markup {
  readonly node: JSXElement | JSXFragment;
  readonly source: string;

  constructor(node: JSXElement | JSXFragment, source: string) {
    this.node = node;
    this.source = source;
  }
}

/** Content that is finished already, such as the children handed to a partial. */
export class Rendered {
  readonly nodes: readonly RootContent[];

  constructor(nodes: readonly RootContent[]) {
    this.nodes = nodes;
  }
}

/** All that a page gives to a partial: what is not among it is nothing. */
export class WholeProps extends Map<string, StaticValue> {}

/** What an expression is without running it. Objects are maps, so that no prototype is ever asked. */
export type StaticValue =
  | string
  | number
  | boolean
  | null
  | Markup
  | Rendered
  | readonly StaticValue[]
  | ReadonlyMap<string, StaticValue>;

/** Value of a name that the document defines; undefined where it is unknown or not static. */
export type Lookup = (name: string) => StaticValue | undefined;

/** Where an expression comes from: its source text and the names it may use. */
interface Origin {
  source: string;
  lookup: Lookup;
  /** Called for a part of a list or an object that is not static and left out. */
  onGap?: () => void;
  /**
   * Follows a part of a text that is not static; what it does not know stays as it is written.
   * Default: such a text has no value.
   */
  follow?: (node: Node) => StaticValue | undefined;
}

/**
 * Folds an expression to the value that it plainly states: literals, templates, arrays, objects,
 * JSX, and names that the document defines. Nothing is evaluated; undefined where the value is not
 * static.
 */
export function fold(node: Node, origin: Origin): StaticValue | undefined {
  const folder = folders.get(node.type);
  return folder?.(node as never, origin);
}

type Folder<T> = (node: T, origin: Origin) => StaticValue | undefined;
type Of<T extends Node['type']> = Extract<Node, { type: T }>;

const folders = new Map<string, Folder<never>>();
const define = <T extends Node['type']>(type: T, folder: Folder<Of<T>>) =>
  folders.set(type, folder as Folder<never>);

/** Names that double each other would grow without end; no text of a document is this long. */
const longestText = 1_000_000;
const bounded = (text: string) => (text.length > longestText ? undefined : text);

define('Literal', (node) => {
  const { value } = node;
  return typeof value === 'bigint' || value instanceof RegExp ? node.raw : value;
});

define('TemplateLiteral', (node, origin) => {
  const folded = foldTemplate(node, origin);
  return folded === undefined ? undefined : bounded(folded);
});

define('ParenthesizedExpression' as 'ExpressionStatement', (node, origin) =>
  fold(node.expression, origin),
);

define('UnaryExpression', (node, origin) => {
  const value = fold(node.argument, origin);
  if (node.operator === '-' && typeof value === 'number') return -value;
  if (node.operator === '+' && typeof value === 'number') return value;
  if (node.operator === '!' && typeof value === 'boolean') return !value;
  return undefined;
});

define('BinaryExpression', (node, origin) => {
  if (node.operator !== '+' || node.left.type === 'PrivateIdentifier') return undefined;
  const [left, right] = [fold(node.left, origin), fold(node.right, origin)];
  if (typeof left !== 'string' && typeof right !== 'string') return undefined;
  const texts = [partText(left, node.left, origin), partText(right, node.right, origin)];
  return texts.includes(undefined) ? undefined : bounded(texts.join(''));
});

define('ArrayExpression', (node, origin) => {
  const values: StaticValue[] = [];
  for (const element of node.elements) {
    const value = element ? fold(element, origin) : undefined;
    if (value === undefined) origin.onGap?.();
    values.push(value ?? null);
  }
  return values;
});

define('ObjectExpression', (node, origin) => {
  const map = new Map<string, StaticValue>();
  for (const property of node.properties) {
    if (property.type !== 'Property' || property.computed) continue;
    const value = fold(property.value, origin);
    if (value === undefined) origin.onGap?.();
    const { key } = property;
    const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' && String(key.value);
    if (value !== undefined && name !== false) map.set(name, value);
  }
  return map;
});

define('Identifier', (node, { lookup }) => lookup(node.name));

define('MemberExpression', (node, origin) => {
  const { property } = node;
  const key =
    !node.computed && property.type === 'Identifier'
      ? property.name
      : property.type === 'Literal' && String(property.value);
  if (key === false || node.object.type === 'Super') return undefined;
  const object = fold(node.object, origin);
  if (object instanceof Map) return (object as ReadonlyMap<string, StaticValue>).get(key);
  if (Array.isArray(object)) return (object as readonly StaticValue[])[Number(key)];
  return key === 'default' && typeof object === 'string' ? object : undefined;
});

/** Calls that only wrap a path, as `require('./a.png').default` and `withBase('/img/a.png')`. */
const pathCalls: ReadonlySet<string> = new Set(['require', 'useBaseUrl', 'withBase', '$withBase']);

define('CallExpression', (node, origin) => {
  if (node.callee.type !== 'Identifier' || !pathCalls.has(node.callee.name)) return undefined;
  const [path] = node.arguments;
  const value = path && path.type !== 'SpreadElement' ? fold(path, origin) : undefined;
  return typeof value === 'string' && node.callee.name === 'useBaseUrl' ? fromBase(value) : value;
});

define('JSXElement', (node, { source }) => new Markup(node, source));
define('JSXFragment', (node, { source }) => new Markup(node, source));

function foldTemplate(node: TemplateLiteral, origin: Origin): string | undefined {
  let text = '';
  for (const [index, quasi] of node.quasis.entries()) {
    text += quasi.value.cooked ?? quasi.value.raw;
    const expression = node.expressions[index];
    if (!expression) continue;
    const part = partText(fold(expression, origin), expression, origin);
    if (part === undefined) return undefined;
    text += part;
  }
  return text;
}

/** A part of a text; as it is written where following it gives nothing. */
function partText(stated: StaticValue | undefined, node: Node, origin: Origin): string | undefined {
  const value = stated ?? origin.follow?.(node);
  if (isScalar(value)) return String(value);
  return origin.follow && `\${${sourceOf(node, origin)}}`;
}

/** Plain data, such as front matter, as a static value. */
export function toStatic(data: unknown): StaticValue | undefined {
  if (data instanceof Date) return data.toISOString();
  if (Array.isArray(data)) return data.map((item) => toStatic(item) ?? null);
  if (typeof data === 'object' && data !== null) {
    const map = new Map<string, StaticValue>();
    for (const [key, item] of Object.entries(data)) {
      const value = toStatic(item);
      if (value !== undefined) map.set(key, value);
    }
    return map;
  }
  const plain = data === null || ['string', 'number', 'boolean'].includes(typeof data);
  return plain ? (data as StaticValue) : undefined;
}

/** The texts of a value that is one or a list of them. */
export const textsIn = (value: StaticValue | undefined): string[] =>
  (Array.isArray(value) ? (value as StaticValue[]) : [value]).flatMap((one) =>
    typeof one === 'string' && one.trim() !== '' ? [one.trim()] : [],
  );
