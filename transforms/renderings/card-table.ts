import type { RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { walk } from '../../src/document/walk.ts';
import { builtList } from '../clean-mdx/blocks.ts';
import { givenLink, listItem, paragraph } from '../nodes.ts';
import { itemBlocks } from './content.ts';
import { rowsIn } from './nested-tables.ts';
import type { RenderEnv } from './rendering.ts';
import { cardItem } from './sections.ts';

/**
 * A table that GitBook shows as cards, one for each row; undefined for any other. Hidden columns are not shown:
 * one says where the cards lead, others which pictures they have.
 *
 * https://gitbook.com/docs/creating-content/blocks/cards
 */
export function cardsOfTable(table: ElementNode, env: RenderEnv): RootContent[] | undefined {
  if (env.text(table, 'data-view') !== 'cards') return undefined;
  const cellsOf = (row: ElementNode) => env.elements(row).map(({ element }) => element);
  const [columns = [], ...rows] = rowsIn(table).map(cellsOf);
  const target = columns.findIndex((column) => has(column, 'data-card-target'));
  return rows.flatMap((cells) => {
    const url = cells[target] && firstLink(env.blocks(cells[target]));
    const shown = cells.filter(
      (_, at) => at !== target && !(columns[at] && has(columns[at], 'data-hidden')),
    );
    const content = shown.flatMap((cell) => env.blocks(cell));
    if (url === undefined) return content.length > 0 ? [card(content)] : [];
    return content.length > 0 ? cardItem(content, url) : [card([paragraph([givenLink(url)])])];
  });
}

function card([first, ...rest]: RootContent[]): RootContent {
  const blocks = first?.type === 'paragraph' ? itemBlocks(first.children, rest) : [first!, ...rest];
  return builtList([listItem(blocks)], 'card');
}

const has = ({ attributes }: ElementNode, name: string): boolean =>
  attributes.some((one) => one.type === 'mdxJsxAttribute' && one.name === name);

function firstLink(children: RootContent[]): string | undefined {
  let url: string | undefined;
  walk({ type: 'root', children }, (node) => {
    if (node.type === 'link') url ??= node.url;
  });
  return url;
}
