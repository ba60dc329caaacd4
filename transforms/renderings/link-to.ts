import type { PhrasingContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { isBlank, isElement, link, text } from '../nodes.ts';
import { cardItem } from './card.ts';
import { defineRendering, type Names } from './rendering.ts';

/**
 * A link: the content or the attribute `text` as its words; `label` is a fixed text. A link around a
 * heading and more is a card.
 */
export const linkTo = defineRendering<{ href?: Names; text?: Names; label?: string }>(
  { href: 'names', text: 'names', label: 'text' },
  (element, spec, env) => {
    const url = env.text(element, spec.href);
    const shown = withoutPictures(element, (image) => env.text(image, ['alt']));
    if (env.flow && url && isCard(shown)) return [cardItem(env.blocks(shown), env.url(url))];
    const inside = env.line(element);
    const words: PhrasingContent[] =
      inside.length > 0
        ? inside
        : (env.prose(element, spec.text) ?? (spec.label ? [text(spec.label)] : []));
    if (!url) return words;
    return [link(env.url(url), words.length > 0 ? words : [text(url)])];
  },
);

/** A picture without words of its own decorates the link. */
function withoutPictures(
  element: ElementNode,
  altOf: (image: ElementNode) => string | undefined,
): ElementNode {
  const children = element.children.filter(
    (child) => !(isElement(child) && child.name === 'img' && !altOf(child)),
  );
  return { ...element, children } as ElementNode;
}

function isCard(element: ElementNode): boolean {
  const [first, ...rest] = element.children.filter((child) => !isBlank(child));
  if (!first || rest.length === 0) return false;
  return first.type === 'heading' || (isElement(first) && /^h[1-6]$/.test(first.name ?? ''));
}
