import type {
  Definition,
  Heading,
  Nodes,
  Paragraph,
  Parents,
  PhrasingContent,
  Root,
  RootContent,
  Text,
} from 'mdast';
import type {
  MdxFlowExpression,
  MdxJsxAttribute,
  MdxJsxExpressionAttribute,
  MdxJsxTextElement,
  MdxjsEsm,
  MdxTextExpression,
} from 'mdast-util-mdx';
import type { ElementNode } from '../../../transforms/element.ts';
import { blockNames, inlineNames } from '../html-names.ts';
import type { Finding } from '../message.ts';
import type { Call } from '../prepare/call.ts';
import { callElement } from '../prepare/call.ts';
import { HtmlPairing } from './pair.ts';

export interface NormalizeOptions {
  /** Calls that stand in the text as `x-call` elements. */
  calls: readonly Call[];
  /** Line of a heading -> the id its author gave it. */
  headingIds: ReadonlyMap<number, string>;
  /** Whether raw HTML is to be paired into elements. */
  html: boolean;
  report(finding: Finding): void;
}

/** Levels of blocks and inline elements within each other; pages have about ten. */
const maxDepth = 100;

type Expression = MdxFlowExpression | MdxTextExpression;

/**
 * Brings the trees of both parsers to one shape, in one walk: x-calls and HTML become elements,
 * flow elements hold flow content, paragraphs of nothing but elements are unravelled, and what only
 * one parser adds is removed.
 */
export function normalizeTree(root: Root, options: NormalizeOptions): Root {
  new Normalizer(options).root(root);
  return root;
}

class Normalizer {
  readonly #options: NormalizeOptions;
  readonly #pairing: HtmlPairing;
  readonly #definitions: Definition[] = [];
  #depth = 0;
  #flattened = false;

  constructor(options: NormalizeOptions) {
    this.#options = options;
    this.#pairing = new HtmlPairing((finding) => options.report(finding));
  }

  root(root: Root): void {
    root.children = this.#flow(root.children);
    this.#definitions.sort(byPosition);
    root.children.push(...this.#definitions);
  }

  #flow(children: readonly RootContent[]): RootContent[] {
    if (this.#depth >= maxDepth) return [{ type: 'paragraph', children: this.#flatten(children) }];
    this.#depth++;
    const content = this.#flowContent(children);
    this.#depth--;
    return content;
  }

  /** What nests too deeply is text; every later walk over the tree may then recurse. */
  #flatten(children: readonly RootContent[]): Text[] {
    if (!this.#flattened) {
      const place = children[0]?.position?.start;
      const reason = `Elements nest deeper than ${maxDepth} levels; what lies deeper was read as text.`;
      const at = place === undefined ? {} : { line: place.line, column: place.column };
      this.#options.report({ severity: 'warning', rule: 'nesting', reason, ...at });
    }
    this.#flattened = true;
    return [{ type: 'text', value: textWithin(children) }];
  }

  #flowContent(children: readonly RootContent[]): RootContent[] {
    const paired =
      this.#options.html && children.some(holdsHtml) ? this.#pairing.flow(children) : children;
    const out: RootContent[] = [];
    let run: RootContent[] = [];
    const flush = () => {
      if (run.length > 0) this.#endRun(run, out);
      run = [];
    };
    const join = (node: RootContent) => {
      if (apart(run.at(-1), node)) flush();
      run.push(node);
    };
    for (const child of paired) {
      if (child.type === 'paragraph' && onlyElements(child)) {
        for (const node of child.children) this.#offer(node, join, flush, out);
      } else {
        this.#offer(child, join, flush, out);
      }
    }
    flush();
    return out;
  }

  /** Adds a node to the run of what may share a paragraph, or, ending the run, as a block of its own. */
  #offer(
    node: RootContent,
    join: (node: RootContent) => void,
    flush: () => void,
    out: RootContent[],
  ): void {
    if (node.type === 'definition') {
      if (!isComment(node)) this.#definitions.push(node);
    } else if (isElement(node)) {
      const element = this.#element(node);
      if (isBlock(element)) {
        flush();
        out.push(this.#asFlow(element));
      } else join(element);
    } else if (isExpression(node)) join(node);
    else if (isPhrasing(node)) join(node);
    else {
      flush();
      this.#block(node);
      out.push(node);
    }
  }

  #endRun(run: RootContent[], out: RootContent[]): void {
    const nodes = run.filter((node) => !isBlank(node));
    if (nodes.length === 0) return;
    if (nodes.every((node) => isElement(node) || isExpression(node)) && !readsAsLine(nodes)) {
      for (const node of nodes) {
        if (isElement(node)) out.push(this.#asFlow(node));
        else out.push(flowExpression(node as Expression));
      }
      return;
    }
    const paragraph: Paragraph = { type: 'paragraph', children: trimRun(run) as PhrasingContent[] };
    const start = nodes[0]?.position?.start;
    const end = nodes.at(-1)?.position?.end;
    if (start !== undefined && end !== undefined) paragraph.position = { start, end };
    paragraph.children = this.#phrasing(paragraph.children);
    out.push(paragraph);
  }

  #block(node: RootContent): void {
    switch (node.type) {
      case 'heading':
        this.#heading(node);
        break;
      case 'paragraph':
      case 'tableCell':
        node.children = this.#phrasing(node.children);
        break;
      case 'blockquote':
      case 'listItem':
      case 'footnoteDefinition':
        node.children = this.#flow(node.children) as typeof node.children;
        break;
      case 'list':
      case 'table':
      case 'tableRow':
        for (const child of node.children) this.#block(child);
        break;
      case 'mdxjsEsm':
        endOfEsm(node);
        break;
      default:
    }
  }

  #heading(heading: Heading): void {
    heading.children = this.#phrasing(heading.children);
    const id = this.#options.headingIds.get(heading.position?.start.line ?? 0);
    if (id !== undefined) heading.data = { ...heading.data, id };
  }

  #phrasing(children: PhrasingContent[]): PhrasingContent[] {
    if (this.#depth >= maxDepth) return this.#flatten(children);
    this.#depth++;
    const content = this.#phrasingContent(children);
    this.#depth--;
    return content;
  }

  #phrasingContent(children: PhrasingContent[]): PhrasingContent[] {
    const paired =
      this.#options.html && children.some(isHtml) ? this.#pairing.phrasing(children) : children;
    for (let at = 0; at < paired.length; at++) {
      const node = paired[at]!;
      if (isElement(node)) paired[at] = this.#asText(this.#element(node));
      else if (isExpression(node)) paired[at] = textExpression(node);
      else if ('children' in node) {
        const parent = node as Parents & { children: PhrasingContent[] };
        parent.children = this.#phrasing(parent.children);
      }
    }
    return paired;
  }

  /** The element without what only one parser adds, and with the name of its call. */
  #element(node: ElementNode): ElementNode {
    if (node.name === 'x-call') return callElement(node, this.#options.calls);
    if (node.data?.origin !== undefined) return node;
    const { type, name, attributes, children, position } = node;
    const element = {
      type,
      name,
      attributes: attributes.map(plainAttribute),
      children,
    } as ElementNode;
    if (position !== undefined) element.position = position;
    return element;
  }

  #asFlow(element: ElementNode): ElementNode {
    const children = element.children as RootContent[];
    const content = element.name === 'pre' ? preserved(children) : this.#flow(children);
    return Object.assign(element, { type: 'mdxJsxFlowElement', children: content }) as ElementNode;
  }

  #asText(element: ElementNode): MdxJsxTextElement {
    const only = element.children.length === 1 ? element.children[0] : undefined;
    const children =
      only?.type === 'paragraph' ? only.children : (element.children as PhrasingContent[]);
    const content = this.#phrasing(children);
    return Object.assign(element, {
      type: 'mdxJsxTextElement',
      children: content,
    }) as MdxJsxTextElement;
  }
}

const phrasingTypes = new Set<Nodes['type']>([
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'break',
  'link',
  'linkReference',
  'image',
  'imageReference',
  'footnoteReference',
  'mdxJsxTextElement',
  'mdxTextExpression',
]);

function isElement(node: Nodes): node is ElementNode {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

function isExpression(node: Nodes): node is Expression {
  return node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression';
}

function isPhrasing(node: Nodes): boolean {
  return phrasingTypes.has(node.type);
}

function isHtml(node: Nodes): boolean {
  return node.type === 'html';
}

function holdsHtml(node: RootContent): boolean {
  return node.type === 'html' || (node.type === 'paragraph' && node.children.some(isHtml));
}

function isBlank(node: Nodes): boolean {
  return node.type === 'text' && node.value.trim() === '';
}

function onlyElements(paragraph: Paragraph): boolean {
  let found = false;
  for (const child of paragraph.children) {
    if (isElement(child) || isExpression(child)) found = true;
    else if (!isBlank(child)) return false;
  }
  return found;
}

/** All text of a piece of tree, however deep it is. */
function textWithin(nodes: readonly Nodes[]): string {
  const texts: string[] = [];
  const stack: Nodes[] = [...nodes].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if ('value' in node) texts.push(node.value);
    if ('children' in node)
      for (let at = node.children.length; at-- > 0; ) stack.push(node.children[at]!);
  }
  return texts.join(' ').trim();
}

/** Elements that never share a paragraph: block HTML, containers, and what holds blocks. */
function isBlock(element: ElementNode, depth = 0): boolean {
  if (depth > maxDepth) return true;
  const name = element.name ?? '';
  if (element.data?.origin === 'container' || blockNames.has(name)) return true;
  const [only, more] = element.children;
  if (more === undefined && only?.type === 'paragraph' && inlineNames.has(name)) {
    return !only.children.every((child) => isInlineContent(child, depth + 1));
  }
  return !element.children.every((child) => isInlineContent(child, depth + 1));
}

function isInlineContent(node: Nodes, depth: number): boolean {
  return isElement(node) ? !isBlock(node, depth) : isPhrasing(node) || isExpression(node);
}

/**
 * Whether elements with nothing between them are words of one line (`<kbd>A</kbd> <kbd>B</kbd>`,
 * two macros beside each other) rather than blocks.
 */
function readsAsLine(nodes: readonly RootContent[]): boolean {
  if (nodes.some((node) => isElement(node) && node.name !== 'br' && isInline(node))) return true;
  const macros = nodes.filter((node) => isElement(node) && node.data?.origin === 'macro');
  return (
    macros.length > 1 && macros[0]!.position?.start.line === macros.at(-1)!.position?.start.line
  );
}

function isInline(element: ElementNode): boolean {
  const origin = element.data?.origin;
  return (origin === undefined || origin === 'html') && inlineNames.has(element.name ?? '');
}

/** `[//]: # 'note'` is a definition that nothing can refer to. */
function isComment({ identifier }: Definition): boolean {
  return identifier === '//' || identifier === 'comment';
}

function byPosition(left: Definition, right: Definition): number {
  const a = left.position?.start;
  const b = right.position?.start;
  if (a === undefined || b === undefined) return 0;
  return a.line - b.line || a.column - b.column;
}

/** Whether an empty line lies between two nodes. */
function apart(left: RootContent | undefined, right: RootContent): boolean {
  if (left?.position === undefined || right.position === undefined) return false;
  return right.position.start.line > left.position.end.line + 1;
}

/** The run without blanks at its ends, with the blanks between elements that a parser left out. */
function trimRun(run: readonly RootContent[]): RootContent[] {
  const nodes = [...run];
  while (nodes[0] !== undefined && isBlank(nodes[0])) nodes.shift();
  while (nodes.length > 0 && isBlank(nodes.at(-1)!)) nodes.pop();
  const first = nodes[0];
  const last = nodes.at(-1);
  if (first?.type === 'text') first.value = first.value.trimStart();
  if (last?.type === 'text') last.value = last.value.trimEnd();
  return nodes.flatMap((node, at) => {
    const gap = at === 0 ? '' : gapBetween(nodes[at - 1]!, node);
    return gap === '' ? [node] : [{ type: 'text' as const, value: gap }, node];
  });
}

function gapBetween(left: RootContent, right: RootContent): string {
  if (left.type === 'text' || right.type === 'text') return '';
  const end = left.position?.end;
  const start = right.position?.start;
  if (end === undefined || start === undefined) return '';
  if (start.line > end.line) return '\n';
  return start.column > end.column ? ' ' : '';
}

function preserved(children: RootContent[]): RootContent[] {
  if (!children.every(isPhrasing)) return children;
  return [{ type: 'paragraph', children: children as PhrasingContent[] }];
}

function flowExpression(node: Expression): MdxFlowExpression {
  return plainExpression(node, 'mdxFlowExpression') as MdxFlowExpression;
}

function textExpression(node: Expression): MdxTextExpression {
  return plainExpression(node, 'mdxTextExpression') as MdxTextExpression;
}

function plainExpression(node: Expression, type: Expression['type']): Expression {
  const expression = { type, value: node.value } as Expression;
  if (node.position !== undefined) expression.position = node.position;
  return expression;
}

/** One parser counts the line end after ESM in, and one adds its syntax tree. */
function endOfEsm(node: MdxjsEsm): void {
  if (node.data !== undefined) delete node.data;
  if (node.position === undefined) return;
  const { start, end } = node.position;
  const line = start.line + node.value.split('\n').length - 1;
  node.position = { start, end: { line, column: end.column } };
}

type Attribute = MdxJsxAttribute | MdxJsxExpressionAttribute;

function plainAttribute(attribute: Attribute): Attribute {
  if (attribute.type === 'mdxJsxExpressionAttribute')
    return { type: attribute.type, value: attribute.value };
  const { type, name, value } = attribute;
  if (value === null || value === undefined || typeof value === 'string')
    return { type, name, value: value ?? null };
  return { type, name, value: { type: value.type, value: value.value } };
}
