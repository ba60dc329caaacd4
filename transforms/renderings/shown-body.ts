import type { Nodes } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { parsedAt } from './content.ts';
import { templateOf } from './layout-files.ts';
import { defineRendering } from './rendering.ts';

const bodies = /\{\{-?\s*body\b[^{}]*\}\}/g;
const plain =
  /<!--[\s\S]*?-->|\{#[\s\S]*?#\}|<\/?(?:article|aside|b|center|div|em|i|p|section|small|span|strong)\b[^<>]*>/g;

/**
 * A shortcode of Zola, whose template shows nothing but its body: the body, which is Markdown where the
 * template makes it so, also between elements of HTML. Any other is unknown.
 * https://www.getzola.org/documentation/content/shortcodes/
 */
export const shownBody = defineRendering({ templates: 'list' }, (element, { templates }, env) => {
  const template = templateOf(element.name ?? '', templates, env.document)?.text ?? '';
  const rest = template.replace(bodies, '');
  if (rest === template || rest.replace(plain, '').trim() !== '') return env.unknown(element);
  if (!isFromHtml(element) || !/\bbody\s*\|\s*markdown\b/.test(template))
    return env.children(element);
  const written = plainText(element).trim();
  return env.flow ? env.render(parsedAt(element, written, env).children) : env.inline(written);
});

/** Text between tags is none of Markdown's; only addresses in it are links already. */
const isFromHtml = ({ children }: ElementNode): boolean =>
  children
    .flatMap((node): readonly Nodes[] => (node.type === 'paragraph' ? node.children : [node]))
    .every(
      (node) => node.type === 'text' || (node.type === 'link' && plainText(node) === node.url),
    );
