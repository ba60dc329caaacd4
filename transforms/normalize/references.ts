import type { Definition, Nodes, PhrasingContent, Root } from 'mdast';
import { visitBlocks } from '../nodes.ts';

/** Definitions by identifier; of several with one identifier the first counts. */
export type Definitions = ReadonlyMap<string, Definition>;

export function definitionsIn(tree: Root): Definitions {
  const definitions = new Map<string, Definition>();
  visitBlocks(tree, (node) => {
    if (node.type !== 'definition' || definitions.has(node.identifier)) return;
    definitions.set(node.identifier, node);
  });
  return definitions;
}

/** References as links and images of their own, so that a section stands by itself. */
export function withoutReference(node: Nodes, definitions: Definitions): Nodes {
  if (node.type !== 'linkReference' && node.type !== 'imageReference') return node;
  const definition = definitions.get(node.identifier);
  if (!definition) return node;
  const { url, title } = definition;
  if (node.type === 'imageReference')
    return { type: 'image', url, title: title ?? null, alt: node.alt ?? '' };
  const children = node.children as PhrasingContent[];
  return {
    type: 'link',
    url,
    title: title ?? null,
    children,
    ...(node.position && { position: node.position }),
  };
}
