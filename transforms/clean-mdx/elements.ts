import type { PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { type SavingName, save, savingValue } from '../../src/contract/savings.ts';
import type { Document } from '../../src/document/document.ts';
import { firstOf } from '../../src/first-of.ts';
import { elementsIn, isBlank, isElement, text } from '../nodes.ts';
import {
  type Child,
  type Entry,
  type IncludeRequest,
  type Names,
  namesOf,
  type RenderEnv,
} from '../renderings/rendering.ts';
import { isScalar, type StaticValue } from '../static-value.ts';
import { isMeantEmpty, saysNothing, unreadContent, withUnread } from './attribute-content.ts';
import { keepBraces, lineOf, mayBeMarkdown } from './attribute-text.ts';
import { shownCode } from './code-parts.ts';
import { withData } from './data.ts';
import { codeText, fillChildren, givenHtml, withInnerHeadings } from './element-content.ts';
import { expressionNodes, valueNodes } from './expressions.ts';
import { childrenOf } from './flex.ts';
import { withGiven } from './given.ts';
import { wordsOfName } from './icons.ts';
import { importedPartial, partialProps } from './imports.ts';
import { includeFile } from './include.ts';
import { markForVue } from './interpolations.ts';
import { apartFromCode, flatten } from './line.ts';
import { demoIn, includedPart, withFile } from './named-files.ts';
import { OwnElements } from './own-elements.ts';
import type { Place } from './place.ts';
import { entryOf, isOther, renamedEntry, type Tables, tablesOf } from './tables.ts';
import { unknownElement } from './unknown.ts';
import { attributeValue, expressionValue, mapWords } from './values.ts';
import type { Walk } from './walk.ts';

/** Renderings that give parts of a line. */
const lineRenderings: ReadonlySet<string> = new Set(['template', 'badge', 'link', 'mark', 'break']);

/** Renders elements by the dialect's tables; the environment that renderings are given. */
export class Elements implements RenderEnv {
  readonly document: Document;
  readonly path: string;
  readonly place: Place;
  readonly own: OwnElements;
  flow = true;
  siblings: readonly RootContent[] = [];
  /** Whether text stands beside the span or element that holds what is being rendered. */
  beside = false;
  readonly fields: string[] = [];
  alerts = 0;
  readonly #walk: Walk;
  readonly #tables: Tables;
  #hollow = false;

  constructor(walk: Walk, place: Place) {
    this.document = place.document;
    this.path = place.path;
    this.place = place;
    this.#walk = walk;
    this.#tables = tablesOf(place.document.dialect);
    this.own = new OwnElements(place, this.#tables);
  }

  element(element: ElementNode, position: Pick<RenderEnv, 'flow' | 'siblings'>): RootContent[] {
    const { flow, siblings, beside } = this;
    markForVue(element);
    const hasText = !flow && siblings.filter((node) => !isBlank(node)).length > 1;
    this.beside = !position.flow && (beside || hasText);
    this.flow = position.flow;
    this.siblings = position.siblings;
    const nodes = this.place.nested(element, () => this.#render(element, this.entry(element)));
    Object.assign(this, { flow, siblings, beside });
    return nodes;
  }

  /** Whether the element rendered last leaves its heading without anything to announce. */
  takeHollow(): boolean {
    const hollow = this.#hollow;
    this.#hollow = false;
    return hollow;
  }

  #render(element: ElementNode, entry: Entry | undefined): RootContent[] {
    if (!element.name) return this.children(element);
    this.place.noteOrigin(element);
    const shown = this.#given(element, entry) ?? this.#ofSite(element, entry);
    return shown ?? (entry ? this.#ofTable(element, entry) : this.unknown(element));
  }

  /** What stands in place of an element: markup that it is given, or a file. */
  #given(element: ElementNode, entry: Entry | undefined): RootContent[] | undefined {
    const given = givenHtml(element, this, this.place) ?? demoIn(element, this);
    if (given) return this.render(given);
    fillChildren(element, this, this.place);
    const made = element.data?.partial;
    const part = !made && entry?.spec.as === 'unwrap' && includedPart(element, this);
    if (part) return this.include(element, part);
    const file = made ?? importedPartial(element, this.place, entry === undefined);
    return file && this.include(element, { ...file, props: partialProps(element, this) });
  }

  /** What the site's own component of that name shows. */
  #ofSite(element: ElementNode, entry: Entry | undefined): RootContent[] | undefined {
    const own = this.own.nodes(element, entry);
    const shown = own && this.#shown(element, own);
    if (shown && shown.length > 0) return withGiven(shown, element, this, this.place);
    // A component that shows nothing for lack of what only running it tells may say it in its attributes.
    return this.place.found.lost.has(element.name ?? '') ? undefined : shown;
  }

  /** What the table of the dialect says of an element. */
  #ofTable(element: ElementNode, entry: Entry): RootContent[] {
    this.own.expandChildren(element, entry);
    const alert = entry.spec.as === 'alert';
    if (alert) this.alerts += 1;
    const nodes = entry.definition.render(element, entry.spec, this);
    if (alert) this.alerts -= 1;
    if (alert && nodes.length === 0) return wordsOfName(element, this) ?? nodes;
    if (nodes.length === 0 && isMeantEmpty(element, entry, this.place)) return nodes;
    const other = isOther(element, this.#tables);
    const unread = unreadContent(element, entry, { env: this, other, nodes });
    if (nodes.length === 0 && !other && !saysNothing(unread)) return this.unknown(element);
    if (entry.spec.heading === true && entry.spec.as === 'drop') this.#hollow = true;
    const said = withUnread(nodes, unread, this);
    return other ? withData(withFile(said, element, this), element, this, this.place) : said;
  }

  /** Nodes in place of an element; one alone stands among its neighbours. */
  #shown(element: ElementNode, nodes: RootContent[]): RootContent[] {
    const [only = element] = nodes;
    const siblings = this.siblings.map((node) => (node === element ? only : node));
    const isAlone = nodes.length === 1 && isElement(only);
    const shown = isAlone ? this.element(only, { flow: this.flow, siblings }) : this.render(nodes);
    return this.flow ? shown : apartFromCode(shown, element, this.siblings);
  }

  readonly unknown = (element: ElementNode) => unknownElement(element, this, this.place);

  lose(element: ElementNode, sources: readonly string[]): void {
    if (element.name) this.place.lose(element.name, sources);
  }

  include(element: ElementNode, request: IncludeRequest & { from?: string }): RootContent[] {
    const walk = (place: Place, nodes: RootContent[]) => this.#walk.at(place).flow(nodes);
    const nodes = includeFile(element, request, { place: this.place, walk });
    const [only] = nodes;
    return !this.flow && nodes.length === 1 && only?.type === 'paragraph' ? only.children : nodes;
  }

  /** Whether an element without content renders to words rather than to blocks. */
  isPartOfLine(element: ElementNode): boolean {
    const entry = this.entry(element);
    if (this.own.isPartOfLine(element, entry)) return true;
    if (element.children.length > 0 || entry?.spec.list === true) return false;
    return lineRenderings.has(entry?.spec.as ?? '');
  }

  entry(element: ElementNode): Entry | undefined {
    return entryOf(element, this.#tables) ?? renamedEntry(element, this.place, this.#tables);
  }

  elements(element: ElementNode): Child[] {
    return elementsIn(element).map((child) => ({ element: child, entry: this.entry(child) }));
  }

  children(element: ElementNode): RootContent[] {
    return withInnerHeadings(element, this.render(childrenOf(element)));
  }

  render(nodes: readonly RootContent[]): RootContent[] {
    return this.#walk[this.flow ? 'flow' : 'line'](nodes as RootContent[]);
  }

  blocks(element: ElementNode): RootContent[] {
    return withInnerHeadings(element, this.#walk.flow(childrenOf(element)));
  }

  line(element: ElementNode): PhrasingContent[] {
    return flatten(this.#walk.line(childrenOf(element)), 'space');
  }

  attribute(element: ElementNode, name: string): StaticValue | undefined {
    const code = name === 'code' ? shownCode(element, this.#walk) : undefined;
    return code ?? attributeValue(element, name, this.place);
  }

  text(element: ElementNode, names: Names | undefined): string | undefined {
    return firstOf(namesOf(names), (name) => {
      const value = this.attribute(element, name);
      return isScalar(value) && value !== '' ? String(value) : undefined;
    });
  }

  prose(element: ElementNode, names: Names | undefined): PhrasingContent[] | undefined {
    const nodes = firstOf(namesOf(names), (name) => this.valueProse(this.attribute(element, name)));
    if (!nodes) this.loseUnknown(element, names);
    return nodes;
  }

  valueProse(value: StaticValue | undefined): PhrasingContent[] | undefined {
    if (isScalar(value)) return value === '' ? undefined : this.inline(String(value));
    if (value === undefined || value === null || typeof value === 'boolean') return undefined;
    if (value instanceof Map) return [text(mapWords(value as ReadonlyMap<string, StaticValue>))];
    const nodes = flatten(this.#walk.line(valueNodes(value)), 'space');
    return nodes.length > 0 ? nodes : undefined;
  }

  valueBlocks(value: StaticValue): RootContent[] {
    return this.#walk.flow(valueNodes(value));
  }

  readonly expand: RenderEnv['expand'] = (value) => expressionNodes({ value }, this.place);
  readonly parse: RenderEnv['parse'] = (source, from) => this.place.parse(source, from);
  readonly imported: RenderEnv['imported'] = (name) => this.place.imported(name);
  readonly report: RenderEnv['report'] = (report) => this.place.report(report);

  inline(markdown: string): PhrasingContent[] {
    const value = markdown.replace(/\s+/g, ' ').trim();
    const defined = this.place.definitionsFor(value);
    if (defined === '' && !mayBeMarkdown(value)) return [text(value)];
    const isKnown = (one: ElementNode) =>
      !!this.entry(one) || this.place.own.named(one, this.place, false) !== undefined;
    const isValue = (source: string) => expressionValue(source, this.place) !== undefined;
    const nodes = lineOf(keepBraces(this.place.parse(value + defined), isValue), isKnown);
    return nodes ? flatten(this.#walk.line(nodes), 'space') : [text(value)];
  }

  code(element: ElementNode): string {
    const isFile = (one: ElementNode) => this.entry(one)?.spec.as === 'include';
    return this.#walk.named(codeText(element, this.#walk, isFile), element);
  }

  readonly loseUnknown: RenderEnv['loseUnknown'] = (element, names) =>
    this.place.own.noteLost(element, namesOf(names), this.place);
  readonly url: RenderEnv['url'] = (url) => this.place.url(url);
  readonly rule: RenderEnv['rule'] = (name) => savingValue(this.document.settings, name);

  save(name: SavingName, nodes: readonly RootContent[]): void {
    save(this.place.found.savings, name, plainText(nodes).length);
  }

  within<T>(field: string, run: () => T): T {
    this.fields.push(field);
    const result = run();
    this.fields.pop();
    return result;
  }
}
