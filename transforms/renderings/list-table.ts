import type { ListItem, PhrasingContent, RootContent } from 'mdast';
import { flatten } from '../clean-mdx/line.ts';
import { isBlank, list, listItem, paragraph, text } from '../nodes.ts';
import { bold, boldLine } from './compose.ts';
import { defineRendering } from './rendering.ts';
import { gfmTable } from './table.ts';

/**
 * Markdoc's table of lists: each list is a row, each item a cell, rules stand between the rows, and
 * what stands above the first rule is the head. Cells with code or several blocks make it a list of rows.
 */
export const listTable = defineRendering<Record<never, never>>({}, (element, _spec, env) => {
  const content = env.blocks(element);
  const isTable = content.every(({ type }) => type === 'list' || type === 'thematicBreak');
  if (!isTable || !content.some(({ type }) => type === 'list')) return content;
  const rows = content.flatMap((node) => (node.type === 'list' ? [node.children] : []));
  const hasHead = content[0]?.type === 'list';
  const head = hasHead ? (rows[0] ?? []).map(lineOf) : [];
  const body = hasHead ? rows.slice(1) : rows;
  if (body.some((cells) => cells.some(({ children }) => !isLine(children)))) {
    return [list(body.map((cells) => rowItem(cells, head)))];
  }
  const width = Math.max(head.length, ...body.map((cells) => cells.length));
  return [gfmTable([head, ...body.map((cells) => cells.map(lineOf))], width)];
});

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
