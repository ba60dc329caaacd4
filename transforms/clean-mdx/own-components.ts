import type { Expression } from 'estree-jsx';
import type { RootContent } from 'mdast';
import { Library } from '../../src/components/content.ts';
import { Partial } from '../../src/components/partial.ts';
import { type DocumentExpression, Reader } from '../../src/components/reader.ts';
import { noteOf, type Reading } from '../../src/components/use.ts';
import type { ElementNode } from '../../src/contract/element.ts';
import { parseExpression } from '../../src/document/expression.ts';
import type { ImportBinding } from '../../src/document/imports.ts';
import { isElement } from '../../src/document/parse/node-kinds.ts';
import {
  Callable,
  componentIn,
  isTrue,
  Unknown,
  unknown,
  type Value,
  type ValueMap,
} from '../../src/static/value.ts';
import { isMacroOrContainer } from '../nodes.ts';
import type { StaticValue } from '../static-value.ts';
import { expressionOf, nameOf } from './attributes.ts';
import { hostOf } from './own-host.ts';
import { elementOf, fillSentences, parametersOf, slotsOf } from './own-slots.ts';
import { absentIn, toData, toValue } from './own-values.ts';
import type { Place } from './place.ts';
import { hasGaps, spreadValues, statedAttribute } from './values.ts';
import { pageTemplate } from './vue-template.ts';

/** The components of the site itself, for one document and all that it includes. */
export class OwnComponents {
  readonly #reader: Reader;

  constructor(place: Place) {
    this.#reader = new Reader(hostOf(place));
  }

  /** What a name in a tag of a file stands for; undefined where it is not a component of the site. What a table knows is not looked for in what the site registers. */
  named(
    element: ElementNode,
    place: Place,
    isKnown: boolean,
  ): Callable | Partial | 'unreadable' | undefined {
    const value = this.#value(element, place, isKnown);
    if (value instanceof Unknown) return 'unreadable';
    return value instanceof Callable || value instanceof Partial ? value : undefined;
  }

  #value(element: ElementNode, place: Place, isKnown: boolean): Value {
    const [first = '', ...members] = (element.name ?? '').split('.');
    if (isMacroOrContainer(element)) {
      const { name } = place.document.dialect;
      return /^(?:liquid|markdoc|mdc)$/.test(name) ? this.#registered(first, isKnown) : undefined;
    }
    const from = isKnown ? place : place.naming(first);
    const binding = from.scope.imported(first);
    if (binding === undefined && !/^[\p{Lu}\p{Lo}]|-/u.test(first)) return undefined;
    let value = binding
      ? this.#reader.imported(binding.specifier, binding.name, from.path)
      : this.#defined(first, place);
    if (value === undefined) return this.#registered(element.name ?? '', isKnown);
    for (const name of members) value = componentIn(value, name);
    return value;
  }

  /** The package of which the site registers a component by a name. */
  packageOf(name: string): string | undefined {
    const value = /^[\p{Lu}\p{Lo}]/u.test(name) ? this.#reader.registered(name) : undefined;
    return value instanceof Library ? value.specifier : undefined;
  }

  #registered(name: string, isKnown: boolean): Value {
    return isKnown ? undefined : this.#reader.registered(name);
  }

  /** The data of an import, such as the labels of tabs that many pages share. */
  data({ specifier, name }: ImportBinding, place: Place): StaticValue | undefined {
    return toData(this.#reader.imported(specifier, name, place.path));
  }

  #defined(name: string, place: Place): Value {
    const { esm } = place.scope;
    if (!esm.some((source) => source.includes(name))) return undefined;
    return this.#reader.defined(name, { text: esm.join('\n\n'), path: place.path });
  }

  /** What an expression of a file shows. */
  expression(node: Expression, source: string, place: Place): Reading {
    return this.#reader.expression(documentExpression(node, source, place));
  }

  /** The data that an expression of a file gives; undefined where it is not static. */
  value(node: Expression, source: string, place: Place): StaticValue | undefined {
    return toData(this.#followed(node, source, place));
  }

  /** Whether an expression of a file counts as true; undefined where that is not known. */
  isTrue(source: string, place: Place): boolean | undefined {
    return isTrue(this.#valueOf(source, place));
  }

  #followed(node: Expression, source: string, place: Place): Value {
    if (!place.budget.take('expansions')) return unknown;
    return this.#reader.value(documentExpression(node, source, place));
  }

  #valueOf(source: string, place: Place): Value {
    const node = parseExpression(source);
    return node === undefined ? unknown : this.#followed(node, source, place);
  }

  /** Notes the words of attributes that only running the page would tell. */
  noteLost(element: ElementNode, names: readonly string[], place: Place): void {
    // What a component shows is noted where it is used.
    if (element.data?.made) return;
    for (const name of names) {
      const source = expressionOf(element, name);
      const isLost = source !== undefined && this.#valueOf(source, place) instanceof Unknown;
      if (isLost && statedAttribute(element, name, place.scope.value) === undefined)
        place.loseExpression(noteOf(source), element);
    }
  }

  read(component: Callable, element: ElementNode, place: Place): Reading | undefined {
    const props = this.#props(element, place);
    const typeOf = (node: RootContent) => this.#typeOf(node, place);
    const slots = slotsOf(element);
    fillSentences(slots, place);
    const filled = new Map<string, Callable>();
    for (const [name, parameters] of parametersOf(element)) {
      const filling = this.#filled(slots.get(name) ?? [], parameters, place);
      if (filling) filled.set(name, filling);
    }
    const reading = this.#reader.read(component, { props, slots, filled, typeOf });
    return reading && { ...reading, notes: [...absentIn(props, reading), ...reading.notes] };
  }

  #props(element: ElementNode, place: Place): ValueMap {
    const props: ValueMap = isMacroOrContainer(element)
      ? this.#reader.defaults(element.name ?? '')
      : new Map();
    for (const attribute of element.attributes) {
      if (attribute.type !== 'mdxJsxAttribute') {
        const spread = spreadValues(attribute.value, place);
        for (const [name, value] of spread) props.set(name, toValue(value));
      } else if (attribute.name === 'v-bind') {
        const spread = this.#valueOf(String(attribute.value), place);
        for (const [name, value] of spread instanceof Map ? spread : []) props.set(name, value);
      } else {
        const name = nameOf(attribute);
        props.set(name, this.#given(element, { name, written: attribute.name }, place));
      }
    }
    return props;
  }

  /** What React has as the `type` of an element of a page; what a component made is not known. */
  #typeOf(node: RootContent, place: Place): Value {
    if (!isElement(node)) return elementOf(node);
    const { name, data } = node;
    if (data?.made || !name) return unknown;
    return this.#value(node, place, false) ?? (/^[\p{Lu}\p{Lo}]/u.test(name) ? unknown : name);
  }

  /** What an element of a page shows by the scripts of the page. */
  template(element: ElementNode, place: Place): Reading | undefined {
    const template = pageTemplate([element as RootContent], { place, reader: this.#reader });
    if (template === undefined) return undefined;
    return this.#reader.read(template.component, { props: template.props, slots: new Map() });
  }

  /** What nodes of a page show by what a component gives their slot: `{ item }` of `#item="{ item }"`. */
  #filled(nodes: readonly RootContent[], parameters: string, place: Place): Callable | undefined {
    const reader = this.#reader;
    const around = (markup: string) =>
      `<template v-for="(${parameters.replaceAll('"', '&quot;')}) in given">${markup}</template>`;
    const template = pageTemplate(nodes, { place, reader }, around);
    if (template === undefined) return undefined;
    const { component, props } = template;
    return new Callable(([given]) =>
      reader.render(component, new Map([...props, ['given', [given]]]), new Map()),
    );
  }

  /** Whether the site makes what the component of a tag is given of what the tag holds. */
  isTransformed({ name, data }: ElementNode): boolean {
    return data?.origin === 'macro' && this.#reader.isTransformed(name ?? '');
  }

  /** What an attribute gives to a component; lists and objects whose parts are calls are followed. */
  #given(
    element: ElementNode,
    { name, written }: Record<'name' | 'written', string>,
    place: Place,
  ) {
    const value = statedAttribute(element, name, place.scope.value);
    const source = expressionOf(element, written);
    const isPartial =
      typeof value === 'object' && source !== undefined && hasGaps(source, place.scope.value);
    if (value !== undefined && !isPartial) return toValue(value);
    // What is nothing here was left out by mistake; no text of a component shows it.
    return source === undefined ? unknown : (this.#valueOf(source, place) ?? unknown);
  }
}

/** An expression with the names that its file imports, defines and is given. */
function documentExpression(node: Expression, source: string, place: Place): DocumentExpression {
  const { esm, given } = place.scope;
  // A page is given no props; an included file has its own.
  const names: ValueMap = new Map([['props', new Map()]]);
  for (const [name, value] of given) names.set(name, toValue(value));
  return { node, source, names, module: { text: esm.join('\n\n'), path: place.path } };
}
