import type { Nodes, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { namelessVideo } from '../../src/components/accessible.ts';
import { Partial } from '../../src/components/content.ts';
import type { ElementNode } from '../../src/contract/element.ts';
import { holds } from '../../src/document/walk.ts';
import { isElement, paragraph, strong, text } from '../nodes.ts';
import { type Entry, type Names, namesOf } from '../renderings/rendering.ts';
import { isCard, isComponentName, isContent, isLongCode, isTyped, readsAll } from './attributes.ts';
import { isImportedIcon } from './icons.ts';
import {
  hasLinkAround,
  hasLinkedHeading,
  hidesAttributes,
  isDrawing,
  isFilledByScript,
  isSpan,
  names,
  saysSomething,
  saysWordsOf,
} from './own-nodes.ts';
import type { Place } from './place.ts';
import { isRepeated, repeatedNodes } from './repeated.ts';
import { entryOf, isNamed, isOther, type Tables } from './tables.ts';
import { leavesNothing, listsSomething } from './unknown.ts';
import { attributeValue } from './values.ts';

/** Renderings that say less of a component than its own source does. */
const weakRenderings: ReadonlySet<string> = new Set('template badge icon unwrap drop'.split(' '));

/** Renderings that ask what their children are. */
const lookingRenderings: ReadonlySet<string> = new Set([
  'code-group',
  'definitions',
  'files',
  'folder',
  'items',
  'nested-fields',
  'row',
  'steps',
  'table',
  'tabs',
]);

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
    const isTag = element.data?.origin === 'macro' || element.data?.origin === 'container';
    const isComponent = isTag || isComponentName(element.name);
    const isLoop = entry?.spec.as === 'drop' && isRepeated(element);
    if (element.data?.made || !(isComponent || isLoop)) return undefined;
    if (!this.#known.has(element)) {
      const nodes = this.#place.rendering(element, () =>
        isLoop ? repeatedNodes(element, this.#place) : this.#read(element, entry),
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
      if (!isElement(child) || hasName(child)) return [child];
      const isHtml = child.data?.origin !== 'container' && /^[a-z]+$/.test(child.name ?? '');
      if (isHtml && !isRepeated(child)) {
        this.#expand(child, names);
      }
      return this.nodes(child, entryOf(child, this.#tables)) ?? [child];
    });
    if (expanded.some((nodes, index) => nodes[0] !== element.children[index])) {
      element.children = expanded.flat() as typeof element.children;
    }
  }

  /** Whether only the source of a component tells what an element without content says. */
  isAlone(element: ElementNode): boolean {
    if (element.children.length > 0 || entryOf(element, this.#tables) !== undefined) return false;
    return (this.nodes(element, undefined)?.length ?? 0) > 0;
  }

  /** Whether what an element shows is part of a line. */
  isPartOfLine(element: ElementNode, entry: Entry | undefined): boolean {
    const nodes = this.nodes(element, entry);
    return nodes !== undefined && nodes.length > 0 && nodes.every(isSpan);
  }

  #read(element: ElementNode, entry: Entry | undefined): RootContent[] | undefined {
    if (this.#isSettled(element, entry)) return undefined;
    const place = this.#place;
    const name = element.name as string;
    const isMember = name.includes('.') && !isNamed(element, this.#tables);
    // A site that registers a component of this name says better what it shows than a line of ours.
    const isKnown =
      entry !== undefined &&
      entry.spec.as !== 'template' &&
      entry.spec.as !== 'icon' &&
      !isMember &&
      !isOther(element, this.#tables);
    const component = place.own.named(element, place, isKnown);
    if (component === undefined || !place.budget.take('expansions')) return undefined;
    if (component instanceof Partial) {
      const { specifier: path, from } = component;
      return [{ ...element, data: { ...element.data, made: true, partial: { path, from } } }];
    }
    const read = component === 'unreadable' ? undefined : place.own.read(component, element, place);
    // What only the code that transforms a tag makes of its attributes is not known.
    const isMade = read && place.own.isTransformed(element) && hidesAttributes(element, read.nodes);
    const reading = isMade ? undefined : read;
    // What an element holds is shown, whatever its component would make of it.
    const isHeld = reading === undefined && entry === undefined && element.children.length > 0;
    if (!isHeld && (reading === undefined || reading.notes.length > 0)) {
      // The rule for lists of objects shows them better.
      if (reading && entry === undefined && this.#isBoxesOfItems(element, reading.nodes))
        return undefined;
      // A theme's own version of what the dialect leaves out anyway.
      const isLeftOut = entry?.spec.as === 'drop' && !reading?.nodes.some(saysSomething);
      if (isLeftOut) return undefined;
      // What is made of the content, such as the labels of tabs, is said by the content itself.
      const isOfContent = element.children.length > 0 && reading?.showsChildren === true;
      if (!isOfContent || !place.own.isTransformed(element))
        place.lose(name, isMade ? ['transform'] : reading?.notes);
    }
    if (!reading?.showsChildren && !(reading && saysWordsOf(element, reading.nodes))) {
      if (reading) place.onlyContent.add(name);
      return undefined;
    }
    const parts = this.#lostParts(reading.nodes, new Set<Nodes>(element.children));
    const isPartial = entry === undefined && reading.notes.length + parts.length > 0;
    if (isPartial && this.#losesGiven(element, reading.nodes)) return undefined;
    if (entry === undefined && isFilledByScript(element, reading.nodes, place)) return undefined;
    // A card below a heading of its own would begin a section, and one that is a link has no parts.
    const isWhole = (node: RootContent) => hasLinkedHeading(node) || hasLinkAround(node, element);
    if (entry === undefined && isCard(element) && reading.nodes.some(isWhole)) return undefined;
    if (parts.length > 0 && !place.own.isTransformed(element)) place.lose(name, parts);
    this.#nameVideo(element, reading.nodes);
    reading.nodes.unshift(...this.#titleForOthers(element, reading.nodes));
    // A drawing that stands for itself, such as a diagram, is told of.
    const isAlone = place.document.dialect.name === 'markdoc' && element.children.length === 0;
    if (isAlone && reading.nodes.every(isDrawing)) return undefined;
    return reading.notes.length === 0 || reading.nodes.some(saysSomething)
      ? reading.nodes
      : undefined;
  }

  /** Whether an element without content is given a list of items that its component shows in boxes alone. */
  #isBoxesOfItems(element: ElementNode, nodes: RootContent[]): boolean {
    if (element.children.length > 0) return false;
    return (
      listsSomething(element, this.#place) &&
      !nodes.some((node) => hasStructure(node, this.#tables))
    );
  }

  /** The components of packages that show something, and what, only running them would tell. The content of the use speaks for itself. */
  #lostParts(nodes: readonly RootContent[], content: ReadonlySet<Nodes>): string[] {
    return nodes.flatMap((node) => {
      if (!('children' in node) || content.has(node)) return [];
      const entry = isElement(node) ? entryOf(node, this.#tables) : undefined;
      if (entry?.spec.as === 'drop') return [];
      const isLost =
        isElement(node) &&
        node.data?.partial === undefined &&
        isComponentName(node.name) &&
        entry === undefined &&
        leavesNothing(node, this.#place) &&
        !isImportedIcon(node, this.#place);
      return isLost ? [`<${node.name}>`] : this.#lostParts(node.children as RootContent[], content);
    });
  }

  /** Whether an attribute holds code or a command that is not shown, or words where none at all are. */
  #losesGiven(element: ElementNode, nodes: RootContent[]): boolean {
    const shown = JSON.stringify(nodes);
    const isWordless = !/\p{L}/u.test(plainText({ type: 'root', children: nodes }));
    return element.attributes.some((one) => {
      // What is bound in Vue is an expression, and no code.
      if (!('name' in one) || /^(?::|v-)/.test(one.name)) return false;
      const given = attributeValue(element, one.name, this.#place);
      if (typeof given !== 'string') return false;
      const isWords = isWordless && isContent({ ...one, value: given });
      const isCode = isLongCode(one.name, given) || isTyped(one.name, given);
      if (!isWords && !isCode) return false;
      // The first words tell.
      return (given.match(/\w+/g) ?? []).slice(0, 50).some((word) => !shown.includes(word));
    });
  }

  /** A video that nothing names has the name that the use of its component gives. */
  #nameVideo(element: ElementNode, nodes: RootContent[]): void {
    const video = namelessVideo(nodes);
    if (video === undefined) return;
    const given = ['title', 'alt', 'caption'].map((name) =>
      attributeValue(element, name, this.#place),
    );
    const title = given.find((one): one is string => typeof one === 'string' && one.trim() !== '');
    if (title === undefined) return;
    video.attributes = [
      ...video.attributes,
      { type: 'mdxJsxAttribute', name: 'title', value: title },
    ] as never;
  }

  /** A title that the component does not take: the one around it reads it, as tabs do. */
  #titleForOthers({ type, children, attributes }: ElementNode, nodes: RootContent[]) {
    if (type !== 'mdxJsxFlowElement' || children.length === 0) return [];
    const given = attributes.find((one) => 'name' in one && /^(?:title|label)$/.test(one.name));
    const title = typeof given?.value === 'string' ? given.value.trim() : '';
    const own = new Set<Nodes>(children);
    const isShown = title === '' || nodes.some((node) => names(node, title, own));
    return isShown ? [] : [paragraph([strong([text(title)])])];
  }

  /** Whether the configuration says how it reads, or the dialect's table reads all that it says. */
  #isSettled(element: ElementNode, entry: Entry | undefined): boolean {
    const { components = {} } = this.#place.document.settings;
    if (Object.hasOwn(components, element.name as string)) return true;
    if (entry === undefined || !isNamed(element, this.#tables)) return false;
    return !weakRenderings.has(entry.spec.as) && readsAll(element, entry);
  }
}

/** Whether a list, a table, a heading or a group of the framework is in a node. */
const hasStructure = (root: RootContent, tables: Tables): boolean =>
  holds(root, (node) => {
    if (!isElement(node)) return false;
    const isGroup = lookingRenderings.has(entryOf(node, tables)?.spec.as ?? '');
    return isGroup || /^(?:[uod]l|table|h[1-6])$/.test(node.name ?? '');
  });
