import type { Nodes, Paragraph, PhrasingContent, RootContent } from 'mdast';
import type { Convention } from '../../src/contract/dialect.ts';
import type { ElementNode } from '../../src/contract/element.ts';
import { impliedEnds, inlineNames } from '../../src/document/html-names.ts';
import { holds } from '../../src/document/walk.ts';
import type { FenceEnv } from '../code/languages.ts';
import { isBlank, isElement, isPhrasing } from '../nodes.ts';
import { blockHandlers } from './block-handlers.ts';
import { Blocks, splitLine } from './blocks.ts';
import { Elements } from './elements.ts';
import { withFollowing } from './following-blocks.ts';
import { interpolated, withNames } from './interpolations.ts';
import { Line, trimLine } from './line.ts';
import { lineHandlers } from './line-handlers.ts';
import type { Place } from './place.ts';
import { withTabs } from './roles.ts';
import { withoutHidden } from './vue-branches.ts';

/** What becomes of a node: other nodes in its place, or undefined where it stays as it is. */
export type Outcome = RootContent[] | undefined;

/**
 * The one walk over a tree. Nodes without markup stay the same objects in the same arrays; a new
 * array is made only from the point where something changes.
 */
export class Walk {
  readonly place: Place;
  readonly elements: Elements;
  readonly conventions: ReadonlySet<Convention>;
  readonly fences: FenceEnv;

  constructor(place: Place) {
    this.place = place;
    this.elements = new Elements(this, place);
    this.conventions = new Set(place.document.dialect.conventions);
    this.fences = {
      document: place.document,
      path: place.path,
      flow: (nodes) => this.flow(nodes),
      inline: (markdown) => this.elements.inline(markdown),
      filled: (value) => withNames(interpolated(value), place),
      namedCode: new Map(),
      mayInclude: (characters) => place.budget.take('included characters', characters),
    };
  }

  /** Code with the values of its `{{ name }}`, where the framework fills them in. */
  named(value: string, at?: Nodes): string {
    if (!this.conventions.has('interpolations') || at?.data?.verbatim) return value;
    return withNames(value, this.place, at);
  }

  /** The walk of another file that is part of this one. */
  at(place: Place): Walk {
    const walk = new Walk(place);
    walk.elements.alerts = this.elements.alerts;
    return walk;
  }

  /** Nodes that stand where blocks stand. */
  flow(given: RootContent[]): RootContent[] {
    const isNamed = (element: ElementNode) => this.elements.entry(element) !== undefined;
    const nodes = withTabs(withFollowing(withoutHidden(given, this.place)), isNamed);
    let out: Blocks | undefined;
    let index = 0;
    let run = runAt(nodes, 0);
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
  line(given: RootContent[]): RootContent[] {
    const nodes = withoutHidden(given, this.place);
    let out: Line | undefined;
    for (let index = 0; index < nodes.length; index += 1) {
      const node = nodes[index] as RootContent;
      const outcome = this.#part(node, nodes);
      if (outcome === undefined) {
        out?.push(node);
        continue;
      }
      if (!out) {
        out = new Line();
        for (let kept = 0; kept < index; kept += 1) out.push(nodes[kept] as RootContent);
      }
      const isApart = isElement(node) && apartNames?.has(node.name ?? '') && outcome.length > 0;
      if (outcome.length === 0) out.removed();
      if (isApart || this.#isBesideBox(node, nodes[index - 1])) out.apart();
      for (const part of outcome) out.push(part);
      if (isApart) out.apart();
    }
    return out?.nodes ?? nodes;
  }

  /**
   * Markdown that a component shows is paragraphs of its own; nobody knows the styles of an element
   * without a table, which may keep it apart from the one before it.
   */
  #isBesideBox(node: RootContent, before: RootContent | undefined): boolean {
    if (!isElement(node) || before === undefined || !isElement(before)) return false;
    return [node, before].some(
      (one) =>
        this.place.found.unknown.has(one.name ?? '') ||
        this.elements.entry(one)?.spec.as === 'markdown',
    );
  }

  #block(node: RootContent, siblings: RootContent[]): Outcome {
    const handler = blockHandlers.get(node.type);
    if (handler) return handler(node as never, this, siblings);
    return isPhrasing(node) ? this.#part(node, siblings) : undefined;
  }

  #part(node: RootContent, siblings: RootContent[]): Outcome {
    const handler = lineHandlers.get(node.type);
    if (handler) return handler(node as never, this, siblings);
    return isPhrasing(node) ? undefined : this.#block(node, siblings);
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
}

/** HTML that no line of text goes through. */
const apartNames = impliedEnds.get('p');

/** Text and spans; elements and expressions among blocks are blocks unless text stands beside them. */
const isProse = (node: Nodes): boolean =>
  isMadeSpan(node) ||
  (isPhrasing(node) && !isElement(node) && !markupTypes.has(node.type) && !isBlank(node));

/** A span of a component's own template; its author broke no paragraph with it, but a link around blocks is a card. */
const isMadeSpan = (node: Nodes): boolean =>
  isElement(node) &&
  node.data?.made === true &&
  inlineNames.has(node.name ?? '') &&
  !(node.name === 'a' && holds(node, isBox));

const isBox = (node: Nodes): boolean => isElement(node) && cardBoxes.test(node.name ?? '');
const cardBoxes = /^(?:article|div|h[1-6]|li|ol|p|pre|section|table|ul)$/;

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
