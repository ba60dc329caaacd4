import type { Definition, Nodes, PhrasingContent, Root } from 'mdast';

/** Definitions by identifier; of several with one identifier the first counts. */
export type Definitions = ReadonlyMap<string, Definition>;

export function definitionsIn(tree: Root): Definitions {
  const definitions = new Map<string, Definition>();
  const visit = (node: Nodes): void => {
    if (node.type === 'definition') {
      if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
    } else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(tree);
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
