import type { Nodes, RootContent } from 'mdast';
import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { toString as plainText } from 'mdast-util-to-string';
import { type ElementNode, textNamed } from '../contract/element.ts';
import { blockNames } from '../document/html-names.ts';
import { isElement } from '../document/parse/node-kinds.ts';
import { Exceeded } from '../static/budget.ts';
import { jsonOf } from '../static/globals.ts';
import { isScalar, Opaque, Unknown, type Value, type ValueMap } from '../static/value.ts';
import { Content, Library } from './content.ts';
import { ofList } from './gaps.ts';
import type { Findings } from './use.ts';

/** Nodes that one use may give; a page of a book has about a thousand. */
const mostNodes = 20_000;

export interface Emitter {
  readonly findings: Findings;
  /** Nodes of a text that contains Markdown. */
  inline(text: string): RootContent[];
  /** Goes into a list; throws where it is too deep. */
  deeper<T>(run: () => T): T;
  /** Counts nodes; throws where there are too many. */
  count(nodes: number): void;
}

export function nodeCounter(): (nodes: number) => void {
  let left = mostNodes;
  return (nodes) => {
    left -= nodes;
    if (left < 0) throw new Exceeded('nodes');
  };
}

/** The nodes that a value gives at its place; an unknown value is noted under its source. */
export function nodesOf(value: Value, source: () => string, emitter: Emitter): RootContent[] {
  if (isScalar(value)) {
    const text = String(value);
    const isOfUse = emitter.findings.show(text);
    emitter.count(1);
    // Authors write Markdown in attributes, and a few components even render it.
    if (isOfUse && /`[^`]+`/.test(text)) return emitter.inline(text);
    return text === '' ? [] : [{ type: 'text', value: text }];
  }
  if (value instanceof Content) {
    const nodes = value.take();
    emitter.count(nodes.length);
    return nodes;
  }
  if (Array.isArray(value)) {
    emitter.count(1);
    return ofList(emitter.deeper(() => value.flatMap((item) => nodesOf(item, source, emitter))));
  }
  const isLost = value instanceof Unknown || value instanceof Library;
  if (isLost) emitter.findings.note(value instanceof Library ? value.noteOf(source()) : source());
  return [];
}

/** Attributes for looks and behaviour, which contain no words; the roles of tabs tell which belong together, that of a picture that it says something. */
const isStyle = (name: string, value: Value) =>
  (name === 'role' && !/^(?:img|tab(?:list|panel)?)$/.test(String(value))) ||
  /^(?:style|key|ref|is|slot|loading|decoding|fetchpriority|target|rel|tabindex|v-.+|on[A-Z:].*|@.+|(?:class|is|client|server|transition|define|set):.+|data-astro-.+)$/.test(
    name,
  );

const linkName = /^(?:a|(?:Router|Nuxt|Next|Smart)?Link|(?:router|nuxt)-link)$/;

/** Notes a link whose target is known only when the site runs. */
function noteLostLink(name: string, props: ValueMap, { findings }: Emitter): void {
  if (!linkName.test(name)) return;
  for (const key of ['href', 'to']) {
    const given = props.get(key);
    const target = given instanceof Map ? (given.get('path') ?? given.get('name')) : given;
    if (target instanceof Unknown) findings.note(`${key} of <${name}>`);
  }
}

/** What components show of what they are given, by its name, which may be that of a file. */
const shownWords =
  /^(?:title|label|heading|summary|description|caption|text|name|type|default(?:Value)?|value|code|content|answer|question|\S+\.[a-z]{1,5})$/;

/** A context only hands on what it is given, unless that is code; an icon shows its drawing, and the value of tabs or of a control says what is chosen in it. */
const mute = /(^Icon|Provider) (?!code|files|title$)|(Input|Select|Tabs|\.Root) (v|defaultV)alue$/;

/** What a note calls a value that is not known, or would come from a file that is not there. */
function lostAs(value: Value, inner: string, name: string): string | undefined {
  if (value instanceof Library && value.isOfProject) return value.noteOf(inner);
  return value instanceof Unknown ? `${inner} of <${name}>` : undefined;
}

/** Notes what a component shows by an attribute, or by data in it, and is known only when the site runs. */
function noteLostWords(name: string, key: string, value: Value, { findings }: Emitter): void {
  const note = (inner: string, value: Value): void => {
    const lost = lostAs(value, inner, name);
    if (lost !== undefined && shownWords.test(inner)) findings.note(lost);
    else if (Array.isArray(value)) for (const item of value) note(inner, item);
    else if (value instanceof Map) for (const [member, item] of value) note(member, item);
  };
  if (/^\p{Lu}/u.test(name) && !mute.test(`${name} ${key}`)) note(key, value);
}

/** An element for the dialect's tables, with the attributes that have a value. */
export function elementOf(
  name: string,
  props: ValueMap,
  children: RootContent[],
  emitter: Emitter,
): ElementNode {
  if (children.length > 0) noteLostLink(name, props, emitter);
  const attributes: MdxJsxAttribute[] = [];
  for (const [key, value] of props) {
    if (isStyle(key, value) || key === 'children') continue;
    noteLostWords(name, key, value, emitter);
    attributes.push(...attributeOf(key, value));
  }
  const isFlow =
    blockNames.has(name) ||
    (linkName.test(name) && children.some(isBox)) ||
    (codeComponent.test(name) && children.some((child) => plainText(child).trim().includes('\n')));
  const type = isFlow ? 'mdxJsxFlowElement' : 'mdxJsxTextElement';
  const shown = codeNames.has(name) ? withoutGaps(children) : namedPicture(name, children);
  const node = { type, name, attributes, children: shown, data: { made: true } };
  return node as ElementNode;
}

/** What a link holds: for a picture from elsewhere that is all of it, such as a face or a badge, its words. */
function namedPicture(name: string, children: RootContent[]): RootContent[] {
  const [only, more] = children.filter((node) => node.type !== 'text' || /\S/.test(node.value));
  const isPicture = more === undefined && only && isElement(only) && only.name === 'img';
  if (!linkName.test(name) || !isPicture) return children;
  const words = /^https?:/.test(textNamed(only, 'src') ?? '') ? textNamed(only, 'alt') : undefined;
  return words ? [{ type: 'text', value: words }] : children;
}

/** An element that is a block even inside a link. */
const isBox = (node: RootContent): boolean =>
  node.type === 'mdxJsxFlowElement' &&
  /^(?:article|div|h[1-6]|header|p|section|ul)$/.test(node.name ?? '');

export function attributeOf(name: string, value: Value): MdxJsxAttribute[] {
  if (value === undefined || value === null || value === false || value instanceof Unknown)
    return [];
  if (value === true) return [{ type: 'mdxJsxAttribute', name, value: null }];
  if (typeof value === 'string') return [{ type: 'mdxJsxAttribute', name, value }];
  const type = 'mdxJsxAttributeValueExpression';
  const json = jsonOf(value);
  if (json !== undefined) return [{ type: 'mdxJsxAttribute', name, value: { type, value: json } }];
  const parts = partsOf(value);
  return parts === undefined
    ? []
    : [{ type: 'mdxJsxAttribute', name, value: { type, value: '', data: { parts } } }];
}

/** Nodes, or data with nodes in it, as an attribute holds them. */
export type Parts =
  | string
  | number
  | boolean
  | null
  | Parts[]
  | Map<string, Parts>
  | { content: RootContent[] };

/** The data and the nodes of a value, without functions and what is not known; in a list, `null` stands for these. */
function partsOf(value: Value): Parts | undefined {
  if (value instanceof Content) return { content: value.take() };
  if (Array.isArray(value)) return value.map((item) => partsOf(item) ?? null);
  if (value instanceof Opaque) return undefined;
  if (!(value instanceof Map)) return value;
  const parts = new Map<string, Parts>();
  for (const [key, item] of value) {
    const part = partsOf(item);
    if (part !== undefined) parts.set(key, part);
  }
  return parts;
}

declare module 'mdast-util-mdx-jsx' {
  interface MdxJsxAttributeValueExpressionData {
    /** The attribute's value, where it was read from a component's source and is no plain data. */
    parts?: Parts;
  }
}

const codeNames: ReadonlySet<string> = new Set(['code', 'kbd', 'pre', 'samp']);
const codeComponent = /Code(?:Block)?$|Highlight(?:er)?$/;

/** Whether an element or component holds code. */
export const isCode = (name: string): boolean => codeNames.has(name) || codeComponent.test(name);

/** The emitter for the content of an element or component: in code, no text is Markdown. */
export const emitterIn = (name: string, emitter: Emitter): Emitter =>
  isCode(name) ? { ...emitter, inline: (text) => [{ type: 'text', value: text }] } : emitter;

/** Nodes without the blanks of `withGap`, which would change code. */
const withoutGaps = (nodes: readonly RootContent[]): RootContent[] =>
  nodes.flatMap((node) => {
    if (node.type === 'text' && node.data?.gap) return [];
    if (!('children' in node) || node.children.length === 0) return [node];
    return [{ ...node, children: withoutGaps(node.children) } as RootContent];
  });

/** Whether nodes show only pictures and words that are shown already, as what opens over a page at a click does. */
export function repeats(nodes: readonly RootContent[], shown: readonly RootContent[]): boolean {
  const pictures = picturesIn(nodes);
  const before = new Set(picturesIn(shown));
  if (pictures.length === 0 || !pictures.every((source) => before.has(source))) return false;
  const words = wordsIn(nodes);
  return plainText(shown).includes(words) || words === '';
}

/** Without those of buttons, which close what has opened. */
const wordsIn = (nodes: readonly Nodes[]): string =>
  nodes
    .map((node) => {
      if (!('children' in node)) return plainText(node);
      return 'name' in node && node.name === 'button' ? '' : wordsIn(node.children);
    })
    .join('')
    .trim();

const picturesIn = (nodes: readonly RootContent[]): string[] =>
  (nodes as readonly ElementNode[]).flatMap(({ name, attributes = [], children = [] }) => {
    const inner = picturesIn(children as RootContent[]);
    const src = (attributes as MdxJsxAttribute[]).find((attribute) => attribute.name === 'src');
    return name === 'img' ? [JSON.stringify(src?.value ?? null), ...inner] : inner;
  });
