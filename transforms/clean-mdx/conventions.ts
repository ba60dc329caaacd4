import { posix } from 'node:path';
import type {
  Heading,
  Image,
  Link,
  List,
  ListItem,
  Nodes,
  Paragraph,
  PhrasingContent,
  RootContent,
  Text,
} from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { parseExpression } from '../../src/document/expression.ts';
import { attribute } from '../../src/document/prepare/call.ts';
import { walk } from '../../src/document/walk.ts';
import { blockquote, isBlank, paragraph, text } from '../nodes.ts';
import { isScalar } from '../static-value.ts';
import { trimLine } from './line.ts';
import type { Place } from './place.ts';
import { expressionValue } from './values.ts';

/** Takes lines `[[toc]]` out of a paragraph, where they ask for a table of contents; gives whether anything is left. */
export function withoutTocMarks(paragraph: Paragraph): boolean {
  const { children } = paragraph;
  if (!children.some((child) => child.type === 'text' && hasTocMark.test(child.value))) return true;
  const isEdge = (child: PhrasingContent | undefined) => !child || child.type === 'break';
  paragraph.children = children.filter((child, at) => {
    if (child.type !== 'text') return true;
    const lines = child.value.split('\n');
    const [isStart, isEnd] = [isEdge(children[at - 1]), isEdge(children[at + 1])];
    const isWhole = (line: number) => (line > 0 || isStart) && (line < lines.length - 1 || isEnd);
    const left = lines.filter((line, n) => !(isWhole(n) && tocMark.test(line)));
    child.value = left.join('\n');
    return left.length > 0;
  });
  while (paragraph.children.at(-1)?.type === 'break') paragraph.children.pop();
  return paragraph.children.length > 0;
}

const hasTocMark = /\[\[toc\]\]/i;
const tocMark = /^\[\[toc\]\]$/i;

/** Vue's `{{ 'literal' }}` reads as the literal; other interpolations stay as they are written. */
export function interpolated(value: string): string {
  return value.replace(/\{\{\s*(['"`])((?:(?!\1).)*)\1\s*\}\}/g, '$2');
}

/**
 * `{{ name }}` and the like with what the scripts of the page give: VitePress does so in code, too,
 * but for names of its own. What they give only when they run stays as it is written, and is noted
 * `at` its place, which Markdown's code has none of.
 */
export function withNames(value: string, place: Place, at?: Nodes): string {
  return value.replace(/\{\{(\s*[^{}\s][^{}]*)\}\}/g, (whole, source: string) => {
    const isGlobal = source.trimStart().startsWith('$');
    const expression = parseExpression(source);
    if (expression === undefined || expression.type === 'Literal') return whole;
    if (at === undefined && isGlobal) return whole;
    const known = expressionValue(source, place);
    if (isScalar(known)) return String(known);
    if (at && (isGlobal || isOfPage(source, place))) place.loseExpression(`{${source}}`, at);
    return whole;
  });
}

/** Marks what Vue leaves as it is written: what stands in `v-pre`, an attribute or a container. */
export function markVerbatim(element: ElementNode): void {
  const isVerbatim =
    element.name === 'v-pre' ||
    element.attributes.some((one) => 'name' in one && one.name === 'v-pre');
  if (isVerbatim)
    walk(element, (node) => Object.assign(node, { data: { ...node.data, verbatim: true } }));
}

/** Whether the scripts of the page work out what an expression names, or it makes a value anew. What is in a `ref` is what the reader of a demo changes. */
function isOfPage(source: string, { scope }: Place): boolean {
  const [name = ''] = /[\w$]+/.exec(source) ?? [];
  const isMade = new RegExp(
    `(?<![\\w$.])${name.replaceAll('$', '\\$')}\\s*=\\s*(?!(?:shallowRef|ref|reactive)\\b)[\\w.]+\\(`,
  );
  return (
    name === 'new' ||
    scope.imported(name) !== undefined ||
    scope.esm.some((text) => isMade.test(text))
  );
}

/**
 * Takes `[#id]`, `[step]`, `[toc]` and `[!toc]` off a heading. Returns false where the heading exists only to
 * mark a table of contents.
 */
export function withoutHeadingMarks(heading: Heading): boolean {
  const last = heading.children.at(-1);
  if (last?.type === 'text' || last?.type === 'linkReference') {
    const before = lineText(last);
    const mark = /(?<!\s)\s*\[(?:#[^\][\s]+|!?toc|step)\]\s*$/i.exec(before);
    if (!mark) return true;
    const isTocOnly = /\[toc\]/i.test(mark[0]);
    heading.children.pop();
    const rest = before.slice(0, mark.index);
    if (rest) heading.children.push(text(rest));
    trimLine(heading.children);
    return !isTocOnly && (heading.children.length === 0 || withoutHeadingMarks(heading));
  }
  return true;
}

/** `# Title [what it is about]`: takes out of the heading what stands below it. */
export function takeSubheading({ depth, children }: Heading): RootContent[] {
  const last = children.at(-1);
  const at = children.findLastIndex((child) => child.type === 'text' && / \[/.test(child.value));
  const opening = children[at];
  if (depth !== 1 || last?.type !== 'text' || opening?.type !== 'text') return [];
  if (!last.value.endsWith(']')) return [];
  last.value = last.value.slice(0, -1);
  const from = opening.value.lastIndexOf(' [');
  const words = [text(opening.value.slice(from + 2)), ...children.splice(at + 1)];
  opening.value = opening.value.slice(0, from);
  return [paragraph(words.filter((node) => node.type !== 'text' || node.value !== ''))];
}

const lineText = (node: PhrasingContent): string =>
  node.type === 'text'
    ? node.value
    : node.type === 'linkReference'
      ? `[${node.label ?? node.identifier}]`
      : '';

/** `- term` with a nested `- : definition` becomes one item: `- term: definition`. */
export function definitionItems(list: List): void {
  for (const item of list.children) {
    const [term, nested] = item.children;
    if (term?.type !== 'paragraph' || nested?.type !== 'list') continue;
    const starts = nested.children.map(startOfDefinition);
    if (!starts.every((start) => start !== undefined)) continue;
    for (const start of starts) start.value = start.value.slice(2);
    const [first, ...others] = nested.children.flatMap(({ children }) => children);
    term.children.push(text(': '), ...(first as Paragraph).children);
    item.children.splice(1, 1, ...others);
    item.spread = item.children.filter((child) => child.type !== 'list').length > 1;
  }
  list.spread = list.children.some((item) => item.spread === true);
}

/** The text that the first paragraph of an item begins with, where that is a colon. */
function startOfDefinition({ children: [first] }: ListItem): Text | undefined {
  const start = first?.type === 'paragraph' ? first.children[0] : undefined;
  return start?.type === 'text' && start.value.startsWith(': ') ? start : undefined;
}

/** `:include`, `:type=code`, `:size=50x100`: what a title says to Docsify; the rest is the title. */
const option = /(?:^|\s):([\w-]+)(?:=(\S+))?(?=\s|$)/g;

/** Takes Docsify's options out of a title, and gives them. */
export function takeOptions(node: Link | Image): Map<string, string> {
  const options = new Map<string, string>();
  if (!node.title?.includes(':')) return options;
  const rest = node.title.replace(option, (_, name: string, value = '') => {
    options.set(name, value);
    return '';
  });
  node.title = rest.trim() || null;
  return options;
}

/** Endings of files that Docsify shows by a player or in a frame: they stay links. */
const played = /\.(?:html?|mp[34]|ogg)$/i;

/** The file that `[name](path ':include')` stands for where it is all that a paragraph says. */
export function includedFile(node: Paragraph): ElementNode | undefined {
  const [only, ...others] = node.children.filter((child) => !isBlank(child));
  if (only?.type !== 'link' || others.length > 0 || !only.title?.includes(':include'))
    return undefined;
  const options = takeOptions(only);
  const type = options.get('type');
  const isShown = /^[a-z]+:/i.test(only.url) || (type ?? 'code') !== 'code';
  if (isShown || (type === undefined && played.test(only.url))) return undefined;
  const lang = posix.extname(only.url).slice(1);
  const isMarkdown = type === undefined && /^(?:md|markdown)$/.test(lang);
  const attributes = [
    attribute('path', only.url.startsWith('/') ? only.url : `./${only.url.replace(/^\.\//, '')}`),
    ...(isMarkdown ? [] : [attribute('lang', lang === 'md' ? 'markdown' : lang || 'text')]),
  ];
  const data = { origin: 'macro' as const };
  return { type: 'mdxJsxFlowElement', name: 'include', attributes, children: [], data };
}

/** `!> text` is important, `?> text` a tip. */
export function boxOf(node: Paragraph): RootContent | undefined {
  const [first, ...rest] = node.children;
  const [, mark] = (first?.type === 'text' && /^([!?])>\s*/.exec(first.value)) || [];
  if (first?.type !== 'text' || mark === undefined) return undefined;
  const words = [text(first.value.replace(/^[!?]>\s*/, '')), ...rest];
  const kind = mark === '!' ? 'IMPORTANT' : 'TIP';
  return blockquote([paragraph([text(`[!${kind}]\n`), ...words])]);
}
