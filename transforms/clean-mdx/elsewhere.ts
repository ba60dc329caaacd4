import { posix } from 'node:path';
import type { RootContent } from 'mdast';
import type { Document } from '../../src/document/document.ts';
import { link, paragraph, text } from '../nodes.ts';
import { says } from './reports.ts';

/**
 * Where a page leads that has no content of its own: another site, as entries of the navigation do on
 * Mintlify, or the page whose content it shares, by its route in `source`, as in the docs of Next.
 */
export function elsewhereOf({ frontmatter, tree, site, path }: Document): RootContent[] {
  const { title, url, source } = frontmatter;
  if (tree.children.some((node) => says(node) && !isComment(node))) return [];
  if (typeof url === 'string' && /^https?:/.test(url))
    return [paragraph([link(url, [text(typeof title === 'string' ? title : url)])])];
  if (typeof source !== 'string' || !/^[\w/-]+$/.test(source)) return [];
  const shared = site.pageByRoute(`/${source.replace(/^\//, '')}`);
  if (shared === undefined || shared.path === path) return [];
  const target = posix.relative(posix.dirname(path), shared.path);
  return [
    paragraph([text('Its content is that of '), link(target, [text(shared.title)]), text('.')]),
  ];
}

const isComment = (node: RootContent): boolean =>
  node.type === 'mdxFlowExpression' && /^\s*\/\*[\s\S]*\*\/\s*$/.test(node.value);
