import type { Nodes } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { attributeNamed, type ElementNode } from '../../src/contract/element.ts';
import { walk } from '../../src/document/walk.ts';
import { isElement } from '../nodes.ts';

/**
 * A box that a link without words lies over, as the link around the rest of the box that it is to
 * readers. Where the box has the same link with words, it stays a box without the first.
 */
export function withLinkOver(box: ElementNode): ElementNode {
  if (!/^(?:article|div|section)$/.test(box.name ?? '')) return box;
  const [over, another] = box.children.filter((child) => isOver(onlyOf(child)));
  if (over === undefined || another || plainText(box).trim() === '') return box;
  const { attributes } = onlyOf(over) as ElementNode;
  const children = box.children.filter((child) => child !== over);
  const rest = { ...box, children } as ElementNode;
  const inside: string[] = [];
  walk(rest, (node) => void inside.push(...addressOf(node)));
  if (inside.includes(addressOf(onlyOf(over))[0]!)) return rest;
  return inside.length > 0 ? box : ({ ...rest, name: 'a', attributes } as ElementNode);
}

/** What a line consists of, if it is one thing. */
const onlyOf = (node: Nodes): Nodes =>
  node.type === 'paragraph' && node.children.length === 1 ? node.children[0]! : node;

/** A link to elsewhere that nothing stands in and that has no name. */
function isOver(node: Nodes): boolean {
  if (!isElement(node) || node.name !== 'a' || node.children.length > 0) return false;
  if (attributeNamed(node, /^(?:aria-label|id|name|title)$/)) return false;
  const [address] = addressOf(node);
  return address !== undefined && !address.startsWith('#');
}

function addressOf(node: Nodes): string[] {
  if (node.type === 'link') return [node.url];
  if (!isElement(node)) return [];
  return node.attributes.flatMap((one) => {
    if (!('name' in one) || !/^(?:href|to)$/.test(one.name) || !one.value) return [];
    return [typeof one.value === 'string' ? one.value : one.value.value];
  });
}
