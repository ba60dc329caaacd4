import type { Definition, Link } from 'mdast';
import type {
  MdxFlowExpression,
  MdxJsxAttribute,
  MdxJsxExpressionAttribute,
  MdxjsEsm,
  MdxTextExpression,
} from 'mdast-util-mdx';
import type { ElementNode } from '../../contract/element.ts';
import type { Expression } from './node-kinds.ts';

export const flowExpression = (node: Expression): MdxFlowExpression =>
  plainExpression(node, 'mdxFlowExpression') as MdxFlowExpression;

export const textExpression = (node: Expression): MdxTextExpression =>
  plainExpression(node, 'mdxTextExpression') as MdxTextExpression;

function plainExpression(node: Expression, type: Expression['type']): Expression {
  return { type, value: node.value, position: node.position } as Expression;
}

/** One parser counts the line end after ESM in, and one adds its syntax tree. */
export function endOfEsm(node: MdxjsEsm): void {
  if (node.data !== undefined) delete node.data;
  if (node.position === undefined) return;
  const { start, end } = node.position;
  const line = start.line + node.value.split('\n').length - 1;
  node.position = { start, end: { line, column: end.column } };
}

type Attribute = MdxJsxAttribute | MdxJsxExpressionAttribute;

function plainAttribute(attribute: Attribute): Attribute {
  if (attribute.type === 'mdxJsxExpressionAttribute')
    return { type: attribute.type, value: attribute.value };
  const { type, name, value } = attribute;
  if (value === null || value === undefined || typeof value === 'string')
    return { type, name, value: value ?? null };
  return { type, name, value: { type: value.type, value: value.value } };
}

/** The element without what only one parser adds. */
export function plainElement(node: ElementNode): ElementNode {
  const { type, name, attributes, children, position } = node;
  const element = {
    type,
    name,
    attributes: attributes.map(plainAttribute),
    children,
  } as ElementNode;
  if (position !== undefined) element.position = position;
  return element;
}

/** `[//]: # 'note'` and `[comment]: # (note)` are definitions that lead nowhere. */
export function isComment({ identifier, url }: Definition): boolean {
  return identifier === '//' || (identifier === 'comment' && (url === '' || url === '#'));
}

export function byPosition(left: Definition, right: Definition): number {
  const a = left.position?.start;
  const b = right.position?.start;
  if (a === undefined || b === undefined) return 0;
  return a.line - b.line || a.column - b.column;
}

/** Addresses in text that one parser finds where the other does not; they read the same as text. */
export function isUnsureLink({ url, title, children }: Link): boolean {
  const [only, more] = children;
  if (only?.type !== 'text' || more !== undefined || title) return false;
  return (
    url === `mailto:${only.value}` ||
    (url === only.value && /^https?:\/\/[^\p{L}\p{N}[]/u.test(url))
  );
}
