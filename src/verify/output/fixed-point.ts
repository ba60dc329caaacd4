import type { Nodes, Root } from 'mdast';
import type { Handle } from 'mdast-util-to-markdown';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { type Output, parseMarkdown } from './read.ts';

const renderer = rendererWith();

/** No parsed text holds it. */
const between = '\0';

/** Renders each block of a document as if it were alone. */
const ofBlocks = rendererWith((node: Root, _parent, state, info) =>
  node.children
    .map((child) => {
      state.bulletLastUsed = undefined;
      return state.containerFlow({ type: 'root', children: [child] }, info).trimEnd();
    })
    .join(between),
);

function rendererWith(root?: Handle) {
  return unified()
    .use(remarkStringify, {
      bullet: '-',
      emphasis: '_',
      listItemIndent: 'one',
      rule: '-',
      handlers: root && { root },
    })
    .use(remarkGfm, { tablePipeAlign: false })
    .freeze();
}

/**
 * Renders the output's blocks with the reference renderer. One that comes out as it stands is what
 * was parsed; the others are parsed again: text that only looks like what was meant does not come
 * back the same. Answers the type of the first node that differs.
 */
export function unstableNode({
  tree,
  body,
}: Pick<Output, 'tree' | 'body'>): { type: string; line: number } | undefined {
  const isDefinition = ({ type }: Nodes) => type === 'footnoteDefinition' || type === 'definition';
  const blocks = ofBlocks.stringify(tree).trimEnd().split(between);
  const changed = tree.children.filter((node, at) => {
    const { start, end } = node.position!;
    return !isSame(blocks[at]!, body.slice(start.offset, end.offset));
  });
  if (changed.length === 0) return undefined;
  // What they refer to has to be there.
  const children = tree.children.filter((node) => changed.includes(node) || isDefinition(node));
  const rendered = renderer.stringify({ type: 'root', children });
  return firstDifference({ type: 'root', children }, parseMarkdown(rendered));
}

/** The renderer escapes the bracket of `> [!NOTE]`: it reads the same with and without. */
const isSame = (rendered: string, written: string): boolean =>
  rendered === written || rendered.replaceAll('\\[!', '[!') === written;

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
