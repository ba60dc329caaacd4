import type { Code, RootContent } from 'mdast';
import type { MdxJsxAttribute } from 'mdast-util-mdx-jsx';
import { toString as plainText } from 'mdast-util-to-string';
import { type ElementNode, textNamed } from '../../src/contract/element.ts';
import { isBlank, isElement, text } from '../nodes.ts';
import { saysSomething } from './own-nodes.ts';

/** What libraries of components call the parts of tabs: Radix, shadcn, Mantine, Chakra, Headless UI, MUI. */
const names: Readonly<Record<'tablist' | 'tab' | 'tabpanel', RegExp>> = {
  tablist: /^Tabs?\.?List$/,
  tab: /^(?:Tab|Tabs?\.?(?:Tab|Item|Trigger))$/,
  tabpanel: /^Tabs?\.?(?:Panel|Content)$/,
};

const hasRole = (node: ElementNode, role: keyof typeof names): boolean =>
  textNamed(node, 'role') === role || names[role].test(node.name ?? '');

/** A box, or a block of code without one. */
type Panel = ElementNode | Code;

const insideOf = (panel: Panel): RootContent[] =>
  panel.type === 'code' ? [panel] : (panel.children as RootContent[]);

interface Tabs {
  /** The panels, each with the content of its tab as its label, in the order of the tabs. */
  tabs: ElementNode[];
  panels: ReadonlySet<RootContent>;
}

/**
 * Blocks in which tabs that their roles or names tell (`tablist`, `tab`, `tabpanel`) are one element: a page
 * lists the tabs first and the panels after them, and only a script shows which are together. See
 * https://www.w3.org/WAI/ARIA/apg/patterns/tabs/. Panels without a role are the boxes of the next
 * element, where it has one for each tab, or all that stands behind a row of as many buttons. A row of
 * words is a list of tabs where they are code.
 *
 * @param isNamed whether the tables say how an element is rendered
 */
export function withTabs(
  nodes: RootContent[],
  isNamed: (element: ElementNode) => boolean,
): RootContent[] {
  const shown: RootContent[] = [];
  let rest = nodes;
  for (;;) {
    const at = rest.findIndex((node) => isElement(node) && isBar(node));
    if (at < 0) return rest === nodes ? nodes : shown.concat(rest);
    for (const node of rest.slice(0, at)) shown.push(node);
    const bar = rest[at] as ElementNode;
    const list = listIn(bar) ?? bar;
    rest = rest.slice(at + 1);
    const found = tabsOf(list, rest);
    if (found) {
      shown.push(...without(bar, new Set([list])), element('role-tabs', found.tabs));
      rest = rest.flatMap((node) => without(node, found.panels));
    } else shown.push(list === bar && isPlainRow(bar, isNamed) ? inOneLine(bar) : bar);
  }
}

/** Whether a row is buttons that hold words alone, and that no table renders. */
const isPlainRow = (row: ElementNode, isNamed: (element: ElementNode) => boolean): boolean => {
  const buttons = buttonsIn(row);
  const isPlain = (one: ElementNode) =>
    !isNamed(one) && (one.children as RootContent[]).every(isWords);
  return buttons.length > 1 && buttons.every(isPlain);
};

/** Buttons in a row for which no panels are found, as a browser shows them. */
function inOneLine(row: ElementNode): RootContent {
  const words = buttonsIn(row).map((button) => plainText(button).trim());
  return { type: 'paragraph', children: [text(words.join(' · '))] };
}

/** Whether the panels of a list of tabs stand behind the node, and not in it. */
const isBar = (node: ElementNode): boolean =>
  (listIn(node) !== undefined || labelsIn(node).length > 1) &&
  withRole('tabpanel', node.children as RootContent[]).length === 0;

/** The list of tabs that a node is, or that its children have. */
function listIn(node: ElementNode): ElementNode | undefined {
  const list = [node, ...(node.children as RootContent[])].find(
    (one): one is ElementNode => isElement(one) && hasRole(one, 'tablist'),
  );
  return list ?? (buttonsIn(node).length > 1 ? node : undefined);
}

/** The buttons of a row of nothing else. */
function buttonsIn({ children }: ElementNode): ElementNode[] {
  const shown = (children as RootContent[]).filter((node) => !isBlank(node));
  const isButton = (node: RootContent) =>
    isElement(node) && node.name === 'button' && saysSomething(node);
  return shown.every(isButton) ? (shown as ElementNode[]) : [];
}

/** The boxes of a row that hold a word or two each: labels, where as many blocks of code stand behind it. */
function labelsIn({ children }: ElementNode): ElementNode[] {
  const shown = (children as RootContent[]).filter((node) => !isBlank(node));
  const isLabel = (node: RootContent) =>
    isBox(node) && /^.{1,30}$/.test(plainText(node).trim()) && node.children.every(isText);
  return shown.every(isLabel) ? (shown as ElementNode[]) : [];
}

const isText = ({ type }: RootContent) => type === 'text';
const isWords = (node: RootContent) =>
  isText(node) || (node.type === 'paragraph' && node.children.every(isText));

function tabsOf(list: ElementNode, rest: readonly RootContent[]): Tabs | undefined {
  const named = withRole('tab', list.children as RootContent[]);
  const stated = named.length > 0 ? named : buttonsIn(list);
  const tabs = stated.length > 0 ? stated : labelsIn(list);
  const panels = panelsIn(rest, tabs.length);
  if (stated.length === 0 && !panels.every(holdsCode)) return undefined;
  const pairs = tabs.map((tab, index) => [tab, panelOf(tab, index, panels)] as const);
  const taken = new Set<RootContent>(pairs.flatMap(([, panel]) => panel ?? []));
  if (taken.size < 2 || taken.size !== tabs.length) return undefined;
  const labelled = pairs.map(([tab, panel]) =>
    element('role-tab', panel ? insideOf(panel) : [], labelOf(tab)),
  );
  return { tabs: labelled, panels: taken };
}

/** What may be panels after a list of so many tabs, up to the next list. */
function panelsIn(rest: readonly RootContent[], count: number): readonly Panel[] {
  const end = rest.findIndex((node) => isElement(node) && listIn(node) !== undefined);
  const near = end < 0 ? rest : rest.slice(0, end);
  const panels = withRole('tabpanel', near);
  if (panels.length > 0) return panels;
  const behind = near.filter((node) => !isBlank(node));
  if (behind.length === count && behind.every(isBox)) return behind;
  const [next] = behind;
  const boxes = next && isElement(next) ? (next.children as RootContent[]) : [];
  const shown = boxes.filter((node) => !isBlank(node));
  return shown.length === count && shown.every(isPanel) ? shown : [];
}

const isPanel = (node: RootContent): node is Panel => isElement(node) || node.type === 'code';

/** Whether a block is code, perhaps with its caption. */
const holdsCode = (node: RootContent): boolean =>
  node.type === 'code' ||
  (isElement(node) && (node.name === 'pre' || (node.children as RootContent[]).some(holdsCode)));

const isBox = (node: RootContent): node is ElementNode =>
  isElement(node) && /^(?:div|section)$/.test(node.name ?? '');

/** The elements of a role, the outermost ones. */
function withRole(role: keyof typeof names, nodes: readonly RootContent[]): ElementNode[] {
  return nodes.flatMap((node) => {
    if (isElement(node) && hasRole(node, role)) return [node];
    return 'children' in node ? withRole(role, node.children as RootContent[]) : [];
  });
}

/** The panel that a tab names, or that names it; where neither does, the one at its place. */
function panelOf(tab: ElementNode, index: number, panels: readonly Panel[]): Panel | undefined {
  const [controls, href, ...targets] = [
    'aria-controls',
    'href',
    'data-bs-target',
    'data-target',
  ].map((name) => textNamed(tab, name));
  const ids = [controls, ...[href, ...targets].map((target) => /^#(.+)/.exec(target ?? '')?.[1])];
  const [id, value] = ['id', 'value'].map((name) => textNamed(tab, name));
  const boxes = panels.filter(isElement);
  return (
    boxes.find((panel) => ids.includes(textNamed(panel, 'id') ?? '')) ??
    boxes.find((panel) => id !== undefined && textNamed(panel, 'aria-labelledby') === id) ??
    boxes.find((panel) => value !== undefined && textNamed(panel, 'value') === value) ??
    panels[index]
  );
}

/** A node without some of what it holds; nothing where that was all of it. */
function without(node: RootContent, some: ReadonlySet<RootContent>): RootContent[] {
  if (some.has(node)) return [];
  if (!isElement(node)) return [node];
  const children = (node.children as RootContent[]).flatMap((child) => without(child, some));
  const isSame = children.every((child, index) => child === node.children[index]);
  if (isSame && children.length === node.children.length) return [node];
  return children.some(saysSomething) ? [{ ...node, children } as RootContent] : [];
}

/** What a tab shows: its content, or its attribute `label`. */
function labelOf(tab: ElementNode): MdxJsxAttribute {
  if (tab.children.length > 0 && tab.children.every(isText))
    return { type: 'mdxJsxAttribute', name: 'label', value: plainText(tab).trim() };
  const given = textNamed(tab, 'label');
  const isEmpty = given !== undefined && tab.children.length === 0;
  return label(isEmpty ? [text(given)] : (tab.children as RootContent[]));
}

const label = (content: RootContent[]): MdxJsxAttribute => ({
  type: 'mdxJsxAttribute',
  name: 'label',
  value: { type: 'mdxJsxAttributeValueExpression', value: '', data: { parts: { content } } },
});

const element = (
  name: string,
  children: readonly RootContent[],
  ...attributes: MdxJsxAttribute[]
): ElementNode =>
  ({ type: 'mdxJsxFlowElement', name, attributes, children: [...children] }) as ElementNode;
