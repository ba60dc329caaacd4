import type { Expression, Node } from 'estree-jsx';
import type { MdxJsxAttribute } from 'mdast-util-mdx';
import type { Parts } from '../../src/components/emit.ts';
import type { ElementNode } from '../../src/contract/element.ts';
import { parseExpression } from '../../src/document/expression.ts';
import { fold, isScalar, type Lookup, Rendered, type StaticValue } from '../static-value.ts';
import type { Place } from './place.ts';

/** How the value of an expression is worked out from its source. */
type Read = (source: string) => StaticValue | undefined;

/** What an expression plainly states with the names of its document. */
const stated =
  (lookup: Lookup): Read =>
  (source) => {
    const expression = parseExpression(source);
    return expression && fold(expression, { source, lookup });
  };

/** What an expression states, else what following it gives; of a text at least what is known of it. */
export function expressionValue(source: string, place: Place): StaticValue | undefined {
  const expression = parseExpression(source);
  if (expression === undefined) return undefined;
  let isWhole = true;
  const onGap = () => {
    isWhole = false;
  };
  const value = fold(expression, { source, lookup: place.scope.value, onGap });
  if (value !== undefined && isWhole) return value;
  return (
    place.own.value(expression, source, place) ?? value ?? knownText(expression, source, place)
  );
}

/** A text that is put together, with what is known of it; other parts stay as they are written. */
export function knownText(
  expression: Expression,
  source: string,
  place: Place,
): StaticValue | undefined {
  if (!/^(?:TemplateLiteral|BinaryExpression)$/.test(expression.type)) return undefined;
  const follow = (node: Node) => place.own.value(node as Expression, source, place);
  return fold(expression, { source, lookup: place.scope.value, follow });
}

/** Whether parts of the lists and objects of an expression are not static. */
export function hasGaps(source: string, lookup: Lookup): boolean {
  const expression = parseExpression(source);
  let gaps = 0;
  const onGap = () => {
    gaps += 1;
  };
  if (expression) fold(expression, { source, lookup, onGap });
  return gaps > 0;
}

/**
 * The static value of an attribute: `true` where it has none. Vue's `:name` is an expression. What
 * is spread after an attribute (`...rest`) takes its place, as in JSX.
 */
export const attributeValue = (
  element: ElementNode,
  name: string,
  place: Place,
): StaticValue | undefined =>
  readAttribute(element, name, (source) => expressionValue(source, place));

/** The same of what its expression plainly states. */
export const statedAttribute = (
  element: ElementNode,
  name: string,
  lookup: Lookup,
): StaticValue | undefined => readAttribute(element, name, stated(lookup));

function readAttribute(element: ElementNode, name: string, read: Read): StaticValue | undefined {
  let value: StaticValue | undefined;
  let isFound = false;
  for (const attribute of element.attributes) {
    if (attribute.type !== 'mdxJsxAttribute')
      value = spread(attribute.value, read).get(name) ?? value;
    else if (!isFound && attribute.name === name) {
      value = ownValue(attribute, read);
      isFound = true;
    } else if (!isFound && isBound(attribute, name)) {
      value = read((attribute.value as string | null) || camelCase(name));
      isFound = true;
    }
  }
  return value;
}

/** `:name="value"`; `:name` alone is the value of that name. */
const isBound = ({ name, value }: MdxJsxAttribute, wanted: string): boolean =>
  typeof value !== 'object' || value === null
    ? name === `:${wanted}` || name === `v-bind:${wanted}`
    : false;

const camelCase = (name: string): string =>
  name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

function ownValue({ value }: MdxJsxAttribute, read: Read): StaticValue | undefined {
  if (typeof value === 'string') return value;
  if (value?.data?.parts !== undefined) return fromParts(value.data.parts);
  return value ? read(value.value) : true;
}

function fromParts(parts: Parts): StaticValue {
  if (typeof parts !== 'object' || parts === null) return parts;
  if (Array.isArray(parts)) return parts.map(fromParts);
  if (!(parts instanceof Map)) return new Rendered(parts.content);
  return new Map([...parts].map(([key, part]) => [key, fromParts(part)]));
}

/** The static values that `...rest` spreads over attributes, by name. */
export const spreadValues = (source: string, place: Place): ReadonlyMap<string, StaticValue> =>
  spread(source, (written) => expressionValue(written, place));

function spread(source: string, read: Read): ReadonlyMap<string, StaticValue> {
  const value = read(source.replace(/^\s*\.\.\./, ''));
  return value instanceof Map ? value : new Map();
}

/** All attributes that have a static value, by name. */
export function attributeValues(element: ElementNode, place: Place): Map<string, StaticValue> {
  const read = (source: string) => expressionValue(source, place);
  const values = new Map<string, StaticValue>();
  const found = new Set<string>();
  for (const attribute of element.attributes) {
    if (attribute.type !== 'mdxJsxAttribute') {
      for (const [name, value] of spread(attribute.value, read)) values.set(name, value);
    } else if (!found.has(attribute.name)) {
      found.add(attribute.name);
      const value = ownValue(attribute, read);
      if (value !== undefined) values.set(attribute.name, value);
    }
  }
  return values;
}

/** An object of plain values as words: `light: #fff, dark: #000`. */
export const mapWords = (map: ReadonlyMap<string, StaticValue>): string =>
  [...map]
    .filter(([, value]) => isScalar(value))
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');
