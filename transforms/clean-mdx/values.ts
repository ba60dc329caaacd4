import type { ElementNode } from '../../src/contract/element.ts';
import { parseExpression } from '../../src/document/expression.ts';
import { fold, isScalar, type Lookup, Rendered, type StaticValue } from '../static-value.ts';

/** The static value of an expression's source. */
export function foldSource(source: string, lookup: Lookup): StaticValue | undefined {
  const expression = parseExpression(source);
  return expression && fold(expression, { source, lookup });
}

/** The static value of an attribute: `true` where it has none. Vue's `:name` is an expression. */
export function attributeValue(
  element: ElementNode,
  name: string,
  lookup: Lookup,
): StaticValue | undefined {
  for (const attribute of element.attributes) {
    if (attribute.type !== 'mdxJsxAttribute') continue;
    const { value } = attribute;
    if (attribute.name === name) {
      if (typeof value === 'string') return value;
      if (value?.data?.content) return new Rendered(value.data.content);
      return value ? foldSource(value.value, lookup) : true;
    }
    const isBound = attribute.name === `:${name}` || attribute.name === `v-bind:${name}`;
    if (isBound && typeof value === 'string') return foldSource(value, lookup);
  }
  return undefined;
}

/** All attributes that have a static value, by name. */
export function attributeValues(element: ElementNode, lookup: Lookup): Map<string, StaticValue> {
  const values = new Map<string, StaticValue>();
  for (const attribute of element.attributes) {
    if (attribute.type !== 'mdxJsxAttribute') continue;
    const value = attributeValue(element, attribute.name, lookup);
    if (value !== undefined) values.set(attribute.name, value);
  }
  return values;
}

/** An object of plain values as words: `light: #fff, dark: #000`. */
export const mapWords = (map: ReadonlyMap<string, StaticValue>): string =>
  [...map]
    .filter(([, value]) => isScalar(value))
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');
