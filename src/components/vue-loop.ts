import type { Pattern } from 'estree-jsx';
import { parseExpression } from '../document/expression.ts';
import { iterable } from '../static/globals.ts';
import type { Value } from '../static/value.ts';

/** `(item, index) in items`: what each round binds, undefined where it cannot be read, and the source of the list. */
export function readLoop(source: string): { parameters: Pattern[] | undefined; list: string } {
  const between = /\s(?:in|of)\s/.exec(source);
  const names = source.slice(0, between?.index ?? 0).trim();
  const list = between === null ? '' : source.slice(between.index + between[0].length).trim();
  const pattern = parseExpression(`(${names.replace(/^\(([\s\S]*)\)$/, '$1')}) => 0`);
  const isRead = pattern?.type === 'ArrowFunctionExpression';
  return { parameters: isRead ? pattern.params : undefined, list };
}

/** Items with their index; entries of an object as value, name and index; the numbers up to one. */
export function pairsOf(value: Value): Value[][] | undefined {
  if (typeof value === 'number' && value >= 0 && value <= 1000)
    return Array.from({ length: value }, (_, index) => [index + 1, index]);
  if (value instanceof Map) return [...value].map(([key, item], index) => [item, key, index]);
  return iterable(value)?.map((item, index) => [item, index]);
}
