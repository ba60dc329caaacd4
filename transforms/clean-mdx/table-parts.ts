import type { RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { isElement } from '../nodes.ts';

/** What the parts of a table are called in libraries of components: Radix, shadcn, MUI, Chakra, Mantine. */
const parts: Readonly<Record<string, string>> = {
  body: 'tbody',
  caption: 'caption',
  cell: 'td',
  columnheader: 'th',
  columnheadercell: 'th',
  footer: 'tfoot',
  header: 'thead',
  row: 'tr',
  rowheadercell: 'th',
  tbody: 'tbody',
  td: 'td',
  tfoot: 'tfoot',
  th: 'th',
  thead: 'thead',
  tr: 'tr',
};

/** A table of such parts as one of HTML; undefined for other elements. */
export function tableOfParts(element: ElementNode): ElementNode | undefined {
  if (!/^(?:Table|Table\.Root|TableRoot)$/.test(element.name ?? '')) return undefined;
  const table = renamed(element, 'table');
  return hasRow(table) ? table : undefined;
}

function renamed(element: ElementNode, name: string): ElementNode {
  const children = (element.children as RootContent[]).map((child) => {
    if (!isElement(child)) return child;
    const part = partOf(child);
    return part === undefined ? child : renamed(child, part);
  });
  return { ...element, name, children } as ElementNode;
}

function partOf(element: ElementNode): string | undefined {
  // Parts of HTML stand among them.
  const own = element.name ?? '';
  if (parts[own] === own) return own;
  const name = /^(?:Table\.?)?([A-Z]\w*)$/.exec(element.name ?? '')?.[1]?.toLowerCase();
  // MUI calls the group so, shadcn a cell of it.
  if (name === 'head') return element.children.some(isRow) ? 'thead' : 'th';
  return name === undefined ? undefined : parts[name];
}

const isRow = (node: ElementNode['children'][number]): boolean =>
  isElement(node) && partOf(node) === 'tr';

const hasRow = ({ children }: ElementNode): boolean =>
  (children as RootContent[]).some(
    (child) => isElement(child) && (child.name === 'tr' || hasRow(child)),
  );
