import type { Nodes } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { isScalar, type StaticValue } from '../static-value.ts';

/**
 * The text of an element as code: fences and inline code give their value, expressions fold to
 * text, other nodes give the text inside. Blank lines around it go, and so do buttons beside the
 * code: they copy it.
 */
export function codeText(
  element: ElementNode,
  fold: (source: string) => StaticValue | undefined,
): string {
  const read = (node: Nodes, index: number, siblings: readonly Nodes[]): string => {
    switch (node.type) {
      case 'text':
      case 'inlineCode':
      case 'code':
        return node.value;
      case 'break':
        return '\n';
      case 'mdxTextExpression':
      case 'mdxFlowExpression': {
        const value = fold(node.value);
        return isScalar(value) ? String(value) : '';
      }
      default: {
        if (!('children' in node)) return '';
        if ('name' in node && node.name === 'br') return '\n';
        if ('name' in node && node.name === 'button' && siblings.length > 1) return '';
        const inner = (node.children as Nodes[]).map(read).join('');
        const isBlock = node.type === 'paragraph' || node.type === 'mdxJsxFlowElement';
        return isBlock && index < siblings.length - 1 ? `${inner}\n` : inner;
      }
    }
  };
  const text = (element.children as Nodes[]).map(read).join('');
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}
