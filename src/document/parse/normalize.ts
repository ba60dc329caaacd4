import type {
  Blockquote,
  Definition,
  FootnoteDefinition,
  Heading,
  ListItem,
  Nodes,
  Parents,
  PhrasingContent,
  Root,
  RootContent,
  Text,
} from 'mdast';
import type { MdxJsxTextElement } from 'mdast-util-mdx';
import type { ElementNode } from '../../contract/element.ts';
import type { Finding } from '../../contract/message.ts';
import { type Call, callElement, restoreCalls } from '../prepare/call.ts';
import {
  type Expression,
  holdsHeading,
  holdsHtml,
  isBlank,
  isBlock,
  isElement,
  isExpression,
  isHtml,
  isInlineContent,
  isPhrasing,
  maxDepth,
  onlyElements,
  readsAsLine,
} from './node-kinds.ts';
import { HtmlPairing } from './pair.ts';
import {
  byPosition,
  endOfEsm,
  flowExpression,
  isComment,
  isUnsureLink,
  plainElement,
  textExpression,
} from './plain-nodes.ts';
import { apart, joinTexts, paragraphOf, textWithin } from './runs.ts';

interface NormalizeOptions {
  /** Calls that stand in the text as `x-call` elements. */
  calls: readonly Call[];
  /** Line of a heading -> the id its author gave it. */
  headingIds: ReadonlyMap<number, string>;
  /** Whether raw HTML is to be paired into elements. */
  html: boolean;
  report(finding: Finding): void;
}

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
    for (const definition of this.#definitions) root.children.push(definition);
    if (this.#options.calls.length > 0) restoreCalls(root, this.#options.calls);
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
      if (child.type === 'paragraph' && (onlyElements(child) || holdsHeading(child))) {
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
    } else if (isExpression(node) || isPhrasing(node)) join(node);
    else {
      flush();
      this.#block(node);
      out.push(node);
    }
  }

  #endRun(run: RootContent[], out: RootContent[]): void {
    const nodes = run.filter((node) => !isBlank(node));
    if (nodes.every((node) => isElement(node) || isExpression(node)) && !readsAsLine(nodes)) {
      for (const node of nodes) {
        if (isElement(node)) out.push(this.#asFlow(node));
        else out.push(flowExpression(node as Expression));
      }
      return;
    }
    const paragraph = paragraphOf(run);
    paragraph.children = this.#phrasing(paragraph.children);
    out.push(paragraph);
  }

  #block(node: RootContent): void {
    if (node.type === 'heading') this.#heading(node);
    else if (node.type === 'paragraph' || node.type === 'tableCell')
      node.children = this.#phrasing(node.children);
    else if (holdsBlocks(node)) node.children = this.#flow(node.children) as typeof node.children;
    else if (node.type === 'list' || node.type === 'table' || node.type === 'tableRow')
      for (const child of node.children) this.#block(child);
    else if (node.type === 'code') node.meta = node.meta?.trim() || null;
    else if (node.type === 'mdxjsEsm') endOfEsm(node);
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
        if (node.type === 'link' && isUnsureLink(node)) paired[at] = node.children[0] as Text;
      }
    }
    return joinTexts(paired);
  }

  /** The element without what only one parser adds, and with the name of its call. */
  #element(node: ElementNode): ElementNode {
    if (node.name === 'x-call') return callElement(node, this.#options.calls);
    return node.data?.origin === undefined ? plainElement(node) : node;
  }

  #asFlow(element: ElementNode): ElementNode {
    const children = element.children as RootContent[];
    const content = element.name === 'pre' ? this.#preserved(children) : this.#flow(children);
    return Object.assign(element, { type: 'mdxJsxFlowElement', children: content }) as ElementNode;
  }

  /** Preformatted text keeps its blanks, so it is one paragraph even of elements alone. */
  #preserved(children: RootContent[]): RootContent[] {
    if (!children.every((child) => isInlineContent(child, 0))) return this.#flow(children);
    return [{ type: 'paragraph', children: this.#phrasing(children as PhrasingContent[]) }];
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

const holdsBlocks = (node: Nodes): node is Blockquote | ListItem | FootnoteDefinition =>
  ['blockquote', 'listItem', 'footnoteDefinition'].includes(node.type);
