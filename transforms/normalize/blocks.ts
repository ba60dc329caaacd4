import type {
  Code,
  Definition,
  List,
  Nodes,
  Parent,
  PhrasingContent,
  RootContent,
  Table,
} from 'mdast';
import { childrenOf, walk } from '../../src/document/walk.ts';
import { isPhrasing } from '../nodes.ts';
import { tidyPhrasing } from './phrasing.ts';

/** Languages that are written in many cases (`JSON`, `Bash`); others keep the author's. */
const language = /^[A-Za-z][A-Za-z0-9+#-]{0,15}$/;

type Tidy = (node: never, definitions: Definitions) => boolean;

/** What is done to each kind of block; `false` drops it. */
const tidyBlock: Readonly<Partial<Record<Nodes['type'], Tidy>>> = {
  heading: (node: Extract<Nodes, { type: 'heading' }>) => {
    node.children = tidyPhrasing(node.children, { oneLine: true });
    return node.children.length > 0;
  },
  paragraph: (node: Extract<Nodes, { type: 'paragraph' }>) => {
    node.children = tidyPhrasing(node.children, { oneLine: false });
    return node.children.length > 0;
  },
  tableCell: (node: Extract<Nodes, { type: 'tableCell' }>) => {
    node.children = tidyPhrasing(node.children, { oneLine: false });
    return true;
  },
  blockquote: (node: Extract<Nodes, { type: 'blockquote' }>) => node.children.length > 0,
  list: tidyList,
  table: tidyTable,
  code: tidyCode,
  definition: () => false,
};

/** Blocks in house style, the empty ones gone; definitions go, since references become links. */
export function tidyBlocks(parent: Nodes, definitions: Definitions): void {
  const children = childrenOf(parent);
  if (children === undefined) return;
  const kept: Nodes[] = [];
  for (const source of children) {
    const child = withoutReference(source, definitions);
    tidyBlocks(child, definitions);
    const tidy = tidyBlock[child.type] as
      | ((node: Nodes, definitions: Definitions) => boolean)
      | undefined;
    if (!tidy || tidy(child, definitions)) kept.push(child);
  }
  (parent as Parent).children = kept as never;
}

/** Lists are tight, unless an item holds several blocks, or a list that the source keeps apart. */
function tidyList(list: List): boolean {
  list.children = list.children.filter((item) => item.children.length > 0);
  for (const item of list.children) {
    const blocks = item.children.filter((child) => child.type !== 'list').length;
    item.spread = blocks > 1 || (item.spread === true && item.children.length > 1);
  }
  list.spread = list.children.some((item) => item.spread === true);
  return list.children.length > 0;
}

/** Alignment is for the eye. */
function tidyTable(table: Table): boolean {
  const columns = Math.max(0, ...table.children.map((row) => row.children.length));
  table.align = Array.from({ length: columns }, () => null);
  return columns > 0;
}

function tidyCode(node: Code): boolean {
  node.meta = null;
  const name = node.lang?.trim();
  node.lang = name ? (language.test(name) ? name.toLowerCase() : name) : null;
  return true;
}

/** Phrasing that stands among blocks becomes a paragraph. */
export function inParagraphs(children: readonly RootContent[]): RootContent[] {
  const blocks: RootContent[] = [];
  let line: PhrasingContent[] = [];
  const flush = (): void => {
    if (line.length > 0) blocks.push({ type: 'paragraph', children: line });
    line = [];
  };
  for (const child of children) {
    if (isPhrasing(child)) line.push(child);
    else {
      flush();
      blocks.push(child);
    }
  }
  flush();
  return blocks;
}

/** Definitions by identifier; of several with one identifier the first counts. */
export type Definitions = ReadonlyMap<string, Definition>;

export function definitionsIn(tree: Nodes): Definitions {
  const definitions = new Map<string, Definition>();
  walk(tree, (node) => {
    if (node.type !== 'definition' || definitions.has(node.identifier)) return;
    definitions.set(node.identifier, node);
  });
  return definitions;
}

/** References to what a tree defines itself, as links and images of their own. */
export function resolveReferences(parent: Nodes, definitions = definitionsIn(parent)): void {
  if (!('children' in parent) || definitions.size === 0) return;
  const children = (parent.children as Nodes[]).map((child) =>
    withoutReference(child, definitions),
  );
  parent.children = children as never;
  for (const child of children) resolveReferences(child, definitions);
}

/** References as links and images of their own, so that a section stands by itself. */
function withoutReference(node: Nodes, definitions: Definitions): Nodes {
  if (node.type !== 'linkReference' && node.type !== 'imageReference') return node;
  const definition = definitions.get(node.identifier);
  if (!definition) return node;
  const { url, title, data } = definition;
  if (node.type === 'imageReference')
    return { type: 'image', url, title: title ?? null, alt: node.alt ?? '', ...(data && { data }) };
  const children = node.children as PhrasingContent[];
  return {
    type: 'link',
    url,
    title: title ?? null,
    children,
    ...(data && { data }),
    ...(node.position && { position: node.position }),
  };
}
