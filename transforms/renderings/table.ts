import type { Element, ElementContent, Root as HastRoot } from 'hast';
import { toMdast } from 'hast-util-to-mdast';
import type { PhrasingContent, Table } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { flatten } from '../clean-mdx/line.ts';
import { inlineCode, link, text } from '../nodes.ts';
import type { StaticValue } from '../static-value.ts';
import { bold, inOneLine } from './content.ts';
import {
  aboveTable,
  cardsOfTable,
  cellsInTurn,
  groups,
  holdsTables,
  noRows,
  pairsOfTable,
} from './nested-tables.ts';
import { numberedLines } from './numbered-lines.ts';
import {
  type Child,
  defineRendering,
  type Names,
  namesOf,
  type RenderEnv,
  type Spec,
} from './rendering.ts';

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
    if (entry?.spec.as === 'drop' || noRows.has(name)) return [];
    if (name === 'thead') return rowsOf(child, env).map(asHead);
    if (groups.has(name)) return rowsOf(child, env);
    if (name === 'tr') return [cellsOf(env.elements(child), env)];
    if (isCell(child)) return rowFrom(parts, index, env);
    if (entry?.spec.as === 'row') return [propCells(child, entry.spec as RowSpec, env)];
    const nodes = flatten(env.render([child]), 'break');
    return nodes.length > 0 ? [[cell('td', nodes)]] : [];
  });
}

/** Cells side by side are a row, as a browser reads them: at the first of them. */
function rowFrom(parts: readonly Child[], at: number, env: RenderEnv): Element[][] {
  if (at > 0 && isCell(parts[at - 1]!.element)) return [];
  const end = parts.findIndex(({ element }, index) => index > at && !isCell(element));
  return [cellsOf(parts.slice(at, end < 0 ? undefined : end), env)];
}

/** A row of a table's head, whatever its cells are called. */
const asHead = (row: readonly Element[]): Element[] =>
  row.map((cell) => ({ ...cell, tagName: 'th' }));

const isCell = ({ name }: ElementNode): boolean => name === 'td' || name === 'th';

function cellsOf(row: readonly Child[], env: RenderEnv): Element[] {
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

/** A row of cells for each of `rows`, the first of which is the head. */
export function gfmTable(rows: readonly PhrasingContent[][][], width: number): Table {
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
