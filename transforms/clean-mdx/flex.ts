import type { PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { withGap } from '../../src/components/gaps.ts';
import type { ElementNode } from '../../src/contract/element.ts';
import { inlineNames } from '../../src/document/html-names.ts';
import { isBlank, isElement, paragraph } from '../nodes.ts';
import { isDrawing } from './own-nodes.ts';

const flexible =
  /\bdisplay["']?\s*:\s*["']?(?:inline-)?(?:flex|grid)\b|^class(?:Name)?=(?:.*\s)?(?:inline|(?:inline-)?(?:flex|grid))(?:\s|$)/;
const inColumn = /\bflex-?[dD]irection["']?\s*:\s*["']?column|[\s=]flex-col(?:\s|$)/;

/**
 * The children of an element. Where its style or its class lays them out as boxes (`display: flex`), those that
 * follow each other closely stand apart, as they do on the page; in a column each in a line of its own. Boxes in a
 * row that hold a few words each are one line.
 */
export function childrenOf(element: ElementNode): RootContent[] {
  const children = element.children as RootContent[];
  const style = layoutOf(element);
  if (style === undefined) return children;
  const isColumn = inColumn.test(style);
  const isRow = children.some(isBox) && isLine(element);
  const parts = isRow ? [paragraph(children.flatMap(inLine) as PhrasingContent[])] : children;
  return apart(parts, isColumn).map((node) =>
    node.type === 'paragraph'
      ? { ...node, children: apart(node.children, isColumn) as PhrasingContent[] }
      : node,
  );
}

/** The style or class of an element that lays out its children as boxes. */
const layoutOf = ({ attributes }: ElementNode): string | undefined =>
  attributes.map(styleOf).find((one) => flexible.test(one));

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

/**
 * Whether all that an element holds stands in one line: a few words in each of its boxes, and more than one box
 * only in a row.
 */
function isLine(element: ElementNode): boolean {
  const parts = (element.children as RootContent[]).filter((node) => !isBlank(node));
  const style = layoutOf(element);
  const isRow = style !== undefined && !inColumn.test(style) && !/\bgrid\b/.test(style);
  return (isRow || parts.length === 1 || parts.every(isPart)) && parts.every(isFewWords);
}

const isBox = (node: RootContent): boolean => isElement(node) && node.name === 'div';

/** Words, or an element in a line; links and pictures are parts of their own. */
const isPart = (node: RootContent): boolean =>
  node.type === 'text' || (isElement(node) && (isMark(node.name ?? '') || isDrawing(node)));

const isMark = (name: string): boolean => inlineNames.has(name) && !/^(?:a|img|input)$/.test(name);

/** Longer ones are a text of their own. */
const mostLetters = 60;

const isFewWords = (node: RootContent): boolean =>
  isBox(node)
    ? isLine(node as ElementNode)
    : (isPart(node) || node.type === 'paragraph') && plainText(node).length <= mostLetters;

/** A box as part of a line; a drawing is none. */
function inLine(node: RootContent): RootContent[] {
  if (isDrawing(node)) return [];
  if (node.type === 'paragraph') return node.children;
  if (!isBox(node)) return [node];
  const children = (node as ElementNode).children.flatMap((one) => inLine(one as RootContent));
  return [{ ...node, type: 'mdxJsxTextElement', name: 'span', children } as RootContent];
}

/** Words, or an element in a line that shows something; a drawing does not. */
const isInLine = (node: RootContent) =>
  node.type === 'text' ||
  (node.type === 'mdxJsxTextElement' && node.name !== 'svg' && node.children.length > 0);

/** Single letters are parts of a word that is moved or coloured. */
const areLetters = (left: RootContent, right: RootContent): boolean =>
  [left, right].every((node) => plainText(node).trim().length === 1);
