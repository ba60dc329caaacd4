import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import type { PrintedPart } from '../go-template/printer.ts';
import { isText, OtherPage, type Part } from '../go-template/values.ts';
import { code, inlineCode, isElement, text } from '../nodes.ts';
import type { RenderEnv } from './rendering.ts';

/** Puts what the parts say in the places that stand for them. */
export function fillParts(
  node: Nodes,
  nodesOf: (part: Part) => RootContent[],
  parts: readonly PrintedPart[],
): void {
  if (!('children' in node)) return;
  const children = node.children as RootContent[];
  for (const child of children) fillParts(child, nodesOf, parts);
  (node as { children: RootContent[] }).children = children.flatMap((child, index) => {
    const printed = partOf(child, parts);
    if (printed === undefined) return [child];
    const nodes = nodesOf(printed.part);
    const follows = partOf(children[index - 1], parts) !== undefined;
    return follows && printed.isApart ? [text(' '), ...nodes] : nodes;
  });
}

/** The part that an element stands for. */
function partOf(
  node: RootContent | undefined,
  parts: readonly PrintedPart[],
): PrintedPart | undefined {
  if (node === undefined || !isElement(node) || node.name !== 'x-part') return undefined;
  const [number] = node.attributes;
  return number?.type === 'mdxJsxAttribute' ? parts[Number(number.value)] : undefined;
}

export function partNodes(part: Part, element: ElementNode, env: RenderEnv): RootContent[] {
  const { source, as, language } = part;
  if (as === 'code') {
    const value = isText(part) ? part.source.text : env.code(element);
    return [env.flow ? code(value, language) : inlineCode(value.trim())];
  }
  if (source === 'inner') return element.children as RootContent[];
  if (source instanceof OtherPage) return env.include(element, { path: source.path });
  return as === 'markdown' ? markdownNodes(source.text, env) : [text(source.text)];
}

function markdownNodes(source: string, env: RenderEnv): RootContent[] {
  const { children } = env.document.parse(source);
  const [only, more] = children;
  return only?.type === 'paragraph' && !more ? (only.children as PhrasingContent[]) : children;
}
