import type { Node } from 'estree-jsx';
import type { RootContent } from 'mdast';
import { parseExpression } from '../../src/document/expression.ts';
import { text } from '../nodes.ts';
import { fold, isScalar, Markup, Rendered, type StaticValue } from '../static-value.ts';
import { markupNodes } from './jsx.ts';
import type { Scope } from './scope.ts';
import type { Walk } from './walk.ts';

/**
 * What `{…}` in prose reads as: literals as text, names as the value that the document gives them
 * (else as the name), JSX as its elements. Comments and everything that would have to run are gone.
 */
export function expressionNodes(source: string, scope: Scope): RootContent[] {
  const expression = parseExpression(source);
  if (!expression) return isComment(source) ? [] : [text(`{${source}}`)];
  const value = fold(expression, { source, lookup: scope.value });
  if (value !== undefined) return valueNodes(value);
  return isName(expression) && source.trim() !== 'undefined' ? [text(source.trim())] : [];
}

/** A name, or names joined by dots. */
const isName = (node: Node): boolean =>
  node.type === 'Identifier' ||
  (node.type === 'MemberExpression' && !node.computed && isName(node.object));

/** What an expression becomes where it stands; its JSX is rendered as the place takes it. */
export function expressionOutcome(
  source: string,
  { place }: Walk,
  render: (nodes: RootContent[]) => RootContent[],
): RootContent[] {
  const nodes = expressionNodes(source, place.scope);
  if (nodes.every((node) => node.type === 'text')) return nodes;
  return place.budget.take('expansions') ? render(nodes) : [];
}

/** The most nodes that one value gives: arrays of arrays that name each other would grow without end. */
const mostNodes = 10_000;

/** The nodes that a static value is in prose. */
export function valueNodes(value: StaticValue): RootContent[] {
  const nodes: RootContent[] = [];
  addNodes(value, nodes);
  return nodes;
}

function addNodes(value: StaticValue, nodes: RootContent[]): void {
  if (nodes.length >= mostNodes) return;
  if (isScalar(value)) nodes.push(text(String(value)));
  else if (value instanceof Markup) nodes.push(...markupNodes(value));
  else if (value instanceof Rendered) nodes.push(...value.nodes);
  else if (Array.isArray(value)) for (const part of value as StaticValue[]) addNodes(part, nodes);
}

/** Whether nothing is left when comments are taken away. */
const isComment = (source: string) =>
  source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '').trim() === '';
