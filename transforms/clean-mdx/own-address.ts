import type { RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { attributeNamed, type ElementNode } from '../../src/contract/element.ts';
import { walk } from '../../src/document/walk.ts';
import { isElement } from '../nodes.ts';

/**
 * The content of an element as a link, where all that its component is known to show is one place to
 * go to, and the words of that are made of the content: `<Download to="/a.zip">Kilns</Download>`.
 */
export function linkedContent(
  element: ElementNode,
  nodes: readonly RootContent[],
): RootContent[] | undefined {
  const links: ElementNode[] = [];
  for (const node of nodes)
    walk(node, (inner) => {
      if (isElement(inner) && typeof attributeNamed(inner, 'href')?.value === 'string')
        links.push(inner);
    });
  const [only, more] = links;
  if (only === undefined || more !== undefined || textOf(only) !== '') return undefined;
  const href = attributeNamed(only, 'href')!;
  return [{ ...element, name: 'a', attributes: [href], data: { made: true } } as RootContent];
}
