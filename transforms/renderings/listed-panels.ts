import type { RootContent } from 'mdast';
import { isScalar, Markup, Rendered, type StaticValue } from '../static-value.ts';
import { labelled } from './content.ts';
import type { RenderEnv } from './rendering.ts';

type Item = ReadonlyMap<string, StaticValue>;

const labels = ['label', 'title', 'header', 'tab', 'question', 'name'];
const contents = ['children', 'content', 'panel', 'answer'];

/**
 * The panels that a component is given as a list, each below its label, as in
 * https://ant.design/components/tabs#tabitemtype; none where no item holds markup.
 */
export function listedPanels(value: StaticValue | undefined, env: RenderEnv): RootContent[] {
  const items = itemsIn(value);
  return env.flow && items.some((item) => isMarkup(contentOf(item)))
    ? items.flatMap((item) => labelled(labelOf(item, env), blocksOf(contentOf(item), env)))
    : [];
}

/** Whether a list has items that hold markup. */
export const listsPanels = (value: StaticValue | undefined): boolean =>
  itemsIn(value).some((item) => isMarkup(contentOf(item)));

const itemsIn = (value: StaticValue | undefined): Item[] =>
  Array.isArray(value) ? value.filter((one): one is Item => one instanceof Map) : [];

const firstIn = (item: Item, names: readonly string[]): StaticValue | undefined =>
  names.map((name) => item.get(name)).find((value) => value !== undefined && value !== null);

const contentOf = (item: Item) => firstIn(item, contents);

const isMarkup = (value: StaticValue | undefined): boolean =>
  value instanceof Markup || value instanceof Rendered;

const labelOf = (item: Item, env: RenderEnv) => env.valueProse(firstIn(item, labels));

const blocksOf = (value: StaticValue | undefined, env: RenderEnv): RootContent[] =>
  isMarkup(value) || isScalar(value) ? env.valueBlocks(value!) : [];
