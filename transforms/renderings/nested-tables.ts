import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { attributeNamed, type ElementNode } from '../../src/contract/element.ts';
import { walk } from '../../src/document/walk.ts';
import { builtList } from '../clean-mdx/blocks.ts';
import { givenLink, inlineCode, isBlank, isElement, listItem, paragraph, text } from '../nodes.ts';
import { cardItem } from './card.ts';
import { bold, boldLine, itemBlocks } from './content.ts';
import type { RenderEnv } from './rendering.ts';

/** Whether cells of a table hold tables of their own. */
export function holdsTables(element: ElementNode): boolean {
  let found = false;
  walk(element as Nodes, (node) => {
    found ||=
      node.type === 'table' || (node !== element && isElement(node) && node.name === 'table');
    return !found;
  });
  return found;
}

/** The cells of a table one below the other, each below the title of its column: Markdown has no tables in cells. */
export function cellsInTurn(element: ElementNode, env: RenderEnv): RootContent[] {
  const titles: PhrasingContent[][] = [];
  return rowsIn(element).flatMap((row) => {
    const cells = env.elements(row).map((part) => part.element);
    if (cells.length > 1 && cells.every(({ name }) => name === 'th')) {
      titles.splice(0, titles.length, ...cells.map((cell) => env.line(cell)));
      return [];
    }
    return cells.flatMap((cell, at) => {
      if (cell.name === 'th') return boldLine(env.line(cell));
      const blocks = env.blocks(cell);
      return blocks.length > 0 ? [...boldLine(titles[at]), ...blocks] : [];
    });
  });
}

/** All rows of a table, those of its groups too. */
const rowsIn = ({ children }: ElementNode): ElementNode[] =>
  (children as RootContent[])
    .filter((child) => isElement(child))
    .flatMap((child) => (child.name === 'tr' ? [child] : rowsIn(child)));

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
  const target = columns.findIndex(
    (column) => attributeNamed(column, 'data-card-target') !== undefined,
  );
  return rows.flatMap((cells) => {
    const url = cells[target] && firstLink(env.blocks(cells[target]));
    const shown = cells.filter(
      (_, at) => at !== target && !(columns[at] && attributeNamed(columns[at], 'data-hidden')),
    );
    const content = shown.flatMap((cell) => env.blocks(cell));
    if (url === undefined) return content.length > 0 ? [card(content)] : [];
    return content.length > 0 ? cardItem(content, url) : [card([paragraph([givenLink(url)])])];
  });
}

/**
 * A table whose rows come in pairs, a name over the whole width and what is said of it in the last column, as tools
 * write the options of a command: a list. Undefined for any other.
 */
export function pairsOfTable(table: ElementNode, env: RenderEnv): RootContent[] | undefined {
  const rows = rowsIn(table).map((row) => env.elements(row).map(({ element }) => element));
  const isPair = ([name, more]: ElementNode[], [gap, said, other]: ElementNode[] = []) =>
    name &&
    !more &&
    Number(env.text(name, 'colspan')) === 2 &&
    gap &&
    said &&
    !other &&
    isEmpty(gap);
  const isEmpty = (cell: ElementNode) => cell.name === 'td' && env.blocks(cell).length === 0;
  const pairs = rows.flatMap((row, at) => (at % 2 === 0 ? [[row, rows[at + 1]] as const] : []));
  if (pairs.length === 0 || !pairs.every(([row, next]) => isPair(row, next))) return undefined;
  const items = pairs.map(([[name], next]) => {
    const [first, ...rest] = env.blocks(next![1]!);
    const line = first?.type === 'paragraph' ? [text(': '), ...first.children] : [];
    const below = first === undefined || first.type === 'paragraph' ? rest : [first, ...rest];
    return listItem(itemBlocks([...nameOf(env.line(name!)), ...line], below));
  });
  return [builtList(items, 'pairs')];
}

/** `--heat string  Default: "900"`: an option is code, other names are strong. */
function nameOf(line: PhrasingContent[]): PhrasingContent[] {
  const words = plainText(line)
    .replace(/\u00A0/g, ' ')
    .trim();
  if (!words.startsWith('-')) return bold(line);
  const [option = '', ...more] = words.split(/ {2,}/);
  return [inlineCode(option), ...more.map((part) => text(` (${part})`))];
}

function card([first, ...rest]: RootContent[]): RootContent {
  const blocks = first?.type === 'paragraph' ? itemBlocks(first.children, rest) : [first!, ...rest];
  return builtList([listItem(blocks)], 'card');
}

function firstLink(children: RootContent[]): string | undefined {
  let url: string | undefined;
  walk({ type: 'root', children }, (node) => {
    if (node.type === 'link') url ??= node.url;
  });
  return url;
}

export const groups: ReadonlySet<string> = new Set(['thead', 'tbody', 'tfoot']);
/** Parts of a table that hold no rows. */
export const noRows: ReadonlySet<string> = new Set(['caption', 'colgroup', 'col']);

/** What stands outside of the cells, which browsers show above the table, and the caption. */
export const aboveTable = (element: ElementNode, env: RenderEnv): RootContent[] => [
  ...env.render(straysIn(element)),
  ...captionOf(element, env),
];

function captionOf(element: ElementNode, env: RenderEnv): RootContent[] {
  const caption = env.elements(element).find((child) => child.element.name === 'caption');
  const words = caption ? env.line(caption.element) : (env.prose(element, 'caption') ?? []);
  return words.length > 0 ? [paragraph(words)] : [];
}

const straysIn = ({ children }: ElementNode): RootContent[] =>
  (children as RootContent[]).flatMap((child) => {
    if (!isElement(child)) return isBlank(child) ? [] : [child];
    return child.name === 'tr' || groups.has(child.name ?? '') ? straysIn(child) : [];
  });
