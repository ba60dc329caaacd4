import type { MdxJsxAttribute } from 'mdast-util-mdx';
import type { ElementNode } from '../../src/contract/element.ts';
import { parseExpression } from '../../src/document/expression.ts';
import { fold, isScalar, type Lookup, Rendered, type StaticValue } from '../static-value.ts';

/** The static value of an expression's source. */
function foldSource(source: string, lookup: Lookup): StaticValue | undefined {
  const expression = parseExpression(source);
  return expression && fold(expression, { source, lookup });
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
export function attributeValue(
  element: ElementNode,
  name: string,
  lookup: Lookup,
): StaticValue | undefined {
  let value: StaticValue | undefined;
  let isFound = false;
  for (const attribute of element.attributes) {
    if (attribute.type !== 'mdxJsxAttribute')
      value = spreadValues(attribute.value, lookup).get(name) ?? value;
    else if (!isFound && attribute.name === name) {
      value = ownValue(attribute, lookup);
      isFound = true;
    } else if (!isFound && isBound(attribute, name)) {
      value = foldSource(attribute.value as string, lookup);
      isFound = true;
    }
  }
  return value;
}

const isBound = (attribute: MdxJsxAttribute, name: string): boolean =>
  typeof attribute.value === 'string' &&
  (attribute.name === `:${name}` || attribute.name === `v-bind:${name}`);

function ownValue({ value }: MdxJsxAttribute, lookup: Lookup): StaticValue | undefined {
  if (typeof value === 'string') return value;
  if (value?.data?.content) return new Rendered(value.data.content);
  return value ? foldSource(value.value, lookup) : true;
}

/** The static values that `...rest` spreads over attributes, by name. */
export function spreadValues(source: string, lookup: Lookup): ReadonlyMap<string, StaticValue> {
  const value = foldSource(source.replace(/^\s*\.\.\./, ''), lookup);
  return value instanceof Map ? value : new Map();
}

/** All attributes that have a static value, by name. */
export function attributeValues(element: ElementNode, lookup: Lookup): Map<string, StaticValue> {
  const values = new Map<string, StaticValue>();
  const found = new Set<string>();
  for (const attribute of element.attributes) {
    if (attribute.type !== 'mdxJsxAttribute') {
      for (const [name, value] of spreadValues(attribute.value, lookup)) values.set(name, value);
    } else if (!found.has(attribute.name)) {
      found.add(attribute.name);
      const value = ownValue(attribute, lookup);
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
