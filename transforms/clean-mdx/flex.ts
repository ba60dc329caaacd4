import type { PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { withGap } from '../../src/components/gaps.ts';
import type { ElementNode } from '../../src/contract/element.ts';

const flexible =
  /\bdisplay["']?\s*:\s*["']?(?:inline-)?(?:flex|grid)\b|^class(?:Name)?=(?:.*\s)?(?:inline-)?(?:flex|grid)(?:\s|$)/;
const inColumn = /\bflex-?[dD]irection["']?\s*:\s*["']?column|[\s=]flex-col(?:\s|$)/;

/**
 * The children of an element. Where its style or its class lays them out as boxes (`display: flex`), those that
 * follow each other closely stand apart, as they do on the page; in a column each in a line of its own.
 */
export function childrenOf({ attributes, children }: ElementNode): RootContent[] {
  const style = attributes.map(styleOf).find((one) => flexible.test(one));
  if (style === undefined) return children as RootContent[];
  const isColumn = inColumn.test(style);
  return apart(children as RootContent[], isColumn).map((node) =>
    node.type === 'paragraph'
      ? { ...node, children: apart(node.children, isColumn) as PhrasingContent[] }
      : node,
  );
}

/** What an attribute says of the style of its element: `class=flex gap-2`. */
function styleOf(attribute: ElementNode['attributes'][number]): string {
  if (attribute.type !== 'mdxJsxAttribute' || !/^(?:style|class(?:Name)?)$/.test(attribute.name))
    return '';
  const { name, value } = attribute;
  return `${name}=${typeof value === 'string' ? value : (value?.value ?? '')}`;
}

const apart = (nodes: readonly RootContent[], isColumn: boolean): RootContent[] =>
  nodes.flatMap((node, index) => {
    const before = nodes[index - 1];
    if (!before || !isInLine(node) || !isInLine(before) || areLetters(before, node)) return [node];
    const isElements = before.type !== 'text' && node.type !== 'text';
    return isColumn && isElements ? [{ type: 'break' }, node] : withGap(before, [node]);
  });

/** Words, or an element in a line that shows something; a drawing does not. */
const isInLine = (node: RootContent) =>
  node.type === 'text' ||
  (node.type === 'mdxJsxTextElement' && node.name !== 'svg' && node.children.length > 0);

/** Single letters are parts of a word that is moved or coloured. */
const areLetters = (left: RootContent, right: RootContent): boolean =>
  [left, right].every((node) => plainText(node).trim().length === 1);
