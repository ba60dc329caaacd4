import type { RootContent } from 'mdast';
import type { ElementNode } from '../contract/element.ts';
import { showsSomething } from './accessible.ts';

/** A drawing that a component shows alone, with a role and a name for those who cannot see it, as that name. */
export function nameOfDrawing(nodes: RootContent[]): RootContent[] {
  const drawing = nodes.find(
    (node): node is ElementNode & RootContent => 'name' in node && node.name === 'svg',
  );
  const given = new Map(
    drawing?.attributes.map((one) => ['name' in one ? one.name : '', one.value]),
  );
  const name = given.get('aria-label');
  if (given.get('role') !== 'img' || typeof name !== 'string') return nodes;
  return nodes.some(showsSomething) ? nodes : [{ type: 'text', value: name }];
}
