import type { Code, Data, InlineCode, PhrasingContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { flatten } from './line.ts';
import type { Walk } from './walk.ts';

/** What an element shows within a line; undefined where nobody knows it. */
export function knownNodes(element: ElementNode, walk: Walk): PhrasingContent[] | undefined {
  const { unknown } = walk.place;
  const name = element.name ?? '';
  const before = unknown.get(name);
  const nodes = flatten(walk.line([element]), 'space');
  return unknown.get(name) === before ? nodes : undefined;
}

/** Code in which elements stand: its parts, in order. */
type Parts = NonNullable<Data['parts']>;

/** Puts what elements show in their place in code. */
export function showParts(node: Code | InlineCode, walk: Walk): void {
  const { parts } = node.data ?? {};
  if (parts !== undefined) node.value = shownParts(parts, { walk, isBlock: node.type === 'code' });
}

/** The code that an element is given, with what the elements in it show; undefined where none stand in it. */
export function shownCode({ data }: ElementNode, walk: Walk): string | undefined {
  return data?.parts && shownParts(data.parts, { walk, isBlock: true });
}

/** Code with what its elements show; of others, it has what its author wrote. */
function shownParts(parts: Parts, { walk, isBlock }: { walk: Walk; isBlock: boolean }): string {
  const textOf = (element: ElementNode) =>
    isBlock && walk.elements.entry(element)?.spec.as === 'include'
      ? fileInCode(element, walk)
      : textInCode(element, walk);
  return parts
    .map((part) => (typeof part === 'string' ? part : textOf(part.element) || part.source))
    .join('');
}

/** The text of the file that an element includes, where it is shown as code. */
function fileInCode(element: ElementNode, walk: Walk): string | undefined {
  const [only, more] = walk.flow([element]).filter((node) => node.type === 'code');
  return more === undefined ? only?.value : undefined;
}

/** The text of an element that is known and shows nothing else; its lines and links would be lost in code. */
function textInCode(element: ElementNode, walk: Walk): string | undefined {
  const { lost, unknown } = walk.place;
  const name = element.name ?? '';
  const before = lost.get(name);
  lost.delete(name);
  const nodes = knownNodes(element, walk);
  const isWhole = !lost.has(name);
  if (before === undefined) lost.delete(name);
  else lost.set(name, before);
  const [only] = nodes ?? [];
  const isText = only?.type === 'text' || (only?.type === 'link' && plainText(only) === only.url);
  if (isWhole && isText && nodes?.length === 1) return plainText(only);
  // It is written in the code, as that of a component that nobody knows.
  if (nodes !== undefined) unknown.set(name, (unknown.get(name) ?? 0) + 1);
  return undefined;
}
