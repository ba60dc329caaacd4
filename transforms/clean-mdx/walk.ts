import type {
  Blockquote,
  Definition,
  Heading,
  InlineCode,
  Link,
  List,
  Nodes,
  Paragraph,
  PhrasingContent,
  RootContent,
  Table,
  Text,
} from 'mdast';
import type { MdxFlowExpression, MdxTextExpression } from 'mdast-util-mdx';
import { renderFence } from '../code/fence.ts';
import type { FenceEnv } from '../code/languages.ts';
import type { Convention } from '../dialect.ts';
import { isBlank, isElement, isPhrasing } from '../nodes.ts';
import { tidyAlert } from './alerts.ts';
import { Blocks, splitLine } from './blocks.ts';
import { definitionItems, interpolated, isTocMark, withoutHeadingMarks } from './conventions.ts';
import { Elements } from './elements.ts';
import { expressionNodes } from './expressions.ts';
import { flatten, Line, trimLine } from './line.ts';
import type { Place } from './place.ts';

/** What becomes of a node: other nodes in its place, or undefined where it stays as it is. */
type Outcome = RootContent[] | undefined;

/**
 * The one walk over a tree. Nodes without markup stay the same objects in the same arrays; a new
 * array is made only from the point where something changes.
 */
export class Walk {
  readonly place: Place;
  readonly elements: Elements;
  readonly #conventions: ReadonlySet<Convention>;
  readonly #fences: FenceEnv;

  constructor(place: Place) {
    this.place = place;
    this.elements = new Elements(this, place);
    this.#conventions = new Set(place.document.dialect.conventions);
    this.#fences = {
      document: place.document,
      flow: (nodes) => this.flow(nodes),
      inline: (markdown) => this.elements.inline(markdown),
    };
  }

  /** The walk of another file that is part of this one. */
  at(place: Place): Walk {
    const walk = new Walk(place);
    walk.elements.alerts = this.elements.alerts;
    return walk;
  }

  /** Nodes that stand where blocks stand. */
  flow(nodes: RootContent[]): RootContent[] {
    let out: Blocks | undefined;
    let index = 0;
    let run = { end: 0, isProse: false };
    while (index < nodes.length) {
      const node = nodes[index] as RootContent;
      if (index >= run.end) run = runAt(nodes, index);
      const end = run.isProse ? run.end : index + 1;
      if (node.type === 'paragraph') this.#takeFollowers(node, nodes, index + 1);
      const outcome = run.isProse
        ? splitLine(this.#trimmed(nodes.slice(index, end)))
        : this.#block(node, nodes);
      if (outcome === undefined) out?.push(node);
      else {
        out ??= new Blocks(nodes.slice(0, index));
        out.add(outcome, node);
        if (this.elements.takeHollow()) out.hollow();
      }
      index = end;
    }
    return out?.end() ?? nodes;
  }

  /** Nodes that stand within a line; blocks among the result where elements render to some. */
  line(nodes: RootContent[]): RootContent[] {
    let out: Line | undefined;
    for (let index = 0; index < nodes.length; index += 1) {
      const node = nodes[index] as RootContent;
      const outcome = this.#part(node, nodes, index);
      if (outcome === undefined) {
        out?.push(node);
        continue;
      }
      if (!out) {
        out = new Line();
        for (let kept = 0; kept < index; kept += 1) out.push(nodes[kept] as RootContent);
      }
      if (outcome.length === 0) out.removed();
      for (const part of outcome) out.push(part);
    }
    return out?.nodes ?? nodes;
  }

  /**
   * An element on the line below a paragraph's last belongs to the paragraph when it reads as part
   * of a line: MDX lets elements interrupt paragraphs.
   */
  #takeFollowers(node: Paragraph, nodes: RootContent[], at: number): void {
    for (let next = nodes[at]; next?.type === 'mdxJsxFlowElement'; next = nodes[at]) {
      const line = node.children.at(-1)?.position?.end.line;
      const isBelow = line !== undefined && next.position?.start.line === line + 1;
      if (!isBelow || !this.elements.isPartOfLine(next)) return;
      node.children.push({ type: 'text', value: '\n' }, next as unknown as PhrasingContent);
      nodes.splice(at, 1);
    }
  }

  #trimmed(nodes: RootContent[]): RootContent[] {
    const line = [...this.line(nodes)];
    trimLine(line);
    return line;
  }

  #block(node: RootContent, siblings: RootContent[]): Outcome {
    switch (node.type) {
      case 'paragraph':
        return this.#paragraph(node);
      case 'heading':
        return this.#heading(node);
      case 'code':
        return renderFence(node, this.#fences);
      case 'list':
        return this.#list(node);
      case 'blockquote':
        return this.#blockquote(node);
      case 'table':
        return this.#table(node);
      case 'footnoteDefinition':
        node.children = this.flow(node.children) as typeof node.children;
        return undefined;
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        return this.elements.element(node, { flow: true, siblings });
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        return this.#expression(node, true);
      case 'text':
        return isBlank(node) ? [] : this.#text(node);
      case 'mdxjsEsm':
      case 'html':
      case 'yaml':
        return [];
      case 'definition':
        this.#rebase(node);
        return isComment(node) ? [] : undefined;
      default:
        return isPhrasing(node) ? this.#part(node, siblings, siblings.indexOf(node)) : undefined;
    }
  }

  #part(node: RootContent, siblings: RootContent[], index: number): Outcome {
    switch (node.type) {
      case 'text':
        return this.#text(node);
      case 'inlineCode':
        return this.#inlineCode(node);
      case 'emphasis':
      case 'strong':
      case 'delete':
      case 'link':
      case 'linkReference':
        if (node.type === 'link') this.#link(node);
        return this.#span(node);
      case 'image':
        this.#rebase(node);
        return undefined;
      case 'mdxJsxTextElement':
      case 'mdxJsxFlowElement':
        return this.elements.element(node, { flow: false, siblings });
      case 'mdxTextExpression':
      case 'mdxFlowExpression':
        if (inMath(siblings, index)) return [{ type: 'text', value: `{${node.value}}` }];
        return this.#expression(node, false);
      case 'html':
        return [];
      default:
        return isPhrasing(node) ? undefined : this.#block(node, siblings);
    }
  }

  #paragraph(node: Paragraph): Outcome {
    if (this.#conventions.has('interpolations') && isTocMark(node)) return [];
    const children = this.line(node.children);
    if (children === node.children) return undefined;
    trimLine(children);
    if (children.some((child) => !isPhrasing(child))) return splitLine(children);
    if (children.every(isBlank)) return [];
    node.children = children as PhrasingContent[];
    return undefined;
  }

  #heading(node: Heading): Outcome {
    const children = this.line(node.children);
    if (children !== node.children) node.children = flatten(children, 'space');
    if (this.#conventions.has('heading-marks') && !withoutHeadingMarks(node)) return [];
    return node.children.length === 0 ? [] : undefined;
  }

  #list(node: List): Outcome {
    let emptied = false;
    for (const item of node.children) {
      const children = this.flow(item.children);
      if (children.length === 0 && item.children.length > 0) emptied = true;
      item.children = children as typeof item.children;
    }
    if (emptied) {
      node.children = node.children.filter((item) => item.children.length > 0);
      if (node.children.length === 0) return [];
    }
    if (this.#conventions.has('bullet-definitions')) definitionItems(node);
    return undefined;
  }

  #blockquote(node: Blockquote): Outcome {
    const had = node.children.length > 0;
    node.children = this.flow(node.children) as typeof node.children;
    if (had && node.children.length === 0) return [];
    tidyAlert(node, this.#conventions.has('bold-alerts'));
    return undefined;
  }

  #table(node: Table): Outcome {
    for (const row of node.children) {
      for (const cell of row.children) {
        const children = this.line(cell.children);
        if (children !== cell.children) cell.children = flatten(children, 'break');
      }
    }
    return undefined;
  }

  #span(node: Extract<Nodes, { children: PhrasingContent[] }>): Outcome {
    const children = this.line(node.children);
    if (children === node.children) return undefined;
    node.children = flatten(children, 'space');
    return node.children.length === 0 ? [] : undefined;
  }

  #expression(node: MdxFlowExpression | MdxTextExpression, flow: boolean): Outcome {
    const nodes = expressionNodes(node.value, this.place.scope);
    if (nodes.every((part) => part.type === 'text')) return nodes;
    return flow ? this.flow(nodes) : this.line(nodes);
  }

  #text(node: Text): Outcome {
    if (!this.#conventions.has('interpolations') || !node.value.includes('{{')) return undefined;
    const value = interpolated(node.value);
    return value === node.value ? undefined : [{ type: 'text', value }];
  }

  #inlineCode(node: InlineCode): Outcome {
    if (this.#conventions.has('inline-languages')) {
      node.value = node.value.replace(/\{:[\w.-]+\}$/, '');
    }
    return undefined;
  }

  #link(node: Link): void {
    this.#rebase(node);
    if (!this.#conventions.has('auto-titles') || !isAutoTitle(node)) return;
    const page = this.place.document.site.pageByRoute(node.url.replace(/[?#].*$/, ''));
    node.children = [{ type: 'text', value: page?.title ?? node.url }];
  }

  #rebase(node: { url: string }): void {
    if (this.place.isIncluded) node.url = this.place.url(node.url);
  }
}

/** Text and spans; elements and expressions among blocks are blocks unless text stands beside them. */
const isProse = (node: Nodes): boolean =>
  isPhrasing(node) && !isElement(node) && !markupTypes.has(node.type) && !isBlank(node);

const markupTypes: ReadonlySet<string> = new Set(['mdxTextExpression', 'html']);

/** The run of parts of a line that begins at an index, and whether prose is among them. */
function runAt(nodes: readonly RootContent[], start: number): { end: number; isProse: boolean } {
  let end = start;
  let prose = false;
  while (end < nodes.length && isPhrasing(nodes[end] as RootContent)) {
    prose ||= isProse(nodes[end] as RootContent);
    end += 1;
  }
  return { end: Math.max(end, start + 1), isProse: prose };
}

const isAutoTitle = ({ children: [only] }: Link) =>
  only?.type === 'text' && only.value === 'AUTOTITLE';

/** Link definitions that authors use for comments: `[//]: # 'note'`, `[TODO]: <> (note)`. */
const isComment = ({ label, identifier, url }: Definition): boolean =>
  url === '' || /^(?:\/\/|comment)$/i.test(label ?? identifier);

/** Whether braces belong to TeX: an odd number of `$` stands before them and one after. */
function inMath(siblings: readonly RootContent[], index: number): boolean {
  const count = (nodes: readonly RootContent[]) =>
    nodes.reduce(
      (sum, node) => sum + (node.type === 'text' ? (node.value.match(/\$\$?/g)?.length ?? 0) : 0),
      0,
    );
  return count(siblings.slice(0, index)) % 2 === 1 && count(siblings.slice(index + 1)) > 0;
}
