import type { InlineCode, Nodes, Parents, Root, Text } from 'mdast';
import type { MdxFlowExpression, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import type { Syntax } from '../document.ts';
import { isExpressionSource, isSpread, isValueSource } from '../expression.ts';
import { namesOfModule } from '../imports.ts';
import {
  goesOnBelow,
  hasLazyLine,
  isBelowDefinition,
  isUnsureBelow,
  loosens,
} from './lazy-lines.ts';
import { hasUnsureSigns } from './native-signs.ts';
import { isPhrasing } from './node-kinds.ts';

type Element = MdxJsxFlowElement | MdxJsxTextElement;

/**
 * The native parser takes some texts otherwise than the reference, or where that refuses them.
 * Throws on each such tree, so that the reference decides.
 */
export function checkNative(root: Root, text: string, syntax: Syntax): void {
  if (hasUnsureSigns(text, syntax)) refuse(root);
  new TreeCheck(text, syntax).check(root);
}

class TreeCheck {
  readonly #text: string;
  readonly #syntax: Syntax;
  readonly #names = new Map<string, boolean>();
  /** The nodes that are still to be checked. */
  readonly #stack: Nodes[] = [];
  /** The elements that stand in a container. */
  readonly #contained = new Set<Nodes>();

  constructor(text: string, syntax: Syntax) {
    this.#text = text;
    this.#syntax = syntax;
  }

  check(root: Root): void {
    const stack = this.#stack;
    stack.push(root);
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      (checks[node.type] as ((node: Nodes, text: string) => void) | undefined)?.(node, this.#text);
      if (node.type === 'mdxjsEsm') checkNames(node, this.#names);
      if ('children' in node) this.#checkChildren(node);
    }
  }

  #checkChildren(parent: Parents): void {
    const text = this.#text;
    const contains = containers.has(parent.type) || this.#contained.has(parent);
    let before: Nodes | undefined;
    /** What ends above the line where a child begins. */
    let above: Nodes | undefined;
    for (const child of parent.children) {
      if (isWords(child)) {
        if (this.#syntax === 'mdx') checkInline(child, text);
        continue;
      }
      if (!fits(child, parent) || isUnsureBelow(child, before, text)) refuse(child);
      if (parent.type === 'listItem' && loosens(child, text)) refuse(child);
      if (child.position?.start.line !== before?.position?.end.line) above = before;
      if (goesOnBelow(child, above, text) || isBelowDefinition(child, above, text)) refuse(child);
      if (contains) this.#contain(child, parent);
      before = child;
      // One by one: a call takes no more than some 100,000 arguments, and large documents have more.
      this.#stack.push(child);
    }
  }

  /** Takes an element as one that a container holds. */
  #contain(child: Nodes, parent: Parents): void {
    if (!isFlow(child, parent)) return;
    if (hasLazyLine(child, this.#text)) refuse(child);
    this.#contained.add(child);
  }
}

const isWords = (node: Nodes): node is Text | InlineCode =>
  node.type === 'text' || node.type === 'inlineCode';

/** A line of blanks: as code in a footnote it keeps them to the reference, and lacks its indentation in native. */
const blanks = /\n[ \t>]*[ \t]\n/;

/** What ends raw text in HTML. */
const endOfRaw = /<\/(?:script|style|pre|textarea)>/i;
const beginOfRaw = /^<(?:script|style|pre|textarea)\b/i;

/** Raw text ends with the line of any such end, not only of its own. */
function goesOn(html: string): boolean {
  const end = beginOfRaw.test(html) ? html.search(endOfRaw) : -1;
  return end !== -1 && html.includes('\n', end);
}

/** Blanks after `<` end a tag before it begins. */
const openSign = /(?<!\\)(?:\\\\)*(?:\{|<(?![ \t\r\n]))/;

/**
 * Whether text holds what begins an expression or a tag to the reference. Native looks for the end of
 * ticks beyond their block or row, takes what is between for code, and then gives it as text.
 */
function holdsMdx({ value, position }: Text, text: string): boolean {
  if (!value.includes('{') && !value.includes('<')) return false;
  return openSign.test(text.slice(position?.start.offset, position?.end.offset));
}

const phrasingParents = new Set<Nodes['type']>([
  ...(['paragraph', 'heading', 'tableCell', 'mdxJsxTextElement'] as const),
  ...(['emphasis', 'strong', 'delete', 'link', 'linkReference'] as const),
]);

/** A tag that ends outside the block where it began leaves nodes where none of their kind can be. */
const fits = (child: Nodes, parent: Nodes): boolean =>
  (child.type === 'listItem') === (parent.type === 'list') &&
  (child.type === 'html' || isPhrasing(child) || !phrasingParents.has(parent.type));

const containers = new Set<Nodes['type']>(['listItem', 'blockquote', 'footnoteDefinition']);

/** Whether the reference reads a tag or expression as a block: also a tag that goes on in the line of another. */
function isFlow(node: Nodes, { type: parent }: Nodes): node is Element | MdxFlowExpression {
  if (node.type === 'mdxJsxTextElement') return parent === 'mdxJsxFlowElement';
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxFlowExpression';
}

const checks: {
  readonly [T in Nodes['type']]?: (node: Extract<Nodes, { type: T }>, text: string) => void;
} = {
  listItem: (node) => {
    if (typeof node.checked === 'boolean' && node.children[0]?.type === 'heading') refuse(node);
  },
  html: (node) => {
    if (goesOn(node.value)) refuse(node);
  },
  footnoteDefinition: (node, text) => {
    // Of a list whose item goes on after an empty footnote native says that it is loose.
    if (blanks.test(text.slice(node.position?.start.offset, node.position?.end.offset)))
      refuse(node);
  },
  tableRow: (node, text) => {
    if (endsTable.test(opening(node, text))) refuse(node);
  },
  mdxTextExpression: (node, text) => {
    checkLines(node, text);
    if (!isExpressionSource(node.value)) refuse(node);
  },
  mdxFlowExpression: (node) => {
    if (!isExpressionSource(node.value)) refuse(node);
  },
  mdxJsxTextElement: (node, text) => {
    checkLines(node, text, node.children[0]);
    checkElement(node, text);
  },
  mdxJsxFlowElement: checkElement,
};

/** To the reference, a line that imports, exports or begins with a tag ends a table. */
const endsTable = /^(?:import\b|export\b|<)/;

const opening = ({ position }: Nodes, text: string): string => {
  const start = position?.start.offset ?? 0;
  return text.slice(start, start + 'import '.length);
};

function checkInline(node: Text | InlineCode, text: string): void {
  const isUnsure =
    node.type === 'text'
      ? holdsMdx(node, text)
      : hasTagOnLine(node, text) || holdsItsMark(node, text);
  if (isUnsure) refuse(node);
}

/** Where ticks in ticks stand before a span with a brace, native goes on to the ticks of a later one. */
function holdsItsMark({ position, value }: InlineCode, text: string): boolean {
  if (!value.includes('`')) return false;
  const [mark = ''] = /^`*/.exec(text.slice(position?.start.offset)) ?? [];
  return value.split(/[^`]+/).includes(mark);
}

/** To the reference a line that begins with a brace or a tag ends a paragraph, also within ticks. */
function hasTagOnLine({ position }: InlineCode, text: string): boolean {
  const { start, end } = position ?? {};
  if (start?.line === end?.line) return false;
  return /\n[ \t>]*[<{]/.test(text.slice(start?.offset, end?.offset));
}

/** A line that may begin another block than the paragraph that it stands in. */
const blockInside = /\n[ \t]*(?:[-*+_>#|<={]|\d|`{3}|~{3})/;

/** A line of an expression or tag that could begin a block ends the paragraph for the reference. */
function checkLines(node: Nodes, text: string, content?: Nodes): void {
  const start = node.position?.start;
  const end = content?.position?.start ?? node.position?.end;
  if (start === undefined || end === undefined || start.line === end.line) return;
  if (blockInside.test(text.slice(start.offset, end.offset))) refuse(node);
}

function checkElement(element: Element, text: string): void {
  for (const attribute of element.attributes) {
    if (attribute.type === 'mdxJsxExpressionAttribute') {
      if (!isSpread(attribute.value)) refuse(element);
    } else if (attribute.value && typeof attribute.value === 'object') {
      if (!isValueSource(attribute.value.value)) refuse(element);
    }
  }
  const start = element.position?.start.offset;
  const end = element.position?.end.offset;
  if (start === undefined || end === undefined || text.startsWith('/>', end - 2)) return;
  // A tag ends after all that it holds.
  const last = element.children.at(-1)?.position?.end.offset ?? start;
  const closing = text.lastIndexOf('</', end);
  if (text.charAt(end - 1) !== '>' || closing < last) refuse(element);
  if (text.slice(closing, end).includes('\n')) refuse(element);
}

/** A name that is imported (in `known`: true), and again or declared elsewhere, is an error to the reference. */
function checkNames(node: Nodes & { type: 'mdxjsEsm' }, known: Map<string, boolean>): void {
  // Native takes `import` and `export` on trust.
  const { imported, declared } = namesOfModule(node.value) ?? refuse(node);
  for (const name of imported) {
    if (known.has(name)) refuse(node);
    known.set(name, true);
  }
  for (const name of declared) {
    if (known.get(name)) refuse(node);
    known.set(name, false);
  }
}

function refuse({ type, position }: Nodes): never {
  throw new SyntaxError(`${type} on line ${position?.start.line} is not for sure`);
}
