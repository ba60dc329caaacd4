import type { Node } from 'estree-jsx';
import type { RootContent } from 'mdast';
import { parseExpression } from '../../src/document/expression.ts';
import { text } from '../nodes.ts';
import { fold, isScalar, Markup, Rendered, type StaticValue } from '../static-value.ts';
import { markupNodes } from './jsx.ts';
import type { Scope } from './scope.ts';

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

/** The nodes that a static value is in prose. */
export function valueNodes(value: StaticValue): RootContent[] {
  if (isScalar(value)) return [text(String(value))];
  if (value instanceof Markup) return markupNodes(value);
  if (value instanceof Rendered) return [...value.nodes];
  return Array.isArray(value) ? (value as StaticValue[]).flatMap(valueNodes) : [];
}

/** Whether nothing is left when comments are taken away. */
const isComment = (source: string) =>
  source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '').trim() === '';
