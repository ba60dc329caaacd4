import type { RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';

/** Notes of the first-level headings in a component that they are parts of it, not of the page. */
export function withInnerHeadings(element: ElementNode, nodes: RootContent[]): RootContent[] {
  const isBox = element.data?.origin === 'html' || !/^\p{Lu}/u.test(element.name ?? '');
  if (isBox && element.data?.origin !== 'container' && element.data?.origin !== 'macro')
    return nodes;
  for (const node of nodes) {
    if (node.type === 'heading' && node.depth === 1)
      node.data = Object.assign({ inner: true }, node.data);
  }
  return nodes;
}

/**
 * Whether a string of one line could read otherwise as Markdown than as plain text. Attributes and
 * titles rarely do, and parsing them is dear. What only begins a block (`- `, `1. `) is plain in a line.
 */
export const mayBeMarkdown = (value: string): boolean =>
  /[`*\\<{~&]|\]\(|\]\[|!\[|(?:^|\W)_\S|https?:\/\//.test(value);
