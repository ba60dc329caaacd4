import type { Link, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { givenLink, inlineCode, isElement, paragraph, text } from '../nodes.ts';
import type { RenderEnv } from './rendering.ts';

/** The links of code that is written as HTML, in a line below it: a block of code has none. */
export function linksOfCode(element: ElementNode, env: RenderEnv): RootContent[] {
  const links = [...linksIn(element.children as RootContent[], env)];
  const parts = links.flatMap((link, at) => (at === 0 ? [link] : [text(', '), link]));
  return parts.length > 0 ? [paragraph(parts)] : [];
}

function* linksIn(nodes: readonly RootContent[], env: RenderEnv): Generator<Link> {
  for (const node of nodes) {
    const href = isElement(node) && node.name === 'a' ? env.text(node, 'href') : undefined;
    if (href) {
      const words = env.code(node as ElementNode).trim();
      if (words !== '') yield givenLink(env.url(href), [inlineCode(words)]);
    } else if ('children' in node) yield* linksIn(node.children, env);
  }
}
