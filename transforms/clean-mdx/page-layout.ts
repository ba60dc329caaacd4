import type { RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { Callable } from '../../src/static/value.ts';
import type { Place } from './place.ts';

/**
 * The component of the site that the front matter of a page names as its layout.
 *
 * https://vitepress.dev/reference/default-theme-layout
 */
export function layoutOf(place: Place): RootContent[] {
  const { dialect, frontmatter } = place.document;
  const { layout } = frontmatter;
  if (!dialect.syntaxes?.includes('vue') || typeof layout !== 'string') return [];
  const element: ElementNode = {
    type: 'mdxJsxFlowElement',
    name: layout,
    attributes: [],
    children: [],
  };
  return place.own.named(element, place, false) instanceof Callable ? [element as RootContent] : [];
}
