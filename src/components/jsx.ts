import { decodeHTMLStrict } from 'entities/decode';
import type { JSXElement, JSXFragment } from 'estree-jsx';
import type { RootContent } from 'mdast';
import { voidNames } from '../document/html-names.ts';
import { isBlank } from '../document/parse/node-kinds.ts';
import { type Scope, sourceOf } from '../static/scope.ts';
import {
  Callable,
  callBack,
  isScalar,
  resultOf,
  Unknown,
  unknown,
  type Value,
  type ValueMap,
} from '../static/value.ts';
import { accessibleName, isPermalink, showsSomething, takesLabel } from './accessible.ts';
import { componentNamed, Library, markHollow, markIcons } from './content.ts';
import { offerOptions, pressOf } from './controls.ts';
import { elementOf, emitterIn, isCode, nodesOf } from './emit.ts';
import { areWords, collapse, withGap } from './gaps.ts';
import { propsOf, valueIn } from './jsx-attributes.ts';
import { libraryName } from './libraries.ts';
import { Partial } from './partial.ts';
import {
  childValue,
  isButton,
  isChoice,
  isPassing,
  namesGiven,
  opensAgain,
  partly,
} from './partly.ts';
import type { Reader } from './reader.ts';
import { htmlNodes, setHtml } from './set-html.ts';
import { bySlot, type Child, dataIn, isQwikSlot } from './slots.ts';
import { defineNames, namesOnly, snippetsIn } from './svelte-names.ts';
import { isDecoration, isUnseen } from './unseen.ts';

/** How the white space of a source reads: as in JSX, or as in HTML, where a line break is a blank. */
export type WhiteSpace = 'jsx' | 'html';

/** What JSX of a component's source is: content for the document. */
export function markupOf(
  node: JSXElement | JSXFragment,
  scope: Scope,
  context: { reader: Reader; space: WhiteSpace },
): Value {
  return context.reader.content(new Jsx(scope, context).nodes(node));
}

class Jsx {
  readonly #scope: Scope;
  readonly #reader: Reader;
  readonly #space: WhiteSpace;

  constructor(scope: Scope, { reader, space }: { reader: Reader; space: WhiteSpace }) {
    this.#scope = scope;
    this.#reader = reader;
    this.#space = space;
  }

  nodes(node: JSXElement | JSXFragment): RootContent[] {
    return node.type === 'JSXFragment' ? this.#children(node) : this.#element(node);
  }

  #element(node: JSXElement): RootContent[] {
    const written = sourceOf(node.openingElement.name, this.#scope.reading);
    const target = componentNamed(written, this.#scope);
    const props = propsOf(node, this.#scope, { isOwn: target instanceof Callable });
    if (written === 'slot') return this.#slot(node, props);
    const html = setHtml(node, props, this.#scope);
    if (html !== undefined) return this.#html(written, props, html);
    const text = props.get('set:text');
    if (text !== undefined) return this.#filled(written, props, this.#value(text, written));
    if (isQwikSlot(target)) return this.#slot(node, props, this.#reader.slots);
    if (target instanceof Callable) return this.#component(target, node, props);
    if (target instanceof Partial) return [target.element(props)];
    if (/^(?:React\.)?Fragment$/.test(written)) return this.#children(node);
    // The path of an imported drawing; other texts are names of elements: `const Tag = as`.
    if (typeof target === 'string' && /[./]/.test(target)) return [];
    const own = typeof target === 'string' ? target : written;
    const name = target instanceof Library ? libraryName(target, own, props) : own;
    const nodes = this.#plain(name, props, () => this.#children(node));
    const shown = markIcons(node.children.some(isPart) ? markHollow(nodes) : nodes, target);
    return this.#pressed(node, shown);
  }

  #pressed({ openingElement }: JSXElement, nodes: RootContent[]): RootContent[] {
    const { choices } = this.#reader;
    const handler = choices.hasStates ? pressOf(openingElement) : undefined;
    const press = handler && valueIn(handler, this.#scope);
    return press instanceof Callable ? choices.pressed(nodes, () => callBack(press)) : nodes;
  }

  #plain(name: string, props: ValueMap, inside: () => RootContent[]): RootContent[] {
    if (name === 'select') offerOptions(props, inside);
    if (isUnseen(name) || isDecoration(name, props)) return [];
    const given = resultOf(props.get('children'));
    const { notes } = this.#reader.emitter.findings;
    const known = notes.size;
    const children = voidNames.has(name) ? [] : inside();
    // A tooltip that is known in part would break the sentence around it.
    if (props.get('role') === 'tooltip' && notes.size > known) return [];
    if (children.length === 0 && given !== undefined) children.push(...this.#value(given, name));
    if (isPermalink(name, props, children)) return [];
    const label = takesLabel(name) ? accessibleName(props, children) : undefined;
    const shown: RootContent[] = label ? [{ type: 'text', value: label }] : children;
    this.#reader.emitter.count(1);
    return [elementOf(name, props, shown, this.#reader.emitter)];
  }

  #component(component: Callable, node: JSXElement, props: ValueMap): RootContent[] {
    const given = this.#slots(node);
    const slots = new Map<string, Value>();
    for (const [name, nodes] of given) slots.set(name, this.#reader.children(nodes));
    for (const name of [...props.keys()]) if (/^(?:q:)?slot$/.test(name)) props.delete(name);
    for (const [name, snippet] of snippetsIn(node.children, this.#scope)) props.set(name, snippet);
    const data = dataIn(node, this.#scope);
    if (data) props.set('children', data);
    const written = sourceOf(node.openingElement.name, this.#scope.reading);
    const { findings } = this.#reader.emitter;
    const known = new Set(findings.notes);
    const around = this.#reader.modules.packages.of(component);
    const inside = () => [...given.values()].flat();
    const nameIn = (one: string) => libraryName(new Library(one, written), written, props);
    const asLibrary = (specifier: string) => this.#plain(nameIn(specifier), props, inside);
    if (around?.isLibrary && given.size > 0) return asLibrary(around.name);
    const value = this.#reader.render(component, props, slots);
    const shown = nodesOf(value, () => `<${written}>`, this.#reader.emitter);
    if (findings.notes.size === known.size) return shown;
    const isNamed =
      around === undefined && !shown.some(showsSomething) && this.#isTold(written, props, given);
    if (around === undefined && !isNamed) return shown;
    for (const note of findings.notes) if (!known.has(note)) findings.notes.delete(note);
    return around ? asLibrary(around.name) : this.#plain(written, props, inside);
  }

  /** Whether the dialect's tables tell by the name of an element without content what it shows. */
  #isTold(name: string, props: ValueMap, given: ReadonlyMap<string, RootContent[]>): boolean {
    const { emitter, host } = this.#reader;
    return given.size === 0 && host.isTold(elementOf(name, props, [], emitter));
  }

  /** The children of an element by slot. */
  #slots(node: JSXElement): Map<string, RootContent[]> {
    const slots = new Map<string, RootContent[]>();
    for (const [name, children] of bySlot(node.children.filter((child) => !namesOnly(child)))) {
      const nodes = this.#children(node, children);
      if (nodes.length > 0) slots.set(name, nodes);
    }
    if (slots.get('default')?.every(isBlank)) slots.delete('default');
    return slots;
  }

  #slot(
    node: JSXElement,
    props: ValueMap,
    slots: Value | Reader['slots'] = this.#scope.value('$slots'),
  ): RootContent[] {
    const name = props.get('name') ?? 'default';
    const given = slots instanceof Map && isScalar(name) ? slots.get(String(name)) : undefined;
    if (given === undefined) return this.#children(node);
    return this.#value(given);
  }

  #html(name: string, props: ValueMap, html: Value): RootContent[] {
    if (isUnseen(name) || (name === 'svg' && html instanceof Unknown)) return [];
    // Astro prints the items of a list one after the other.
    const text = Array.isArray(html) && html.every(isScalar) ? html.join('') : html;
    const nodes = isScalar(text)
      ? htmlNodes(String(text), name, this.#reader)
      : nodesOf(text, () => `set:html of <${name}>`, this.#reader.emitter);
    return this.#filled(name, props, nodes);
  }

  /** An element whose content an attribute gives. */
  #filled(name: string, props: ValueMap, nodes: RootContent[]): RootContent[] {
    for (const key of ['set:html', 'set:text', 'dangerouslySetInnerHTML']) props.delete(key);
    return /Fragment$/.test(name) ? nodes : this.#plain(name, props, () => nodes);
  }

  #value(value: Value, name = ''): RootContent[] {
    return nodesOf(value, () => 'children', emitterIn(name, this.#reader.emitter));
  }

  #children(node: JSXElement | JSXFragment, children: Child[] = node.children): RootContent[] {
    const nodes: RootContent[] = [];
    let isApart = false;
    defineNames(children, this.#scope);
    for (const child of children) {
      const given = this.#child(child, node, nodes);
      const last = nodes.at(-1);
      const isGap = isApart && areWords(last, given[0]);
      isApart = given.length === 0 && (isApart || this.#isLineBreak(child));
      nodes.push(...(isGap ? withGap(last!, given) : given));
    }
    return nodes;
  }

  /** White space with a line break, which JSX drops; styles keep the nodes on both sides apart. */
  #isLineBreak(child: Child): boolean {
    return child.type === 'JSXText' && sourceOf(child, this.#scope.reading).includes('\n');
  }

  #child(
    child: Child,
    inside: JSXElement | JSXFragment,
    before: readonly RootContent[],
  ): RootContent[] {
    const { reading } = this.#scope;
    const name = inside.type === 'JSXElement' ? sourceOf(inside.openingElement.name, reading) : '';
    if (child.type === 'JSXText') return this.#text(sourceOf(child, reading));
    if (namesOnly(child)) return this.#named(child, name);
    if (child.type === 'JSXElement' || child.type === 'JSXFragment') {
      reading.budget.step();
      return reading.budget.deeper(() => this.nodes(child));
    }
    const value = childValue(child.expression, this.#scope, name);
    // What a button is called just now says nothing of the page.
    if (value === unknown && isButton(name) && isChoice(child.expression))
      return namesGiven(child.expression, this.#scope, this.#reader.emitter);
    if (value instanceof Unknown && isPassing(child.expression)) return [];
    if (!isScalar(value) && opensAgain(child.expression, this.#scope, before)) return [];
    const emitter = emitterIn(name, this.#reader.emitter);
    const isPartly = value === unknown && isCode(name);
    const known = isPartly ? partly(child.expression, this.#scope, emitter) : undefined;
    return known ?? nodesOf(value, () => sourceOf(child.expression, reading), emitter);
  }

  /** A snippet stands where it is shown; a component of a library is taken to show it. */
  #named(child: Child, inside: string): RootContent[] {
    if (!/^\p{Lu}|\./u.test(inside)) return [];
    const shown = [...snippetsIn([child], this.#scope).values()].map((one) => resultOf(one));
    return shown.flatMap((value) => this.#value(value, inside));
  }

  #text(written: string): RootContent[] {
    const value = decodeHTMLStrict(collapse(written, this.#space));
    this.#reader.emitter.count(1);
    return value === '' ? [] : [{ type: 'text', value }];
  }
}

const isPart = ({ type }: Child) => type !== 'JSXText';
