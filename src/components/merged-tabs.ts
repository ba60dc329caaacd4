import { isDeepStrictEqual } from 'node:util';
import type { RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { attributeNamed, type ElementNode, isNamed } from '../contract/element.ts';
import { isElement } from '../document/parse/node-kinds.ts';
import { walk } from '../document/walk.ts';
import { isScalar, type Value } from '../static/value.ts';
import { Content } from './content.ts';

/** What a component shows by one value of a state. */
export interface Tab {
  value: Value;
  /** What the page calls it. */
  name: string | undefined;
  nodes: RootContent[];
}

/**
 * What a component shows by several values of a state: what is the same stands once, and what differs as tabs. A value
 * that shows all that others show, as that of a filter does, stands alone. Undefined where the values have no
 * names, or show much the same.
 *
 * @param id tells what chooses one of the values, which the tabs say themselves
 */
export function mergedTabs(tabs: readonly Tab[], id: number): RootContent[] | undefined {
  const texts = tabs.map(({ nodes }) => new Set(textsIn(nodes)));
  const most = texts.findIndex((one) => texts.every((other) => isWithin(other, one)));
  const named = withNames(tabs);
  const names = new Set((named ?? tabs).map(({ name }) => name));
  const shown = new Set(texts.flatMap((each) => [...each]));
  const isShown = ({ children }: ElementNode) =>
    textsIn(children as RootContent[]).every((text) => shown.has(text));
  const isLeftOut = (node: RootContent) =>
    (isHidden(node) && isShown(node as ElementNode)) ||
    (node.data?.chooses?.includes(id) === true && names.has(plainText(node).trim()));
  if (most >= 0) return without(tabs[most]!.nodes, isLeftOut);
  return named && merged(named.map((tab) => ({ ...tab, nodes: without(tab.nodes, isLeftOut) })));
}

/** Whether nodes say all of some texts; `${version}` stands for what is not known. */
export function saysAllOf(texts: readonly string[], nodes: readonly RootContent[]): boolean {
  const said = new Set(textsIn(nodes));
  return texts.every((text) => isSaid(text, said) || text.includes('${'));
}

/** The texts of a value that is content, or a list of it. */
export function textsOfValue(value: Value): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOfValue);
  return value instanceof Content ? textsIn(value.nodes) : [];
}

/** The texts of nodes that are shown, names of tabs and what components are given among them; braces around unknown data say nothing. */
export function textsIn(nodes: readonly RootContent[]): string[] {
  const texts: string[] = [];
  walk({ type: 'root', children: [...nodes] }, (node) => {
    if (isElement(node)) {
      if (isHidden(node)) return false;
      if (node.name === 'role-tab' || /^\p{Lu}/u.test(node.name ?? ''))
        texts.push(...attributeTexts(node));
    }
    if ('value' in node) texts.push(node.value.trim());
    return true;
  });
  return texts.filter((text) => /[\p{L}\p{N}]/u.test(text));
}

/** What attributes may show: code, a label. */
const attributeTexts = ({ attributes }: ElementNode): string[] =>
  attributes.flatMap((one) =>
    'name' in one && typeof one.value === 'string' && !isOfState.test(one.name)
      ? [one.value.trim()]
      : [],
  );

const isWithin = (part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean =>
  part.size <= whole.size && [...part].every((text) => isSaid(text, whole));

/** Whether a text is among some, or, being several lines, a part of one. */
const isSaid = (text: string, said: ReadonlySet<string>): boolean =>
  said.has(text) || (text.includes('\n') && [...said].some((one) => one.includes(text)));

/** As the panel of another value is; what every value hides may be opened by something else. */
const isHidden = (node: RootContent): boolean =>
  isElement(node) && attributeNamed(node, 'hidden') !== undefined;

/** Tabs by their names where all have different ones, or else by their values; numbers name nothing. */
function withNames(tabs: readonly Tab[]): Tab[] | undefined {
  const names = new Set(tabs.map(({ name }) => name));
  const isNamed = names.size === tabs.length;
  if (isNamed && !names.has(undefined)) return [...tabs];
  if (!tabs.every(({ value }) => isScalar(value) || value === null || value === undefined))
    return undefined;
  return tabs.map((tab) => ({
    ...tab,
    name: (isNamed && tab.name) || (typeof tab.value === 'string' ? tab.value : undefined),
  }));
}

/** What tabs share at their start and end, and what differs in between. */
function merged(tabs: readonly Tab[]): RootContent[] | undefined {
  const lists = tabs.map(({ nodes }) => nodes);
  const [first = []] = lists;
  const shortest = Math.min(...lists.map(({ length }) => length));
  const isShared = (at: number) => lists.every((nodes) => isSame(nodes.at(at), first.at(at)));
  let start = 0;
  while (start < shortest && isShared(start)) start += 1;
  let end = 0;
  while (end < shortest - start && isShared(-1 - end)) end += 1;
  const middles = lists.map((nodes) => nodes.slice(start, nodes.length - end));
  if (middles.every(({ length }) => length === 0)) return first;
  // What stands in one line stays together.
  while (start > 0 && isInLine(first[start - 1])) start -= 1;
  while (end > 0 && isInLine(first.at(-end))) end -= 1;
  const parts = tabs.map((tab) => ({
    ...tab,
    nodes: tab.nodes.slice(start, tab.nodes.length - end),
  }));
  const inner = inOneBox(parts) ?? asTabs(parts);
  return inner && [...first.slice(0, start), ...inner, ...first.slice(first.length - end)];
}

const isInLine = (node: RootContent | undefined): boolean =>
  node !== undefined && node.type !== 'mdxJsxFlowElement' && node.type !== 'code';

/** Tabs in a box that all of them have around them. */
function inOneBox(tabs: readonly Tab[]): RootContent[] | undefined {
  const boxes = tabs.map(({ nodes: [only, more] }) => (more === undefined ? only : undefined));
  const [box] = boxes;
  if (!boxes.every((one) => isBox(one) && isSame(shellOf(one), shellOf(box as ElementNode))))
    return undefined;
  const inner = tabs.map((tab, index) => ({
    ...tab,
    nodes: (boxes[index] as ElementNode).children as RootContent[],
  }));
  const children = merged(inner);
  return children && [{ ...box, children } as RootContent];
}

const isBox = (node: RootContent | undefined): node is ElementNode =>
  node !== undefined &&
  isElement(node) &&
  /^(?:article|div|figure|main|section)$/.test(node.name ?? '');

const shellOf = (node: ElementNode) => ({ ...node, children: [] }) as RootContent;

/** The element of the dialect's tables for tabs; undefined where they share most of what they say. */
function asTabs(tabs: readonly Tab[]): RootContent[] | undefined {
  const shown = tabs.filter(({ nodes }) => textsIn(nodes).length > 0);
  if (sharedPart(shown) > 0.5) return undefined;
  const isNamed = shown.some(({ name, nodes }) => name && textsIn(nodes)[0] !== name);
  const children = shown.flatMap(({ name, nodes }) =>
    isNamed && name ? [element('role-tab', nodes, name)] : nodes,
  );
  return isNamed ? [element('role-tabs', children)] : children;
}

/** How much of what tabs say others before them have said. */
function sharedPart(tabs: readonly Tab[]): number {
  const said = new Set<string>();
  let [all, again] = [0, 0];
  for (const { nodes } of tabs) {
    const texts = new Set(textsIn(nodes));
    for (const text of texts) {
      all += text.length;
      if (said.has(text)) again += text.length;
      said.add(text);
    }
  }
  return all < 400 ? 0 : again / all;
}

const element = (name: string, children: RootContent[], label?: string): RootContent => ({
  type: 'mdxJsxFlowElement',
  name,
  attributes: label === undefined ? [] : [{ type: 'mdxJsxAttribute', name: 'label', value: label }],
  children: children as never[],
  data: { made: true },
});

/** Nodes without some of them, wherever they stand. */
const without = (
  nodes: readonly RootContent[],
  isLeftOut: (node: RootContent) => boolean,
): RootContent[] =>
  nodes
    .filter((node) => !isLeftOut(node))
    .map((node) =>
      'children' in node
        ? ({ ...node, children: without(node.children as RootContent[], isLeftOut) } as RootContent)
        : node,
    );

/** Attributes that tell how something looks just now. */
const isOfState =
  /^(?:class(?:Name)?|aria-(?:checked|current|expanded|pressed|selected)|data-(?:active|selected|state)|disabled|tab[iI]ndex|variant)$/;

/** Whether two nodes say the same, however they look. */
function isSame(a: RootContent | undefined, b: RootContent | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  const [one, other] = [a, b].map(bare);
  if (!isDeepStrictEqual(one, other)) return false;
  if (!('children' in a && 'children' in b)) return true;
  return (
    a.children.length === b.children.length &&
    a.children.every((child, index) => isSame(child, b.children[index] as RootContent))
  );
}

/** A node without what it holds, where it stands and how it looks. */
function bare({ position: _, ...node }: RootContent): object {
  const own = { ...node, children: [] };
  if (!('attributes' in node)) return own;
  const kept = (node as ElementNode).attributes.filter((one) => !isNamed(one, isOfState));
  return { ...own, attributes: kept };
}
