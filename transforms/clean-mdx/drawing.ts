import { posix } from 'node:path';
import type { Image } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import type { RenderEnv } from '../renderings/rendering.ts';
import type { Place } from './place.ts';

/**
 * A drawing that is imported as a component, as the picture that it is. One without a name is called after its file
 * where there are words in it; else it is nothing:
 * https://docusaurus.io/docs/markdown-features/assets#inline-svgs
 */
export function drawingOf(element: ElementNode, env: RenderEnv, place: Place): Image[] | undefined {
  const name = element.name ?? '';
  const src = place.scope.imported(name) && place.scope.value(name);
  if (typeof src !== 'string' || !/\.svg$/.test(src)) return undefined;
  const file = env.document.include(src, place.path);
  const drawn = file.ok ? file.text : '';
  const title = /<title[^>]*>([^<]+)</.exec(drawn)?.[1]?.trim();
  const stem = /<text\b/.test(drawn)
    ? posix.basename(src, '.svg').replace(/[-_]+/g, ' ')
    : undefined;
  const alt = env.text(element, ['alt', 'aria-label', 'title']) ?? title ?? stem;
  return alt ? [{ type: 'image', url: env.url(src), alt }] : [];
}
