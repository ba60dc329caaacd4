import type { Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const markdown = unified().use(remarkParse).use(remarkGfm);

/** Destinations of the links and images of a text, by a reading of its own. */
export function scanLinks(text: string): string[] {
  const found: string[] = [];
  const visit = (node: Nodes) => {
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
      found.push(node.url);
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(markdown.parse(text.replace(/^---\n[\s\S]*?\n---\n/, '')));
  return found;
}
