import type { RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { Partial } from '../../src/components/partial.ts';
import type { Reading } from '../../src/components/use.ts';
import type { ElementNode } from '../../src/contract/element.ts';
import { holds } from '../../src/document/walk.ts';
import type { Callable } from '../../src/static/value.ts';
import { isElement, isMacroOrContainer } from '../nodes.ts';
import { type Entry, type Names, namesOf } from '../renderings/rendering.ts';
import { isComponentName } from './attributes.ts';
import { expressionNodes, type Written } from './expressions.ts';
import { filledNodes, isFilled } from './filled-nodes.ts';
import { linkedContent } from './own-address.ts';
import { withCardTitle } from './own-cards.ts';
import {
  attributesSayMore,
  hasDrawing,
  hidesAttributes,
  isDrawing,
  isSpan,
  lostParts,
  nameVideo,
  saysSomething,
  saysWordsOf,
  titleForOthers,
  wordsInNotes,
} from './own-nodes.ts';
import type { Place } from './place.ts';
import { entryOf, isNamed, isOther, isTold, type Tables } from './tables.ts';
import { listsSomething } from './unknown.ts';

const isExpression = (node: RootContent) =>
  node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression';

const isUnfilledHtml = (node: RootContent): node is ElementNode =>
  isElement(node) &&
  node.data?.origin !== 'container' &&
  /^[a-z]+$/.test(node.name ?? '') &&
  !isFilled(node);

/** Renderings that ask what their children are. */
const lookingRenderings: ReadonlySet<string> = new Set(
  'code-group definitions files folder items nested-fields row steps table tabs'.split(' '),
);

/** What stands for elements that are components of the site: the nodes that their sources give. */
export class OwnElements {
  readonly #place: Place;
  readonly #tables: Tables;
  readonly #known = new WeakMap<ElementNode, RootContent[] | undefined>();

  constructor(place: Place, tables: Tables) {
    this.#place = place;
    this.#tables = tables;
  }

  /**
   * What a component of the site shows, not rendered yet, where its source says more than the
   * dialect's table; undefined for other elements, and where the source cannot be read.
   */
  nodes(element: ElementNode, entry: Entry | undefined): RootContent[] | undefined {
    const isComponent = isMacroOrContainer(element) || isComponentName(element.name);
    const isByScript = entry?.spec.as === 'drop' && isFilled(element);
    if (element.data?.made || !(isComponent || isByScript)) return undefined;
    if (!this.#known.has(element)) {
      const nodes = this.#place.rendering(element, () =>
        isByScript ? filledNodes(element, this.#place) : this.#read(element, entry),
      );
      this.#known.set(element, nodes);
    }
    return this.#known.get(element);
  }

  /** Puts in place of an element's children what they show, for renderings that look at them. */
  expandChildren(element: ElementNode, { spec }: Entry): void {
    if (lookingRenderings.has(spec.as)) this.#expand(element, namesOf(spec.named as Names));
  }

  /** A child that has one of the names is one of the group whatever it shows. */
  #expand(element: ElementNode, names: readonly string[]): void {
    const hasName = ({ attributes }: ElementNode) =>
      attributes.some((one) => one.type === 'mdxJsxAttribute' && names.includes(one.name));
    const expanded = (element.children as RootContent[]).map((child) => {
      if (isExpression(child)) return this.#elementsOf(child) ?? [child];
      if (!isElement(child) || hasName(child)) return [child];
      const shown = this.nodes(child, entryOf(child, this.#tables)) ?? [child];
      for (const node of shown) if (isUnfilledHtml(node)) this.#expand(node, names);
      return shown;
    });
    if (expanded.some((nodes, index) => nodes[0] !== element.children[index])) {
      element.children = expanded.flat() as typeof element.children;
    }
  }

  /** What an expression shows, `{rows.map((row) => <tr>…</tr>)}`, where that is elements. */
  #elementsOf(expression: Written): RootContent[] | undefined {
    if (!/<[a-z]/i.test(expression.value)) return undefined;
    const nodes = expressionNodes(expression, this.#place);
    return nodes.some(isElement) ? nodes : undefined;
  }

  /** Whether only a component's source, a template of the dialect or an attribute tells what an element without content says. */
  isAlone(element: ElementNode): boolean {
    if (element.children.length > 0) return false;
    const entry = entryOf(element, this.#tables);
    const isTold = entry === undefined || entry.spec.as === 'template';
    if (isTold && !isMacroOrContainer(element) && isComponentName(element.name)) return true;
    if (entry !== undefined && entry.spec.as !== 'badge') return false;
    const nodes = this.nodes(element, entry) ?? [];
    // The site knows the words of a badge.
    return nodes.length > 0 && (entry === undefined || !saysGiven(element, nodes));
  }

  /** Whether what an element shows is part of a line. */
  isPartOfLine(element: ElementNode, entry: Entry | undefined): boolean {
    const nodes = this.nodes(element, entry);
    return nodes !== undefined && nodes.length > 0 && nodes.every(isSpan);
  }

  /**
   * What the source of a component says, as nodes. In order: the element is left to the tables; it names
   * no component of the site; it is a Markdown file, which is included; its source cannot be read, or
   * says less than the tables, the element's content or its attributes do, which are then shown instead.
   */
  #read(element: ElementNode, entry: Entry | undefined): RootContent[] | undefined {
    if (this.#isSettled(element, entry)) return undefined;
    const place = this.#place;
    const component = this.#component(element, entry);
    if (component === undefined || !place.budget.take('expansions')) return undefined;
    if (component instanceof Partial) return [fileNode(element, component)];
    const reading = this.#reading(element, entry, component);
    if (reading === undefined) return undefined;
    if (!reading.showsChildren && !saysWordsOf(element, reading.nodes)) {
      place.found.onlyContent.add(element.name as string);
      return linkedContent(element, reading.nodes);
    }
    const lost = lostParts(element, reading.nodes, place, this.#tables);
    if (entry === undefined && attributesSayMore(element, reading, lost, place)) return undefined;
    if (lost.length > 0 && !place.own.isTransformed(element))
      place.lose(element.name as string, lost);
    nameVideo(element, reading.nodes, place);
    const given = [
      ...titleForOthers(element, reading.nodes),
      ...wordsInNotes(element, reading, place),
    ];
    const nodes = [...given, ...withCardTitle(element, reading.nodes)];
    // A drawing that stands for itself, such as a diagram, is told of.
    const isAlone = place.document.dialect.name === 'markdoc' && element.children.length === 0;
    if (isAlone && nodes.some(hasDrawing) && nodes.every(isDrawing)) return undefined;
    return reading.notes.length === 0 || nodes.some(saysSomething) ? nodes : undefined;
  }

  /**
   * What the name of an element stands for in the site. What the site registers for all pages counts only
   * where the tables do not have the name, or have just a line of text, a badge or an icon for it.
   */
  #component(element: ElementNode, entry: Entry | undefined) {
    const isMember = element.name?.includes('.') && !isNamed(element, this.#tables);
    const isOfDialect =
      entry !== undefined &&
      !/^(?:badge|icon|template)$/.test(entry.spec.as) &&
      !isMember &&
      !isOther(element, this.#tables);
    return this.#place.own.named(element, this.#place, isOfDialect);
  }

  /** What a component shows; that parts of it are not known is noted, unless they are shown otherwise. */
  #reading(
    element: ElementNode,
    entry: Entry | undefined,
    component: Callable | 'unreadable',
  ): Reading | undefined {
    const place = this.#place;
    const read = component === 'unreadable' ? undefined : place.own.read(component, element, place);
    const isTransformed = place.own.isTransformed(element);
    // What only the code that transforms a tag makes of its attributes is not known.
    const isHidden = read !== undefined && isTransformed && hidesAttributes(element, read.nodes);
    const reading = isHidden ? undefined : read;
    if (reading?.notes.length === 0 && !reading.hasChoices) return reading;
    if (this.#isShownOtherwise(element, entry, reading)) return undefined;
    if (reading?.notes.length === 0) return reading;
    // What is made of the content, such as the labels of tabs, is said by the content itself.
    const isOfContent = element.children.length > 0 && reading?.showsChildren === true;
    if (!isOfContent || !isTransformed)
      place.lose(element.name as string, isHidden ? ['transform'] : reading?.notes);
    return reading;
  }

  #isShownOtherwise(
    element: ElementNode,
    entry: Entry | undefined,
    reading: Reading | undefined,
  ): boolean {
    // A theme's own version of what the dialect leaves out anyway, such as cards of the pages below.
    const isList = entry?.spec.as === 'card-list' && element.attributes.length === 0;
    if (entry && (entry.spec.as === 'drop' || isList)) {
      return isList || !reading?.nodes.some(saysSomething);
    }
    if (entry) return false;
    // What an element holds is shown, whatever its component would make of it.
    if (reading === undefined) return element.children.length > 0;
    // Boxes of items: the rule for lists of objects shows them better.
    return (
      element.children.length === 0 &&
      listsSomething(element, this.#place) &&
      !reading.nodes.some((node) => hasStructure(node, this.#tables))
    );
  }

  /** Whether the configuration says how it reads, or the dialect's table reads all that it says. */
  #isSettled(element: ElementNode, entry: Entry | undefined): boolean {
    const { components = {} } = this.#place.document.settings;
    if (Object.hasOwn(components, element.name as string)) return true;
    // Code has no components in it, and is given: the name is the site's own.
    const isOther =
      entry?.spec.as === 'code' && (element.children.some(isComponent) || !isGiven(element, entry));
    return entry !== undefined && !isOther && isTold(element, this.#tables, entry);
  }
}

/** Whether an element has content, or an attribute that a table shows as such or above it. */
const isGiven = ({ children, attributes }: ElementNode, { spec }: Entry): boolean =>
  children.length > 0 ||
  [spec.value, spec.title]
    .flat()
    .some((name) => attributes.some((one) => 'name' in one && one.name === name));

const isComponent = (node: RootContent): boolean => isElement(node) && isComponentName(node.name);

/** An element that stands for a Markdown file. */
const fileNode = (element: ElementNode, { specifier: path, from }: Partial): ElementNode => ({
  ...element,
  data: { ...element.data, made: true, partial: { path, from } },
});

/** Whether a list, a table, a heading or a group of the framework is in a node. */
const hasStructure = (root: RootContent, tables: Tables): boolean =>
  holds(root, (node) => {
    if (!isElement(node)) return false;
    // By what a reader chooses alone.
    if (node.name === 'role-tabs') return false;
    const isGroup = lookingRenderings.has(entryOf(node, tables)?.spec.as ?? '');
    return isGroup || /^(?:[uod]l|table|h[1-6])$/.test(node.name ?? '');
  });

/** Whether nodes say nothing but what an attribute of the element does. */
function saysGiven({ attributes }: ElementNode, nodes: RootContent[]): boolean {
  const words = textOf(nodes).trim().toLowerCase();
  return attributes.some(({ value }) => typeof value === 'string' && value.toLowerCase() === words);
}
