import type { PhrasingContent, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { text } from '../nodes.ts';

const flexible = /\bdisplay["']?\s*:\s*["']?(?:inline-)?(?:flex|grid)\b/;
const inColumn = /\bflex-?[dD]irection["']?\s*:\s*["']?column/;

/**
 * The children of an element. Where its style lays them out as boxes (`display: flex`), those that follow
 * each other closely stand apart, as they do on the page; in a column each in a line of its own.
 */
export function childrenOf({ attributes, children }: ElementNode): RootContent[] {
  const style = attributes.find((one) => one.type === 'mdxJsxAttribute' && one.name === 'style');
  const value = typeof style?.value === 'string' ? style.value : (style?.value?.value ?? '');
  if (!flexible.test(value)) return children as RootContent[];
  const between = (): PhrasingContent => (inColumn.test(value) ? { type: 'break' } : text(' '));
  return apart(children as RootContent[], between).map((node) =>
    node.type === 'paragraph'
      ? { ...node, children: apart(node.children, between) as PhrasingContent[] }
      : node,
  );
}

const apart = (nodes: readonly RootContent[], between: () => PhrasingContent): RootContent[] =>
  nodes.flatMap((node, index) =>
    isInLine(node) && isInLine(nodes[index - 1]) ? [between(), node] : [node],
  );

/** An element in a line that shows something; a drawing does not. */
const isInLine = (node: RootContent | undefined) =>
  node?.type === 'mdxJsxTextElement' && node.name !== 'svg' && node.children.length > 0;
