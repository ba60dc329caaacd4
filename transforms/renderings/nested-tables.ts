import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { walk } from '../../src/document/walk.ts';
import { isElement } from '../nodes.ts';
import { boldLine } from './content.ts';
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
    return cells.flatMap((cell, at) =>
      cell.name === 'th'
        ? boldLine(env.line(cell))
        : [...boldLine(titles[at]), ...env.blocks(cell)],
    );
  });
}

/** All rows of a table, those of its groups too. */
export const rowsIn = ({ children }: ElementNode): ElementNode[] =>
  (children as RootContent[])
    .filter((child) => isElement(child))
    .flatMap((child) => (child.name === 'tr' ? [child] : rowsIn(child)));
