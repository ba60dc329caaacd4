import type { RootContent } from 'mdast';
import type { RenderEnv } from '../renderings/rendering.ts';

const tag = /(<\/?[A-Za-z][^<>]*>)/;

/** The nodes of HTML that Astro's `set:html` holds: its texts are neither Markdown nor expressions. */
export function htmlNodes(html: string, { document, flow }: RenderEnv): RootContent[] {
  const parts = html.split(tag).map((part) => (tag.test(part) ? part : asText(part)));
  const { children } = document.parse(parts.join(''));
  const [only] = children;
  const isLine = !flow && children.length === 1 && only?.type === 'paragraph';
  return isLine ? only.children : children;
}

const asText = (text: string): string =>
  text.replace(/[*_~`[\]{}|\\]/g, (sign) => `&#${sign.charCodeAt(0)};`);
