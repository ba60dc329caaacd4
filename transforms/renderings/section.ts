import type { Heading, PhrasingContent, RootContent } from 'mdast';
import { text } from '../nodes.ts';
import { boldLine } from './compose.ts';
import { defineRendering, type Names } from './rendering.ts';

/**
 * A titled part of a page, such as an entry of a changelog: a heading one level above the headings
 * inside it, or a bold line where there are none. `note` is said beside the title.
 */
export const section = defineRendering<{ title?: Names; note?: Names }>(
  { title: 'names', note: 'names' },
  (element, spec, env) => {
    const title = env.prose(element, spec.title);
    const note = env.prose(element, spec.note);
    const content = env.blocks(element);
    const words: PhrasingContent[] | undefined =
      title && note ? [...title, text(': '), ...note] : (title ?? note);
    if (!words) return content;
    const depth = shallowest(content);
    if (depth === undefined) return [...boldLine(words), ...content];
    const above = Math.max(depth - 1, 1) as Heading['depth'];
    return [{ type: 'heading', depth: above, children: words }, ...content];
  },
);

function shallowest(nodes: readonly RootContent[]): number | undefined {
  const depths = nodes.flatMap((node) => (node.type === 'heading' ? [node.depth] : []));
  return depths.length > 0 ? Math.min(...depths) : undefined;
}
