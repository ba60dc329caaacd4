import type { PhrasingContent, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { firstOf } from '../../src/first-of.ts';
import { givenLink, text } from '../nodes.ts';
import { boldLine } from '../renderings/content.ts';
import type { RenderEnv } from '../renderings/rendering.ts';
import { gfmTable } from '../renderings/table.ts';
import { isScalar, type StaticValue } from '../static-value.ts';
import { sourceOfBlocks } from './attribute-text.ts';

const heads = ['columns', 'headers', 'headings', 'header', 'head', 'cols'];
const bodies = ['rows', 'data', 'items', 'body', 'entries', 'values'];
const keys = ['key', 'accessorKey', 'accessor', 'dataIndex', 'field', 'id', 'name'];
const titles = ['title', 'label', 'header', 'heading', 'name', 'text', 'value'];
const words = ['value', 'label', 'text', 'title', 'name', 'content', 'children'];

type List = readonly StaticValue[];
type Item = ReadonlyMap<string, StaticValue>;

/** The attributes that hold a table, and what they show. */
interface GivenTable {
  names: string[];
  nodes: RootContent[];
}

/** The table that an element is given as lists of cells, or as objects by the keys of its columns: `columns={['Part', 'Use']} rows={[['lid', 'Keeps the heat.']]}`. */
export function givenTable(element: ElementNode, env: RenderEnv): GivenTable | undefined {
  const head = listNamed(heads, element, env);
  const body = listNamed(bodies, element, env);
  if (!env.flow || body === undefined || (head === undefined && body.name !== 'rows'))
    return undefined;
  const columns = head?.list ?? [];
  const rows = body.list.map((row) => (Array.isArray(row) ? (row as List) : ofKeys(row, columns)));
  const width = Math.max(columns.length, ...rows.map((row) => row?.length ?? 0));
  if (width < 2 || rows.includes(undefined)) return undefined;
  const lines = (rows as List[]).map((row) => row.map((cell) => cellOf(cell, env)));
  if (lines.flat(2).length === 0) return undefined;
  const top = columns.map((column) => cellOf(column, env, titles));
  const below = (rows as List[]).flat().flatMap((cell) => blocksOf(cell, env));
  const names = [...(head ? [head.name] : []), body.name];
  return { names, nodes: [gfmTable([top, ...lines], width), ...below] };
}

function listNamed(names: readonly string[], element: ElementNode, env: RenderEnv) {
  return firstOf(names, (name) => {
    const list = env.attribute(element, name);
    return Array.isArray(list) && list.length > 0 ? { name, list: list as List } : undefined;
  });
}

/** The cells of a row that is an object; undefined where a column does not name its key. */
function ofKeys(row: StaticValue, columns: List): List | undefined {
  const named = columns.map((column) =>
    column instanceof Map ? firstOf(keys, (key) => textOf(column.get(key))) : undefined,
  );
  if (!(row instanceof Map) || named.length === 0 || named.includes(undefined)) return undefined;
  return named.map((key) => row.get(key!));
}

const textOf = (value: StaticValue): string | undefined =>
  isScalar(value) && value !== '' ? String(value) : undefined;

function cellOf(cell: StaticValue, env: RenderEnv, names = words): PhrasingContent[] {
  if (typeof cell === 'boolean') return [text(cell ? '✓' : '✗')];
  if (!(cell instanceof Map)) return env.valueProse(cell) ?? [];
  const said = firstOf(names, (name) => env.valueProse(cell.get(name)));
  const url = textOf(cell.get('href') ?? cell.get('url'));
  if (url) return [givenLink(env.url(url), said)];
  return said ?? endingIn('title', cell, env);
}

/** What a cell opens besides: texts of several blocks, below its title. */
function blocksOf(cell: StaticValue, env: RenderEnv): RootContent[] {
  if (!(cell instanceof Map)) return [];
  const texts = [...cell.values()].filter(
    (value): value is string => typeof value === 'string' && /\S[ \t]*\n\s*\S/.test(value),
  );
  if (texts.length === 0) return [];
  const about = endingIn('description', cell, env);
  return [
    ...boldLine(endingIn('title', cell, env)),
    ...(about.length > 0 ? [{ type: 'paragraph', children: about } as const] : []),
    ...env.render(texts.flatMap((value) => env.parse(sourceOfBlocks(value) ?? value).children)),
  ];
}

function endingIn(end: string, cell: Item, env: RenderEnv): PhrasingContent[] {
  const name = [...cell.keys()].find((key) => key.toLowerCase().endsWith(end));
  return (name && env.valueProse(cell.get(name))) || [];
}
