import type { PhrasingContent, RootContent, Text } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { isPhrasing, text } from '../nodes.ts';

/**
 * Text that needs a blank before it, such as a badge in parentheses or a block of HTML at the start of a line in
 * another, and text that needs one after it.
 */
const opens = new WeakSet<Text>();
const closes = new WeakSet<Text>();

/** Words in parentheses, apart from what stands beside them. */
export function inParentheses(words: readonly PhrasingContent[]): PhrasingContent[] {
  const open = text('(');
  const close = text(')');
  opens.add(open);
  closes.add(close);
  return [open, ...words, close];
}

/**
 * Collects the parts of one line of text, closing the gaps that removed elements leave.
 * It may come to hold blocks, where an element within a line renders to some.
 */
export class Line {
  readonly nodes: RootContent[] = [];
  #gap = false;
  #isApart = false;

  /** Something was removed here: blanks on both sides of it become one. */
  removed(): void {
    this.#gap = true;
  }

  /** A block of HTML begins or ends here: a blank stands between the words on both sides of it. */
  apart(): void {
    this.#isApart = true;
    const last = this.nodes.at(-1);
    if (last?.type === 'text') closes.add(last);
  }

  push(node: RootContent): void {
    if (this.#isApart) {
      const last = this.nodes.at(-1);
      if (isJoined(last, node)) this.#pushText(text(' '));
      else if (last === undefined && node.type === 'text') opens.add(node);
    }
    this.#isApart = false;
    if (node.type === 'text') {
      this.#pushText(node);
      return;
    }
    const last = this.nodes.at(-1);
    if (node.type === 'break') trimEndOf(this.nodes);
    else if (isPhrasing(node) && last?.type === 'text' && closes.has(last))
      this.#pushText(text(' '));
    this.nodes.push(node);
    this.#gap = false;
  }

  #pushText(node: Text): void {
    const last = this.nodes.at(-1);
    const value = last?.type === 'break' ? node.value.trimStart() : node.value;
    if (value === '') return;
    const isGap = this.#gap;
    this.#gap = false;
    if (last?.type === 'text') {
      const isSeparate = closes.has(last) || opens.has(node);
      const joined = join(last.value, value, { isGap, isSeparate });
      this.nodes[this.nodes.length - 1] = withMarks(node, joined, last);
      return;
    }
    const needsBlank = opens.has(node) && last !== undefined && last.type !== 'break';
    this.nodes.push(withMarks(node, needsBlank && !/^\s/.test(value) ? ` ${value}` : value));
  }
}

/** Whether words of a line would run into each other. */
const isJoined = (last: RootContent | undefined, next: RootContent): boolean =>
  last !== undefined && isWord(last, /\s$/) && isWord(next, /^[\s.,;:!?)\]]/);

const isWord = (node: RootContent, edge: RegExp): boolean =>
  node.type !== 'text' || !edge.test(node.value);

/** The text with another value, which begins with that of `first`; it still opens and closes what they did. */
function withMarks(node: Text, value: string, first = node): Text {
  if (value === node.value) return node;
  const changed = text(value);
  if (opens.has(first)) opens.add(changed);
  if (closes.has(node)) closes.add(changed);
  return changed;
}

interface Seam {
  /** Something was removed here. */
  isGap: boolean;
  /** At least one blank has to stand here. */
  isSeparate: boolean;
}

function join(before: string, after: string, { isGap, isSeparate }: Seam): string {
  const end = before.length - before.trimEnd().length;
  const start = after.length - after.trimStart().length;
  if (isGap && end > 0 && /^[.,;:!?)\]]/.test(after)) return before.trimEnd() + after;
  if (isGap && /[([]$/.test(before)) return before + after.trimStart();
  if ((isGap || isSeparate) && end > 0 && start > 0) {
    const blanks = before.slice(before.length - end) + after.slice(0, start);
    return before.trimEnd() + (blanks.includes('\n') ? '\n' : ' ') + after.trimStart();
  }
  const glue = isSeparate && end === 0 && start === 0 && /^[\p{L}\p{N}(]/u.test(after) ? ' ' : '';
  return before + glue + after;
}

/** What a component shows with a blank before it where it begins beside code, as styles show it: both would be read as one. */
export function apartFromCode(
  shown: RootContent[],
  element: ElementNode,
  siblings: readonly RootContent[],
): RootContent[] {
  const before = siblings[siblings.indexOf(element) - 1];
  const [first] = shown;
  const isWord = first?.type === 'text' && /^[\p{L}\p{N}]{2}/u.test(first.value);
  const isBeside = before?.type === 'inlineCode' && (isWord || first?.type === 'inlineCode');
  return isBeside ? [text(' '), ...shown] : shown;
}

/** Takes blanks and breaks off both ends of a line. */
export function trimLine(nodes: RootContent[]): void {
  trimEndOf(nodes);
  for (;;) {
    const first = nodes[0];
    if (first?.type === 'break') nodes.shift();
    else if (first?.type === 'text') {
      const value = first.value.trimStart();
      if (value === first.value) return;
      if (value !== '') {
        nodes[0] = withMarks(first, value);
        return;
      }
      nodes.shift();
    } else return;
  }
}

function trimEndOf(nodes: RootContent[]): void {
  for (;;) {
    const last = nodes.at(-1);
    if (last?.type === 'break') nodes.pop();
    else if (last?.type === 'text') {
      const value = last.value.trimEnd();
      if (value === last.value) return;
      if (value !== '') {
        nodes[nodes.length - 1] = withMarks(last, value);
        return;
      }
      nodes.pop();
    } else return;
  }
}

/** The parts of a line where blocks may not stand: their text, one after the other. */
export function flatten(
  nodes: readonly RootContent[],
  separator: 'break' | 'space',
): PhrasingContent[] {
  const line = new Line();
  let afterBlock = false;
  for (const node of nodes) {
    const isBlock = !isPhrasing(node);
    if (isBlock || afterBlock) pushSeparator(line, separator);
    for (const part of isBlock ? partsOf(node, separator) : [node]) line.push(part);
    afterBlock = isBlock;
  }
  trimLine(line.nodes);
  return line.nodes as PhrasingContent[];
}

function pushSeparator(line: Line, separator: 'break' | 'space'): void {
  line.push(separator === 'break' ? { type: 'break' } : text(' '));
}

function partsOf(node: RootContent, separator: 'break' | 'space'): PhrasingContent[] {
  switch (node.type) {
    case 'code':
      return node.value.split('\n').flatMap((value, index) => {
        const part: PhrasingContent = { type: 'inlineCode', value };
        if (value.trim() === '') return [];
        return index === 0 || separator === 'space' ? [part] : [{ type: 'break' }, part];
      });
    case 'list':
      return node.children.flatMap((item, index) => {
        const mark = node.ordered ? `${(node.start ?? 1) + index}. ` : '- ';
        const parts: PhrasingContent[] = [text(mark), ...flatten(item.children, separator)];
        if (index === 0) return parts;
        return [separator === 'break' ? { type: 'break' } : text(' '), ...parts];
      });
    case 'thematicBreak':
      return [{ type: 'break' }];
    case 'blockquote':
      return flatten(withKindAsWord(node.children as RootContent[]), separator);
    case 'heading':
      return [{ type: 'strong', children: node.children }];
    case 'html':
      return [];
    default:
      return 'children' in node ? flatten(node.children as RootContent[], separator) : [];
  }
}

const marker = /^\[!([A-Z]+)\](?:\n|$)/;

/** An alert cannot stand in a line: its title, or the word for its kind, tells it. */
function withKindAsWord([first, ...rest]: RootContent[]): RootContent[] {
  if (first?.type !== 'paragraph') return first === undefined ? [] : [first, ...rest];
  const [head, ...others] = first.children;
  const [marks, kind] = (head?.type === 'text' && marker.exec(head.value)) || [];
  if (marks === undefined || kind === undefined) return [first, ...rest];
  const word = `${kind[0]}${kind.slice(1).toLowerCase()}`;
  const isTitled = others[0]?.type === 'strong' && others.length === 1;
  const lead: PhrasingContent[] = isTitled
    ? []
    : [{ type: 'strong', children: [text(`${word}:`)] }, text(' ')];
  const words = (head as Text).value.slice(marks.length);
  return [{ ...first, children: [...lead, ...(words ? [text(words)] : []), ...others] }, ...rest];
}
