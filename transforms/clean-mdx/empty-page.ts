import type { RootContent } from 'mdast';
import { isBlank } from '../nodes.ts';
import type { Place } from './place.ts';

/** What a page does not say by itself. */
const silent: ReadonlySet<string> = new Set(['heading', 'yaml', 'definition', 'thematicBreak']);

/** Reports a page of which nothing but titles is left, where its source has more than that. */
export function reportEmpty({ document, lost, unknown }: Place): void {
  const { tree, frontmatter } = document;
  const says = (node: RootContent) => !silent.has(node.type) && !isBlank(node);
  if (tree.children.some(says)) return;
  const components = [...new Set([...lost.keys(), ...unknown.keys()])].map((name) => `<${name}>`);
  const asked = ['openapi', 'asyncapi', 'api', 'template', 'layout'].find(
    (key) => key in frontmatter,
  );
  if (components.length === 0 && asked === undefined) return;
  const made = components.length > 0 ? components.join(', ') : `\`${asked}\` in its front matter`;
  document.report({
    severity: 'warning',
    rule: 'empty-page',
    reason: `The page says nothing but its title; the site makes its content from ${made}`,
  });
}
