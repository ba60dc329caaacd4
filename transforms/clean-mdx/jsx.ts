import type { JSXAttribute, JSXElement, JSXFragment, JSXSpreadAttribute, Node } from 'estree-jsx';
import type { RootContent } from 'mdast';
import type { MdxJsxAttribute, MdxJsxExpressionAttribute } from 'mdast-util-mdx';
import { collapse } from '../../src/components/white-space.ts';
import type { ElementNode } from '../../src/contract/element.ts';
import { text } from '../nodes.ts';
import { type Markup, sourceOf } from '../static-value.ts';

/** The nodes that JSX inside an expression would have been in the document. */
export function markupNodes({ node, source }: Markup): RootContent[] {
  return node.type === 'JSXFragment' ? childNodes(node, source) : [elementNode(node, source)];
}

function elementNode(node: JSXElement, source: string): ElementNode {
  return {
    type: 'mdxJsxTextElement',
    name: sourceOf(node.openingElement.name, source),
    attributes: node.openingElement.attributes.map((attribute) => attributeNode(attribute, source)),
    children: childNodes(node, source) as never,
  };
}

function childNodes(node: JSXElement | JSXFragment, source: string): RootContent[] {
  const nodes: RootContent[] = [];
  for (const child of node.children) {
    if (child.type === 'JSXText') {
      const value = collapse(child.value, 'jsx');
      if (value) nodes.push(text(value));
    } else if (child.type === 'JSXExpressionContainer') {
      nodes.push({ type: 'mdxTextExpression', value: sourceOf(child, source).slice(1, -1) });
    } else if (child.type === 'JSXElement') {
      nodes.push(elementNode(child, source));
    } else if (child.type === 'JSXFragment') {
      nodes.push(...childNodes(child, source));
    }
  }
  return nodes;
}

function attributeNode(
  attribute: JSXAttribute | JSXSpreadAttribute,
  source: string,
): MdxJsxAttribute | MdxJsxExpressionAttribute {
  if (attribute.type === 'JSXSpreadAttribute') {
    return { type: 'mdxJsxExpressionAttribute', value: sourceOf(attribute, source).slice(1, -1) };
  }
  const name = sourceOf(attribute.name, source);
  return { type: 'mdxJsxAttribute', name, value: attributeValue(attribute.value, source) };
}

function attributeValue(value: Node | null | undefined, source: string): MdxJsxAttribute['value'] {
  if (!value) return null;
  if (value.type === 'Literal') return String(value.value);
  const written = sourceOf(value, source);
  const expression = value.type === 'JSXExpressionContainer' ? written.slice(1, -1) : written;
  return { type: 'mdxJsxAttributeValueExpression', value: expression };
}
