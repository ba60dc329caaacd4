import type { Delete, Link, PhrasingContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { text } from '../nodes.ts';

/** How a stretch of phrasing ends up on the page. */
interface LineRules {
  /** Breaks and line ends are spaces. */
  oneLine: boolean;
}

/**
 * Phrasing without what removals left: empty spans and links, double spaces, blanks at line ends.
 * Text that stands side by side is one text.
 */
export function tidyPhrasing(
  nodes: readonly PhrasingContent[],
  { oneLine }: LineRules,
): PhrasingContent[] {
  const line: PhrasingContent[] = [];
  for (const next of tidySpans(nodes, oneLine)) {
    const last = line.at(-1);
    if (next.type === 'break' && isLineStart(last)) continue;
    if (next.type === 'text') pushText(line, next.value, oneLine);
    else {
      if (next.type === 'break' && last?.type === 'text') last.value = last.value.trimEnd();
      pushSpan(line, next);
    }
  }
  return trimEnds(line);
}

/** A link without a destination, as `[Live edit]()`, is its text. */
function withoutEmptyLinks(nodes: readonly PhrasingContent[]): readonly PhrasingContent[] {
  if (!nodes.some(isEmptyLink)) return nodes;
  return nodes.flatMap((node) => (isEmptyLink(node) ? node.children : [node]));
}

const isEmptyLink = (node: PhrasingContent): node is Link =>
  node.type === 'link' && node.url === '';

/**
 * Tidied spans. Blanks at the ends of a mark stand beside it, and so do signs where a word follows or
 * precedes it: there its own signs would need entities.
 */
function tidySpans(nodes: readonly PhrasingContent[], oneLine: boolean): PhrasingContent[] {
  const spans: PhrasingContent[] = [];
  const given = withoutEmptyLinks(nodes);
  for (const [at, node] of given.entries()) {
    const next = oneLine && node.type === 'break' ? text(' ') : tidySpan(node, oneLine);
    if (next?.type === 'strong' || next?.type === 'emphasis' || next?.type === 'delete') {
      const { children } = next;
      const before = cutStart(children, isBesideWord(given[at - 1], -1));
      const after = cutEnd(children, isBesideWord(given[at + 1], 0));
      if (before) spans.push(text(before));
      if (children.length > 0) spans.push(next);
      if (after) spans.push(text(after));
    } else if (next) spans.push(next);
  }
  return spans;
}

/** Whether a text begins (0) or ends (-1) in the middle of a word. */
const isBesideWord = (node: PhrasingContent | undefined, at: 0 | -1): boolean =>
  node?.type === 'text' && node.value !== '' && !/[\s\p{P}\p{S}]/u.test(node.value.at(at)!);

const isSign = (character = ''): boolean => /^[\p{P}\p{S}]$/u.test(character);

/** Takes the blanks, or the signs beside a word, off the first text, and gives them. */
function cutStart(children: PhrasingContent[], isBeside: boolean): string {
  const [node] = children;
  if (node?.type !== 'text') return '';
  const { value } = node;
  let cut = value.length - value.trimStart().length;
  if (isBeside && cut === 0) while (isSign(value[cut])) cut++;
  node.value = value.slice(cut);
  if (node.value === '') children.shift();
  return value.slice(0, cut);
}

/** The same at the end of the last text. */
function cutEnd(children: PhrasingContent[], isBeside: boolean): string {
  const node = children.at(-1);
  if (node?.type !== 'text') return '';
  const { value } = node;
  let end = value.trimEnd().length;
  if (isBeside && end === value.length) while (isSign(value[end - 1])) end--;
  node.value = value.slice(0, end);
  if (node.value === '') children.pop();
  return value.slice(end);
}

function tidySpan(node: PhrasingContent, oneLine: boolean): PhrasingContent | undefined {
  switch (node.type) {
    case 'emphasis':
    case 'strong':
    case 'delete':
    case 'link': {
      const children = tidyInside(node.type === 'delete' ? flat(node) : node.children, oneLine);
      if (children.length === 0) return blankOf(node);
      node.children = children as typeof node.children;
      return node;
    }
    case 'inlineCode':
      return node.value === '' ? undefined : node;
    default:
      return node;
  }
}

/** A span of nothing but blanks, as editors leave them, keeps words apart. */
const blankOf = (span: PhrasingContent): PhrasingContent | undefined =>
  plainText(span) === '' ? undefined : text(' ');

/** What is struck out once is struck out: the marks of both, side by side, would be those of a fence. */
const flat = ({ children }: Delete): PhrasingContent[] =>
  children.flatMap((child) => (child.type === 'delete' ? child.children : [child]));

/** Inside a span, blanks at its ends stay: they may be all that keeps words apart. */
function tidyInside(nodes: readonly PhrasingContent[], oneLine: boolean): PhrasingContent[] {
  const line: PhrasingContent[] = [];
  for (const next of tidySpans(nodes, oneLine)) {
    if (next.type === 'break' && line.at(-1)?.type === 'break') continue;
    if (next.type === 'text') pushText(line, next.value, oneLine);
    else pushSpan(line, next);
  }
  const [only] = line;
  return line.length === 1 && only?.type === 'text' && only.value.trim() === '' ? [] : line;
}

/**
 * Code beside code would be read as one with their marks in it, so it is one. Addresses side by side,
 * as of links that show icons, stand apart.
 */
function pushSpan(line: PhrasingContent[], node: PhrasingContent): void {
  const last = line.at(-1);
  if (node.type === 'inlineCode' && last?.type === 'inlineCode') last.value += node.value;
  else if (isAddress(last) && isAddress(node)) line.push(text(' '), node);
  else line.push(node);
}

const isAddress = (node: PhrasingContent | undefined): boolean =>
  node?.type === 'link' && plainText(node) === node.url;

function pushText(line: PhrasingContent[], value: string, oneLine: boolean): void {
  const last = line.at(-1);
  const before = last?.type === 'text' ? last.value : '';
  const joined = tidyText(before + value, oneLine);
  if (last?.type === 'text') last.value = joined;
  else if (last?.type === 'break') {
    if (joined.trimStart() !== '') line.push(text(joined.trimStart()));
  } else if (joined !== '') line.push(text(joined));
}

function tidyText(value: string, oneLine: boolean): string {
  if (!/[ \t]{2}|[\n\r\t]/.test(value)) return value;
  if (oneLine) return value.replace(/\s+/g, ' ');
  return value.replace(/[ \t\r\n]+/g, (blanks) => (/[\r\n]/.test(blanks) ? '\n' : ' '));
}

const isLineStart = (last: PhrasingContent | undefined): boolean =>
  last === undefined || last.type === 'break';

function trimEnds(line: PhrasingContent[]): PhrasingContent[] {
  const first = line[0];
  if (first?.type === 'text') {
    first.value = first.value.trimStart();
    if (first.value === '') return trimEnds(line.slice(1));
  }
  const last = line.at(-1);
  if (last?.type === 'break') return trimEnds(line.slice(0, -1));
  if (last?.type === 'text') {
    last.value = last.value.trimEnd();
    if (last.value === '') return trimEnds(line.slice(0, -1));
  }
  return line;
}
