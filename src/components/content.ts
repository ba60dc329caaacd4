import type { RootContent } from 'mdast';
import type { MdxJsxAttribute } from 'mdast-util-mdx-jsx';
import { toString as plainText } from 'mdast-util-to-string';
import { attempt } from '../attempt.ts';
import type { ElementNode } from '../contract/element.ts';
import { isElement } from '../document/parse/node-kinds.ts';
import { memberOf } from '../static/members.ts';
import type { Scope } from '../static/scope.ts';
import {
  Callable,
  callBack,
  componentIn,
  Opaque,
  toValue,
  Unknown,
  unknown,
  type Value,
} from '../static/value.ts';
import { ofFence } from './fence-props.ts';

/** A text in braces. */
const literal = /^\s*(["'`])([^"'`\\$]*)\1\s*$/;

export interface ContentOptions {
  isShared?: boolean | undefined;
  typeOf?: TypeOf | undefined;
}

/** What `type` of an element, or of what Markdown makes, is in React: a component, or the name of an element. */
export type TypeOf = (node: RootContent) => Value;

/** Nodes as a value: what JSX gives, the children of a use, one of its slots. */
export class Content extends Opaque {
  readonly #nodes: readonly RootContent[];
  #isTaken: boolean;
  protected readonly typeOf: TypeOf | undefined;

  /** @param options with `isShared`, several uses of a component may show the same nodes */
  constructor(nodes: readonly RootContent[], options: ContentOptions = {}) {
    super();
    this.#nodes = nodes;
    this.#isTaken = options.isShared === true;
    this.typeOf = options.typeOf;
  }

  /** Elements are objects, and so are several nodes; words alone are a string. */
  override get type(): 'object' | 'string' | undefined {
    if (onlyText(this.#nodes) !== undefined) return 'string';
    const [only, more] = this.each();
    return more === undefined && (only === undefined || only.type.endsWith('Expression'))
      ? undefined
      : 'object';
  }

  get isEmpty(): boolean {
    return this.#nodes.length === 0;
  }

  /** The nodes, to look at. */
  get nodes(): readonly RootContent[] {
    return this.#nodes;
  }

  /** The words of the nodes, as code shows them. */
  get text(): string {
    return plainText(this.#nodes);
  }

  /** Whether one of the nodes passes a test; they stay where they are. */
  some(test: (node: RootContent) => boolean): boolean {
    return this.#nodes.some(test);
  }

  /** The children one by one, as `React.Children.toArray` gives them. */
  parts(): Content[] {
    return this.each().map((node) => this.inner([node]));
  }

  protected each(): RootContent[] {
    return this.#nodes.filter(saysSomething);
  }

  override member(name: string): Value {
    if (name === 'length') return this.parts().length;
    if (name === 'map') return new Callable(([work]) => eachOf(this, work));
    if (name === 'props') return this.#props();
    if (name === 'type') return this.#element();
    return memberOf(onlyText(this.#nodes) ?? this.parts(), name) ?? unknown;
  }

  /** One element with more attributes, or others, as `React.cloneElement` gives it. */
  given(attributes: readonly MdxJsxAttribute[]): Content {
    const names = new Set(attributes.map(({ name }) => name));
    return this.inner(
      this.each().map((node) => {
        if (!isElement(node)) return node;
        const kept = node.attributes.filter((one) => !('name' in one && names.has(one.name)));
        return { ...node, attributes: [...kept, ...attributes] } as RootContent;
      }),
    );
  }

  #element(): Value {
    const [only, more] = this.each();
    if (only === undefined || (more === undefined && only.type === 'text')) return undefined;
    return (more === undefined && this.typeOf?.(only)) || unknown;
  }

  /** What one element is given; several are a list in React, which has no `props`. */
  #props(): Value {
    const [only, more] = this.parts();
    if (only === undefined || more !== undefined) return undefined;
    const [node] = only.#nodes;
    if (node?.type === 'code') return ofFence(node);
    if (node === undefined || !('children' in node)) return unknown;
    const given = isElement(node) ? node.attributes.flatMap(propOf) : [];
    return new Map([...given, ['children', only.inner(node.children as RootContent[])]]);
  }

  /** Content of one of its elements. */
  protected inner(nodes: readonly RootContent[]): Content {
    return new Content(nodes, { isShared: true, typeOf: this.typeOf });
  }

  /** The nodes themselves once, then copies: whoever renders them changes them. */
  take(): RootContent[] {
    const nodes = this.#isTaken ? structuredClone(this.#nodes) : this.#nodes;
    this.#isTaken = true;
    return nodes as RootContent[];
  }
}

const saysSomething = (node: RootContent) => node.type !== 'text' || /\S/.test(node.value);

/** The words that are all there is among nodes, written as such or as a text in braces. */
export function onlyText(nodes: readonly RootContent[]): string | undefined {
  const [only, more] = nodes.filter(saysSomething);
  if (only === undefined || more !== undefined) return undefined;
  const [text, other] = only.type === 'paragraph' ? only.children : [only];
  if (text === undefined || other !== undefined) return undefined;
  if (text.type === 'text') return text.value;
  return text.type.endsWith('Expression') && 'value' in text
    ? literal.exec(text.value)?.[2]
    : undefined;
}

/** What an attribute of an element gives: a text or data; what is not written as such is not known. */
function propOf(attribute: ElementNode['attributes'][number]): [string, Value][] {
  if (attribute.type !== 'mdxJsxAttribute') return [];
  const { name, value } = attribute;
  if (typeof value === 'string') return [[name, value]];
  if (value === null || value === undefined) return [[name, true]];
  return attempt(() => [[name, toValue(JSON.parse(value.value))]], [[name, unknown]]);
}

/** What a function gives for each of the children of a use. */
export function eachOf(children: Value, work: Value): Value {
  const parts = children instanceof Content ? children.parts() : children;
  if (parts === undefined || parts === null) return parts;
  if (parts instanceof Unknown) return unknown;
  const list: Value[] = Array.isArray(parts) ? parts : [parts];
  return work === undefined ? list : list.map((part, index) => callBack(work, part, index));
}

/** Whether an import leads to a file of the project, and not to a package: `./a`, `/a`, `@/a`, `~/a`. */
export const isOwnPath = (specifier: string): boolean => /^\.|^[@~#]?\//.test(specifier);

/** A name that a package gives, which the dialect's tables may know, or a file that is not there. */
export class Library extends Opaque {
  readonly specifier: string;
  readonly name: string;

  constructor(specifier: string, name: string) {
    super();
    this.specifier = specifier;
    this.name = name;
  }

  /** Whether a file of the project would give it. */
  get isOfProject(): boolean {
    return isOwnPath(this.specifier);
  }

  /** How a message calls what it would show as `source`. */
  noteOf(source: string): string {
    return `${source} of "${this.specifier}"${this.isOfProject ? ' (not found)' : ''}`;
  }

  override equals(other: Value): boolean {
    const { specifier, name } = this;
    return other instanceof Library && other.specifier === specifier && other.name === name;
  }

  /** `Tabs.Tab` of an import of `Tabs`; a namespace gives its names as they are. */
  override member(name: string): Library {
    return new Library(this.specifier, this.name === '*' ? name : `${this.name}.${name}`);
  }
}

/** Whether a package contains only icons: `lucide-react`, `@heroicons/react/24/solid`, `react-icons/fa`, `~icons/mdi/check`. */
export const isIconPackage = (specifier = ''): boolean =>
  /^(?:~icons\/|(?![.~#]|@\/).*?\b(?:(?:box|hero|ion|oct|remix)?icons?|lucide|feather|fontawesome|iconify|phosphor)\b)/.test(
    specifier,
  );

/** Elements in which source stands that shows nothing, marked. */
export const markHollow = (nodes: RootContent[]): RootContent[] =>
  nodes.map((node) =>
    'children' in node && node.children.length === 0
      ? ({ ...node, data: { ...node.data, hollow: true } } as RootContent)
      : node,
  );

/** The nodes of an element, marked if a package of icons gives it. */
export const markIcons = (nodes: RootContent[], target: Value): RootContent[] =>
  target instanceof Library && isIconPackage(target.specifier)
    ? nodes.map((node) => ({ ...node, data: { ...node.data, icon: true } }) as RootContent)
    : nodes;

export const isMarkedIcon = (node: RootContent): boolean =>
  'name' in node && node.data?.icon === true;

/** The value of a name in a tag: `Tabs`, or a member such as `Tabs.Tab`. */
export function componentNamed(written: string, scope: Scope): Value {
  const [first = '', ...members] = written.split('.');
  if (members.length === 0 && !/^[\p{Lu}\p{Lo}$_]/u.test(first)) return undefined;
  let value: Value = scope.has(first) ? scope.value(first) : undefined;
  for (const name of members) value = componentIn(value, name);
  return value;
}
