import type { ListItem, PhrasingContent, RootContent } from 'mdast';
import { flatten } from '../clean-mdx/line.ts';
import { isBlank, list, listItem, paragraph, text } from '../nodes.ts';
import { bold, boldLine } from './content.ts';
import { defineRendering } from './rendering.ts';
import { gfmTable } from './table.ts';

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
