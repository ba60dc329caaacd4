import type { RootContent } from 'mdast';
import { builtList } from '../clean-mdx/blocks.ts';
import { isBlank, listItem } from '../nodes.ts';
import { boldLine } from './compose.ts';
import { defineRendering, type Names, type Spec } from './rendering.ts';

/**
 * Steps with a title become a numbered list; a list, or steps with headings of their own, stays as
 * it is written.
 */
export const steps = defineRendering<Record<never, never>>({}, (element, _spec, env) => {
  const parts = env.elements(element).filter(({ entry }) => entry?.spec.as === 'step');
  if (parts.length === 0) return env.children(element);
  const items = new Map<RootContent, RootContent[]>();
  for (const { element: part, entry } of parts) {
    const { title } = (entry?.spec ?? { as: 'step' }) as Spec & { title?: Names };
    items.set(part as RootContent, [...boldLine(env.prose(part, title)), ...env.blocks(part)]);
  }
  const children = (element.children as RootContent[]).filter((child) => !isBlank(child));
  const hasOthers = !children.every((child) => items.has(child) || holdsOnly(child, items));
  const headed = [...items.values()].some((item) => item.some(({ type }) => type === 'heading'));
  if (hasOthers) return children.flatMap((child) => items.get(child) ?? env.render([child]));
  if (headed) return [...items.values()].flat();
  const filled = [...items.values()].filter((item) => item.length > 0);
  return [
    builtList(
      filled.map((item) => listItem(item)),
      'step',
      true,
    ),
  ];
});

/** Whether a paragraph is nothing but steps. */
function holdsOnly(node: RootContent, items: ReadonlyMap<RootContent, unknown>): boolean {
  if (node.type !== 'paragraph') return false;
  return node.children.every((child) => isBlank(child) || items.has(child));
}

/** A step on its own reads as its title and content. */
export const step = defineRendering<{ title?: Names }>(
  { title: 'names' },
  (element, { title }, env) => [...boldLine(env.prose(element, title)), ...env.blocks(element)],
);
