import type { Element, ElementContent, Root as HastRoot } from 'hast';
import { toMdast } from 'hast-util-to-mdast';
import type { ListItem, PhrasingContent, RootContent, Table } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { flatten } from '../clean-mdx/line.ts';
import { inlineCode, isBlank, link, list, listItem, paragraph, text } from '../nodes.ts';
import type { StaticValue } from '../static-value.ts';
import { bold, boldLine, inOneLine } from './content.ts';
import {
  aboveTable,
  cardsOfTable,
  cellsInTurn,
  groups,
  holdsTables,
  pairsOfTable,
} from './nested-tables.ts';
import { numberedLines } from './numbered-lines.ts';
import { defineRendering, type Names, namesOf, type RenderEnv, type Spec } from './rendering.ts';

/** What stands in a cell in place of hast: the Markdown that it was rendered to. */
interface Slot {
  type: 'slot';
  nodes: PhrasingContent[];
}

/**
 * An HTML table as a GFM table. The shape (spans, alignment, head) is worked out by
 * hast-util-to-mdast on a tree whose cells hold what is Markdown already.
 */
export const table = defineRendering({}, (element, _spec, env) => {
  if (env.flow && holdsTables(element)) {
    return [...aboveTable(element, env), ...cellsInTurn(element, env)];
  }
  const cards = env.flow
    ? (numberedLines(element) ?? cardsOfTable(element, env) ?? pairsOfTable(element, env))
    : undefined;
  if (cards !== undefined) return [...aboveTable(element, env), ...cards];
  const rows = rowsOf(element, env);
  if (rows.length === 0) return env.children(element);
  const widths = rows.map((row) => row.reduce((sum, cell) => sum + spanOf(cell), 0));
  const width = widths.reduce((widest, own) => Math.max(widest, own), 0);
  for (const [only, more] of rows) {
    if (only && !more && width > 1 && spanOf(only) >= width) boldCell(only);
  }
  const tree: HastRoot = {
    type: 'root',
    children: [
      hast(
        'table',
        rows.map((row) => hast('tr', row)),
      ),
    ],
  };
  const converted = toMdast(tree, { nodeHandlers: { slot: (_state, node) => node.nodes } });
  const caption = aboveTable(element, env);
  const [found] = 'children' in converted ? converted.children : [];
  return found?.type === 'table' ? [...caption, found as Table] : env.children(element);
});

const hast = (tagName: string, children: ElementContent[], properties = {}): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});

const spanOf = (cell: Element) => Number(cell.properties.colSpan ?? 1) || 1;

function boldCell(cell: Element): void {
  const [slot] = cell.children as unknown as Slot[];
  if (slot) slot.nodes = bold(slot.nodes);
}

function rowsOf(element: ElementNode, env: RenderEnv): Element[][] {
  const parts = env.elements(element);
  return parts.flatMap(({ element: child, entry }, index): Element[][] => {
    const name = child.name ?? '';
    if (entry?.spec.as === 'drop') return [];
    if (name === 'thead') return rowsOf(child, env).map(asHead);
    if (groups.has(name)) return rowsOf(child, env);
    if (name === 'tr') return [cellsOf(env.elements(child), env)];
    if (isCell(child)) {
      // Cells side by side are a row, as a browser reads them.
      if (index > 0 && isCell(parts[index - 1]!.element)) return [];
      const rest = parts.slice(index);
      const end = rest.findIndex((part) => !isCell(part.element));
      return [cellsOf(end < 0 ? rest : rest.slice(0, end), env)];
    }
    if (name === 'caption' || name === 'colgroup' || name === 'col') return [];
    if (entry?.spec.as === 'row') return [propCells(child, entry.spec as RowSpec, env)];
    const nodes = flatten(env.render([child]), 'break');
    return nodes.length > 0 ? [[cell('td', nodes)]] : [];
  });
}

/** A row of a table's head, whatever its cells are called. */
const asHead = (row: readonly Element[]): Element[] =>
  row.map((cell) => ({ ...cell, tagName: 'th' }));

const isCell = ({ name }: ElementNode): boolean => name === 'td' || name === 'th';

function cellsOf(row: ReturnType<RenderEnv['elements']>, env: RenderEnv): Element[] {
  return row.map(({ element: child }) => {
    const blocks = isCell(child) ? env.blocks(child) : env.render([child]);
    // An icon alone says yes or no in a line.
    const nodes = blocks.length === 0 && isCell(child) ? env.line(child) : blocks;
    return cell(child.name === 'th' ? 'th' : 'td', flatten(nodes, 'break'), {
      colSpan: numberOf(env, child, ['colspan', 'colSpan']),
      rowSpan: numberOf(env, child, ['rowspan', 'rowSpan']),
      align: env.text(child, 'align'),
    });
  });
}

function cell(tagName: string, nodes: PhrasingContent[], properties = {}): Element {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined);
  const slot = { type: 'slot', nodes } as unknown as ElementContent;
  return hast(tagName, [slot], Object.fromEntries(given));
}

function numberOf(env: RenderEnv, element: ElementNode, names: Names): number | undefined {
  const value = Number(env.text(element, names) ?? 1);
  return Number.isInteger(value) && value > 1 ? Math.min(value, 100) : undefined;
}

type RowSpec = Spec & { cells?: readonly { text?: Names; code?: Names; link?: Names }[] };

/** A row whose cells are attributes: `cells` says of each which attributes are its text, code and link. */
export const row = defineRendering({ cells: 'list' }, (element, spec, env) =>
  inOneLine(
    propCells(element, spec as Spec as RowSpec, env).map(
      ({ children: [slot] }) => (slot as unknown as Slot).nodes,
    ),
  ),
);

function propCells(element: ElementNode, spec: RowSpec, env: RenderEnv): Element[] {
  return (spec.cells ?? []).map((given) => {
    const code = env.text(element, given.code);
    const words = code === undefined ? env.prose(element, given.text) : [inlineCode(code)];
    const url = env.text(element, given.link);
    const nodes = words ?? env.line(element);
    return cell('td', url ? [link(env.url(url), nodes)] : nodes);
  });
}

/** An array of rows in an attribute as a table; `columns` are its headings. */
export const grid = defineRendering({ rows: 'names', columns: 'list' }, (element, spec, env) => {
  const value = namesOf(spec.rows).map((name) => env.attribute(element, name))[0];
  if (!Array.isArray(value)) return env.children(element);
  const rows = (value as readonly StaticValue[]).map((entry) =>
    (Array.isArray(entry) ? (entry as readonly StaticValue[]) : [entry]).map(
      (part) => env.valueProse(part) ?? [],
    ),
  );
  const width = Math.max(1, ...rows.map((cells) => cells.length));
  const head = Array.from({ length: width }, (_, index) => {
    const name = spec.columns?.[index];
    return name ? [text(name)] : [];
  });
  return [gfmTable([head, ...rows], width)];
});

function gfmTable(rows: readonly PhrasingContent[][][], width: number): Table {
  return {
    type: 'table',
    align: Array.from({ length: width }, () => null),
    children: rows.map((cells) => ({
      type: 'tableRow',
      children: Array.from({ length: width }, (_, index) => ({
        type: 'tableCell',
        children: cells[index] ?? [],
      })),
    })),
  };
}

interface Rows {
  readonly head: PhrasingContent[][];
  readonly body: readonly (readonly ListItem[])[];
}

/**
 * A table written as lists. Markdoc: each list is a row, each item a cell, rules stand between the
 * rows, and what stands above the first rule is the head. MyST: each item of one list is a row, and
 * the items of the list within are its cells. Cells with code or several blocks make it a list of rows.
 */
export const listTable = defineRendering(
  {
    title: 'names',
    /** The attribute that says how many rows are the head, where one list of lists holds all rows. */
    head: 'names',
  },
  (element, spec, env) => {
    const content = env.blocks(element);
    const caption = boldLine(env.prose(element, spec.title));
    const rows = spec.head
      ? listOfLists(content, Number(env.text(element, spec.head) ?? 0))
      : ruledLists(content);
    if (rows === undefined) return [...caption, ...content];
    const { head, body } = rows;
    if (body.some((cells) => cells.some(({ children }) => !isLine(children)))) {
      return [...caption, list(body.map((cells) => rowItem(cells, head)))];
    }
    const width = Math.max(head.length, ...body.map((cells) => cells.length));
    return [...caption, gfmTable([head, ...body.map((cells) => cells.map(lineOf))], width)];
  },
);

function ruledLists(content: readonly RootContent[]): Rows | undefined {
  const isTable = content.every(({ type }) => type === 'list' || type === 'thematicBreak');
  const rows = content.flatMap((node) => (node.type === 'list' ? [node.children] : []));
  if (!isTable || rows.length === 0) return undefined;
  const hasHead = content[0]?.type === 'list';
  return { head: hasHead ? (rows[0] ?? []).map(lineOf) : [], body: hasHead ? rows.slice(1) : rows };
}

function listOfLists(content: readonly RootContent[], heads: number): Rows | undefined {
  const [only, more] = content;
  if (only?.type !== 'list' || more !== undefined) return undefined;
  const rows: ListItem[][] = [];
  for (const { children } of only.children) {
    const [cells, beside] = children;
    if (cells?.type !== 'list' || beside !== undefined) return undefined;
    rows.push(cells.children);
  }
  return {
    head: heads > 0 ? (rows[0] ?? []).map(lineOf) : [],
    body: rows.slice(heads > 0 ? 1 : 0),
  };
}

const lineOf = ({ children }: ListItem): PhrasingContent[] => flatten(children, 'break');

const isLine = (blocks: readonly RootContent[]): boolean =>
  blocks.length < 2 && blocks.every(({ type }) => type === 'paragraph');

/** A row as an item: each cell below the head of its column. */
function rowItem(cells: readonly ListItem[], head: readonly PhrasingContent[][]): ListItem {
  const blocks = cells.flatMap(({ children }, column): RootContent[] => {
    const [only] = children;
    const name = head[column] ?? [];
    if (name.every(isBlank)) return children;
    if (!isLine(children) || only?.type !== 'paragraph') return [...boldLine(name), ...children];
    return [paragraph([...bold(name), text(': '), ...only.children])];
  });
  return listItem(blocks);
}
