import type { Heading, List, Nodes, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { type ElementNode, textNamed } from '../../src/contract/element.ts';
import { isBlank, isElement, isPhrasing, list, paragraph, text } from '../nodes.ts';
import { labelled, labelWords } from '../renderings/content.ts';
import type { Elements } from './elements.ts';
import { Line, trimLine } from './line.ts';

/** Lists that renderings build, and the kind of their items: neighbours of one kind become one list. */
const built = new WeakMap<List, string>();

/** A list that joins the one before it when that was built from the same kind of elements. */
export function builtList(items: List['children'], kind: string, ordered = false): List {
  const node = list(items, ordered);
  built.set(node, kind);
  return node;
}

/** The kind of elements that a list was built from. */
export const builtKind = (node: List): string | undefined => built.get(node);

/** Lists at the ends of a file that is a part of the text: they and those beside them are one list. */
const goingOn = new WeakSet<RootContent>();

/** The lists at the ends of these blocks go on with those that stand before and after them. */
export function goOn(nodes: readonly RootContent[]): void {
  for (const node of [nodes.at(0), nodes.at(-1)]) if (node?.type === 'list') goingOn.add(node);
}

/** Collects blocks; parts of a line that stand among them become paragraphs. */
export class Blocks {
  readonly nodes: RootContent[];
  #line: Line | undefined;
  /** Where the first part of the open paragraph stands in the source. */
  #place: Nodes['position'];
  /** Last source line of what went into the open paragraph. */
  #lineEnd = 0;
  #hollow: Heading | undefined;

  constructor(nodes: RootContent[]) {
    this.nodes = nodes;
  }

  /** Adds what a source node was rendered to; findings about it name the line of the source. */
  add(rendered: readonly RootContent[], source: RootContent): void {
    const start = source.position?.start.line ?? 0;
    const separate = this.#line !== undefined && start > this.#lineEnd + 1;
    if (separate) this.#flush();
    let first = true;
    for (const node of rendered) {
      if (isPhrasing(node)) this.#part(node, first, source);
      else {
        setPlace(node, source.position);
        this.push(node);
      }
      first = false;
    }
    this.#lineEnd = source.position?.end.line ?? start;
  }

  push(node: RootContent): void {
    this.#flush();
    if (this.#hollow) this.#dropHollow(node);
    const last = this.nodes.at(-1);
    if (last?.type === 'list' && node.type === 'list') {
      const kind = built.get(last);
      const isBuilt = kind !== undefined && built.get(node) === kind;
      const isText = goingOn.has(last) || goingOn.has(node);
      if (isBuilt || (isText && Boolean(last.ordered) === Boolean(node.ordered))) {
        last.children.push(...node.children);
        last.spread = last.spread || node.spread || false;
        if (goingOn.has(node)) goingOn.add(last);
        return;
      }
    }
    this.nodes.push(node);
  }

  /** Something was dropped that its heading announced: the heading goes too when nothing else follows. */
  hollow(): void {
    this.#flush();
    const last = this.nodes.at(-1);
    if (last?.type === 'heading') this.#hollow = last;
  }

  end(): RootContent[] {
    this.#flush();
    if (this.#hollow) this.#dropHollow(undefined);
    return this.nodes;
  }

  #part(node: PhrasingContent, first: boolean, { position }: RootContent): void {
    const start = position?.start.line ?? 0;
    if (this.#line && first) this.#line.push(text(start > this.#lineEnd ? '\n' : ' '));
    if (!this.#line) {
      this.#line = new Line();
      this.#place = position;
    }
    this.#line.push(node);
  }

  #flush(): void {
    const line = this.#line;
    if (!line) return;
    this.#line = undefined;
    trimLine(line.nodes);
    if (line.nodes.every(isBlank)) return;
    const made = paragraph(line.nodes as PhrasingContent[]);
    setPlace(made, this.#place);
    this.push(made);
  }

  #dropHollow(next: RootContent | undefined): void {
    const heading = this.#hollow as Heading;
    this.#hollow = undefined;
    const empty = next === undefined || (next.type === 'heading' && next.depth <= heading.depth);
    if (empty && this.nodes.at(-1) === heading) this.nodes.pop();
  }
}

/** Blocks that were made of an element stand where it does. Parts of a line without a place are known as made. */
function setPlace(node: RootContent, position: Nodes['position']): void {
  if (node.position !== undefined || position === undefined || isPhrasing(node)) return;
  node.position = position;
  if ('children' in node) for (const child of node.children) setPlace(child, position);
}

/** The blocks of a line that came to hold some: text before, between and after them as paragraphs. */
export function splitLine(nodes: readonly RootContent[]): RootContent[] {
  const blocks: RootContent[] = [];
  let line: RootContent[] = [];
  const flush = () => {
    trimLine(line);
    if (!line.every(isBlank)) blocks.push(paragraph(line as PhrasingContent[]));
    line = [];
  };
  for (const [index, node] of nodes.entries()) {
    if (isPhrasing(node)) line.push(node);
    else if (node.type === 'list' && isInSentence(node, line, nodes[index + 1]))
      line.push(...wordsOfItems(node));
    else {
      flush();
      blocks.push(node);
    }
  }
  flush();
  return blocks;
}

/** Characters of a list that may be part of a sentence: a path through menus, some keys. */
const longestPath = 200;

/** Whether a list of words stands within a sentence, whose other parts would make no sense alone. */
function isInSentence(
  list: List,
  before: readonly RootContent[],
  after: RootContent | undefined,
): boolean {
  const isPlain = list.children.every(
    ({ children: [only, more] }) => only?.type === 'paragraph' && !more,
  );
  if (!isPlain || plainText(list).length > longestPath || after?.type !== 'text') return false;
  const goesOn = /^\s*(?:[.,;!?)]|\p{Ll})/u.test(after.value);
  return goesOn && /[\p{L}\p{N},(]\s*$/u.test(before.map((node) => plainText(node)).join(''));
}

/** The items of a list one after the other, with commas where they have no signs of their own between them. */
function wordsOfItems({ children: items }: List): PhrasingContent[] {
  return items.flatMap(({ children: [only] }, index) => {
    const words = [...(only as Paragraph).children];
    if (index === items.length - 1) return words;
    const isLinked = /[^\p{L}\p{N}\s)]\s*$/u.test(plainText(only));
    return [...words, text(isLinked ? ' ' : ', ')];
  });
}

/**
 * Blocks of an element of which a page shows one at a time, by its `value`, below that value:
 * `<Card.Part value="npm">` beside `<Card.Part value="yarn">`, where nothing else tells them apart.
 */
export function withChoice(
  nodes: RootContent[],
  element: ElementNode,
  siblings: readonly RootContent[],
  elements: Elements,
): RootContent[] {
  const value = choiceOf(element);
  if (value === undefined || elements.entry(element) !== undefined) return nodes;
  const isBlock = nodes.length > 1 || nodes.some(({ type }) => type !== 'paragraph');
  const others = siblings.filter(
    (one) => isElement(one) && one.name === element.name && choiceOf(one) !== value,
  );
  const [first] = nodes;
  const isSaid = first?.type !== 'code' && plainText(first).toLowerCase() === value.toLowerCase();
  if (!isBlock || others.length === 0 || isSaid) return nodes;
  return labelled(labelWords(value, elements), nodes);
}

function choiceOf(element: ElementNode): string | undefined {
  const isChoice = /^\p{Lu}/u.test(element.name ?? '') && element.children.length > 0;
  return isChoice ? textNamed(element, 'value') : undefined;
}
