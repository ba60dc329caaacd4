import { posix } from 'node:path';
import type { Definition, Image, Link, Nodes, PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { getOrMake } from '../../src/maps.ts';
import { filledText } from '../metadata/filled-matter.ts';
import { isBlank, isElement, link, text } from '../nodes.ts';
import { knownNodes, showParts } from './code-parts.ts';
import { isColor, takeOptions } from './docsify.ts';
import { expressionOutcome } from './expressions.ts';
import { interpolated, withNames } from './interpolations.ts';
import { flatten } from './line.ts';
import { nameLink, namesTarget } from './names.ts';
import { substituted } from './substitutions.ts';
import type { Outcome, Walk } from './walk.ts';
import { withWikilinks } from './wikilinks.ts';

type Handler<N extends RootContent> = (node: N, walk: Walk, siblings: RootContent[]) => Outcome;
type Of<T extends RootContent['type']> = Extract<RootContent, { type: T }>;

/** What becomes of nodes within a line, by their type. */
export const lineHandlers = new Map<string, Handler<never>>();

const handle = <T extends RootContent['type']>(type: T, handler: Handler<Of<T>>) =>
  lineHandlers.set(type, handler as Handler<never>);

handle('text', (node, walk) => {
  const { conventions } = walk;
  const linked = withWikilinks(node, walk);
  if (linked !== undefined) return linked;
  if (conventions.has('project-names')) return substituted(node, walk);
  if (!conventions.has('interpolations') || !node.value.includes('{{')) return undefined;
  if (node.data?.verbatim) return undefined;
  const value = withNames(interpolated(node.value), walk.place, node);
  return value === node.value ? undefined : [{ type: 'text', value }];
});
handle('inlineCode', (node, walk) => {
  const { conventions } = walk;
  const url = showParts(node, walk);
  for (const [convention, pattern] of inlineLanguages) {
    if (!conventions.has(convention) || !pattern.test(node.value)) continue;
    node.value = node.value.replace(pattern, '').trim();
  }
  if (!node.data?.verbatim) node.value = walk.named(node.value);
  return url === undefined ? undefined : [link(url, [node])];
});
for (const type of ['emphasis', 'strong', 'delete', 'linkReference'] as const) {
  handle(type, spanOutcome);
}
handle('link', (node, walk, siblings) => {
  if (walk.conventions.has('project-names')) nameLink(node, walk);
  fillIn(node, walk);
  if (node.data?.isBare) {
    node.children = [text(node.url)];
    // It is as long as it is written no more.
    delete node.position;
  }
  if (walk.conventions.has('link-options')) takeOptions(node);
  if (walk.conventions.has('auto-titles') && isAutoTitle(node)) setTitle(node, walk);
  return spanOutcome(node, walk, siblings) ?? apartFromInner(node);
});
handle('image', (node, walk) => {
  const { conventions } = walk;
  // MyST puts in what has the name.
  if (conventions.has('project-names') && node.url.startsWith('#'))
    return [nameLink(link(node.url, node.alt ? [text(node.alt)] : []), walk)];
  fillIn(node, walk);
  if (conventions.has('link-options')) {
    if (isColor(node)) return [];
    takeOptions(node);
  }
  // A browser names a picture without a text of its own by its title.
  if (!node.alt && node.title) Object.assign(node, { alt: node.title, title: null });
  return undefined;
});
for (const type of ['mdxJsxFlowElement', 'mdxJsxTextElement'] as const) {
  handle(type, (node, { elements }, siblings) => elements.element(node, { flow: false, siblings }));
}
for (const type of ['mdxFlowExpression', 'mdxTextExpression'] as const) {
  handle(type, (node, walk, siblings) =>
    isMath(node, siblings)
      ? [{ type: 'text', value: `{${node.value}}` }]
      : expressionOutcome(node, walk, (nodes) => walk.line(nodes)),
  );
}
handle('html', () => []);

/** Puts the text of the elements that stand in its address, its text or its title in their place. */
export function fillIn(node: Link | Image | Definition, walk: Walk): void {
  for (const [mark, element] of node.data?.calls ?? []) {
    const nodes = walk.place.rendering(node, () => addressNodes(element, walk));
    const [only] = nodes;
    const isLink = only?.type === 'link' && nodes.length === 1;
    const shown = isLink ? only.url : nodes.map((one) => plainText(one)).join('');
    node.url = node.url.replace(mark, () => shown);
    if ('alt' in node && node.alt) node.alt = node.alt.replace(mark, () => shown);
    if (node.title) node.title = node.title.replace(mark, () => shown);
  }
  node.url = walk.place.url(node.url);
}

/** What an element shows in an address; what nobody knows is named there. */
function addressNodes(element: ElementNode, walk: Walk): PhrasingContent[] {
  const { lost } = walk.place.found;
  const name = element.name ?? '';
  const before = lost.get(name);
  const nodes = knownNodes(element, walk);
  if (nodes === undefined) walk.place.lose(name);
  const isKnown = nodes !== undefined && lost.get(name) === before;
  return isKnown ? nodes : [text(`{${name}}`)];
}

function spanOutcome(
  node: Extract<Nodes, { children: PhrasingContent[] }>,
  walk: Walk,
  siblings: readonly RootContent[],
): Outcome {
  const { elements } = walk;
  const { beside } = elements;
  if (node.children.some(isElement))
    elements.beside = beside || siblings.some((other) => other !== node && !isBlank(other));
  let children = walk.line(node.children);
  if (node.type === 'link' && children.length === 0 && elements.beside) {
    // An icon that is all that a link holds is its words, whatever stands beside the link.
    elements.beside = false;
    children = walk.line(node.children);
  }
  elements.beside = beside;
  if (children === node.children) return undefined;
  node.children = flatten(children, 'space');
  if (node.children.length > 0) return undefined;
  return namesTarget(node) ? undefined : [];
}

/** A link that a component shows within the words of another ends that one, as in a browser; undefined where there is none. */
function apartFromInner(node: Link): PhrasingContent[] | undefined {
  const at = node.children.findIndex(({ type }) => type === 'link');
  if (at < 0) return undefined;
  const words = trimmedEnd(node.children.slice(0, at));
  const own = words.nodes.every(isBlank) ? [] : [{ ...node, children: words.nodes }];
  return [...own, ...(words.isTrimmed ? [text(' ')] : []), ...node.children.slice(at)];
}

/** Words without the blanks at their end. */
function trimmedEnd(nodes: readonly PhrasingContent[]) {
  const last = nodes.at(-1);
  const isTrimmed = last?.type === 'text' && /\s$/.test(last.value);
  if (!isTrimmed) return { nodes: [...nodes], isTrimmed };
  return { nodes: [...nodes.slice(0, -1), text(last.value.trimEnd())], isTrimmed };
}

const isAutoTitle = ({ children: [only] }: Link) =>
  only === undefined || (only.type === 'text' && only.value === 'AUTOTITLE');

function setTitle(node: Link, { place }: Walk): void {
  const { site, path } = place.document;
  const target = node.url.replace(/[?#].*$/s, '');
  const page = site.pageByRoute(target) ?? site.pageByPath(posix.join(posix.dirname(path), target));
  node.children = [text(filledText(page?.title ?? node.url, place.document))];
}

/** `x{:js}`, and PyMdown's `#!js x` and `:::js x`. */
const inlineLanguages = [
  ['inline-languages', /\{:[\w.-]+\}$/],
  ['inline-shebangs', /^(?:#!|:::)[\w+-]+ (?=\S)/],
] as const;

/** The parts of a line that stand between dollar signs; worked out once for a line. */
const mathParts = new WeakMap<readonly RootContent[], ReadonlySet<RootContent>>();

/** Whether braces belong to TeX: an odd number of `$` stands before them, and one after. */
const isMath = (node: RootContent, siblings: readonly RootContent[]): boolean =>
  getOrMake(mathParts, siblings, () => partsInMath(siblings)).has(node);

function partsInMath(nodes: readonly RootContent[]): ReadonlySet<RootContent> {
  const closed = new Set<RootContent>();
  let open: RootContent[] = [];
  let isOpen = false;
  for (const node of nodes) {
    if (node.type !== 'text') {
      if (isOpen) open.push(node);
      continue;
    }
    for (const _ of node.value.matchAll(/\$\$?/g)) {
      if (isOpen) for (const part of open) closed.add(part);
      open = [];
      isOpen = !isOpen;
    }
  }
  return closed;
}
