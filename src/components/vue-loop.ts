import type { Pattern } from 'estree-jsx';
import type { Nodes, RootContent } from 'mdast';
import { parseExpression } from '../document/expression.ts';
import { holds } from '../document/walk.ts';
import { iterable } from '../static/globals.ts';
import { Unknown, type Value } from '../static/value.ts';
import { directiveOf, sourceIn, type VueElement } from './vue-source.ts';

/** `(item, index) in items`: what each round binds, undefined where it cannot be read, and the source of the list. */
export function readLoop(source: string): { parameters: Pattern[] | undefined; list: string } {
  const between = /\s(?:in|of)\s/.exec(source);
  const names = source.slice(0, between?.index ?? 0).trim();
  const list = between === null ? '' : source.slice(between.index + between[0].length).trim();
  return { parameters: parametersIn(names.replace(/^\(([\s\S]*)\)$/, '$1')), list };
}

/** Names as a function takes them; undefined where they cannot be read. */
function parametersIn(source: string): Pattern[] | undefined {
  const pattern = parseExpression(`(${source}) => 0`);
  return pattern?.type === 'ArrowFunctionExpression' ? pattern.params : undefined;
}

/** Items with their index; entries of an object as value, name and index; the numbers up to one. */
export function pairsOf(value: Value): Value[][] | undefined {
  if (typeof value === 'number' && value >= 0 && value <= 1000)
    return Array.from({ length: value }, (_, index) => [index + 1, index]);
  if (value instanceof Map) return [...value].map(([key, item], index) => [item, key, index]);
  return iterable(value)?.map((item, index) => [item, index]);
}

/** What the content of a slot names of what it is given: `{ item }` of `#item="{ item }"`. */
export function slotParameters(node: VueElement): Pattern[] | undefined {
  const source = sourceIn(directiveOf(node, 'slot'));
  return source === undefined ? undefined : parametersIn(source);
}

/** What an item shows; of one that is not known, nothing that would be headings without their words. */
export const withoutBareHeads = ([item]: readonly Value[], shown: RootContent[]): RootContent[] =>
  item instanceof Unknown && shown.some((node) => holds(node, isHeading)) ? [] : shown;

const isHeading = (node: Nodes): boolean => 'name' in node && /^h[1-6]$/.test(node.name ?? '');
