import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { parseMarkdown } from './read.ts';

const renderer = unified()
  .use(remarkStringify, {
    bullet: '-',
    emphasis: '_',
    fences: true,
    listItemIndent: 'one',
    rule: '-',
  })
  .use(remarkGfm, { tablePipeAlign: false })
  .freeze();

/**
 * Renders the output's tree with the reference renderer and parses that again: text that only looks
 * like what was meant does not come back the same. Answers the type of the first node that differs.
 */
export function unstableNode(tree: Root): { type: string; line: number } | undefined {
  const again = parseMarkdown(renderer.stringify(tree));
  return firstDifference(tree, again);
}

interface Shape {
  type: string;
  children?: Shape[];
  position?: { start: { line: number } } | undefined;
}

function firstDifference(
  a: Shape,
  b: Shape | undefined,
): { type: string; line: number } | undefined {
  if (!b || label(a) !== label(b)) return { type: a.type, line: a.position?.start.line ?? 1 };
  const children = a.children ?? [];
  for (const [index, child] of children.entries()) {
    const difference = firstDifference(child, b.children?.[index]);
    if (difference) return difference;
  }
  const extra = b.children?.[children.length];
  return extra && { type: a.type, line: a.position?.start.line ?? 1 };
}

/** What two nodes have to share; how loose a list is shows in its text alone. */
function label(node: Shape): string {
  const { type, value, url, depth, lang, meta, alt, checked, ordered, start } = node as Shape &
    Record<string, unknown>;
  return JSON.stringify([type, value, url, depth, lang, meta, alt, checked, ordered, start]);
}
