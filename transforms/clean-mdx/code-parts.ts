import type { Code, Data, InlineCode, PhrasingContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { flatten } from './line.ts';
import type { Place } from './place.ts';
import type { Walk } from './walk.ts';

/** What an element shows within a line; undefined where nobody knows it. */
export function knownNodes(element: ElementNode, walk: Walk): PhrasingContent[] | undefined {
  const { unknown } = walk.place.found;
  const name = element.name ?? '';
  const before = unknown.get(name);
  const nodes = flatten(walk.line([element]), 'space');
  return unknown.get(name) === before ? nodes : undefined;
}

/** Puts what a page gives to a snippet in place of the names in its code: https://mintlify.com/docs/create/reusable-snippets#import-snippets-with-variables */
export function fillFence(node: Code, { scope }: Place): void {
  if (scope.given.size === 0) return;
  node.value = node.value.replace(/\{\s*([A-Za-z_$][\w$]*)\s*\}/g, (whole, name: string) => {
    const value = scope.given.get(name);
    return typeof value === 'string' ? value : whole;
  });
}

/** Code in which elements stand: its parts, in order. */
type Parts = NonNullable<Data['parts']>;

/** Puts what elements show in their place in code; where that is one link and no more, its address is the result. */
export function showParts(node: Code | InlineCode, walk: Walk): string | undefined {
  const { parts } = node.data ?? {};
  if (parts === undefined) return undefined;
  const { value, url } = walk.place.rendering(node, () =>
    shownParts(parts, { walk, isBlock: node.type === 'code' }),
  );
  node.value = value;
  return url;
}

/** The code that an element is given, with what the elements in it show; undefined where none stand in it. */
export const shownCode = ({ data }: ElementNode, walk: Walk): string | undefined =>
  data?.parts && shownParts(data.parts, { walk, isBlock: true }).value;

interface Shown {
  value: string;
  url?: string;
}

/** Code with what its elements show; of others, it has what its author wrote. */
function shownParts(parts: Parts, { walk, isBlock }: { walk: Walk; isBlock: boolean }): Shown {
  const isAll = !isBlock && parts.filter((part) => part !== '').length === 1;
  const shownBy = (element: ElementNode) =>
    isBlock && walk.elements.entry(element)?.spec.as === 'include'
      ? fileInCode(element, walk)
      : shownInCode(element, walk, isAll);
  const shown = parts.map((part): Shown => {
    if (typeof part === 'string') return { value: part };
    const found = shownBy(part.element);
    return found?.value ? found : { value: part.source };
  });
  const value = shown.map((part) => part.value).join('');
  return { ...shown.find((part) => part.url !== undefined), value };
}

/** The text of the file that an element includes, where it is shown as code. */
function fileInCode(element: ElementNode, walk: Walk): Shown | undefined {
  const [only, more] = walk.flow([element]).filter((node) => node.type === 'code');
  return more === undefined ? only : undefined;
}

/**
 * The text of an element that is known and shows nothing else; its lines and links would be lost in
 * code, but for a link that is all of it.
 */
function shownInCode(element: ElementNode, walk: Walk, isAll: boolean): Shown | undefined {
  const { lost } = walk.place.found;
  const name = element.name ?? '';
  const before = lost.get(name);
  lost.delete(name);
  const nodes = knownNodes(element, walk);
  const isWhole = !lost.has(name);
  if (before === undefined) lost.delete(name);
  else lost.set(name, before);
  const [only] = nodes ?? [];
  const isText = only?.type === 'text' || (only?.type === 'link' && plainText(only) === only.url);
  if (isWhole && isText && nodes?.length === 1) return { value: plainText(only) };
  if (isWhole && isAll && only?.type === 'link' && nodes?.length === 1)
    return { value: plainText(only), url: only.url };
  // It is written in the code, as an unknown component's is.
  if (nodes !== undefined) walk.place.meet(name);
  return undefined;
}
