import type { Nodes, RootContent } from 'mdast';
import { type ElementNode, isNamed } from '../../src/contract/element.ts';
import { trimLine } from '../clean-mdx/line.ts';
import type { UseOfShortcode } from '../go-template/values.ts';
import { isElement, text } from '../nodes.ts';
import type { RenderEnv } from './rendering.ts';

/** The attribute that stands for `{{%`. */
export const notation = 'data-markdown';

/** What each shortcode stands in, and how many shortcodes before it do. */
const places = new WeakMap<ElementNode, { outer: ElementNode; ordinal: number }>();

/** Notes of the shortcodes in one that it is around them. */
function noteOuter(outer: ElementNode): void {
  let ordinal = 0;
  const look = (node: Nodes): void => {
    if (isElement(node) && node.data?.origin === 'macro') {
      places.set(node, { outer, ordinal: ordinal++ });
      noteOuter(node);
    } else if ('children' in node) node.children.forEach(look);
  };
  outer.children.forEach(look);
}

/** The arguments of a shortcode, and the use of the one around it. */
export function useOf(element: ElementNode): UseOfShortcode {
  if (!places.has(element)) noteOuter(element);
  return read(element);
}

function read(element: ElementNode): UseOfShortcode {
  const args = new Map<string, string>();
  for (const attribute of element.attributes) {
    if (isNamed(attribute, notation)) continue;
    if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') continue;
    args.set(attribute.name, attribute.value);
  }
  const place = places.get(element);
  return {
    name: element.name ?? '',
    args,
    hasInner: element.children.length > 0,
    ...(place && { outer: { use: read(place.outer), ordinal: place.ordinal } }),
  };
}

/** What a shortcode shows in a line; the blank that its template ends with parts its words from those of the next one. */
export function inLine(
  nodes: readonly RootContent[],
  element: ElementNode,
  { html, env }: { html: string; env: RenderEnv },
): RootContent[] {
  const words = [...nodes];
  trimLine(words);
  const next = env.siblings[env.siblings.indexOf(element) + 1];
  const isNext = next !== undefined && isElement(next) && next.data?.origin === 'macro';
  return isNext && /\s$/.test(html) ? [...words, text(' ')] : words;
}
