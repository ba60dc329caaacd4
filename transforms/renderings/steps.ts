import type { RootContent } from 'mdast';
import { builtList } from '../clean-mdx/blocks.ts';
import { isBlank, isElement, listItem } from '../nodes.ts';
import { boldLine } from './compose.ts';
import { defineRendering, type Names, type Spec } from './rendering.ts';

/**
 * Steps with a title become a numbered list; a list, or steps with headings of their own, stays as
 * it is written.
 */
export const steps = defineRendering<Record<never, never>>({}, (element, _spec, env) => {
  const parts = env.elements(element).filter(({ entry }) => entry?.spec.as === 'step');
  if (parts.length === 0) return env.children(element);
  const items: RootContent[][] = parts.map(({ element: part, entry }) => {
    const { title } = (entry?.spec ?? { as: 'step' }) as Spec & { title?: Names };
    return [...boldLine(env.prose(part, title)), ...env.blocks(part)];
  });
  const others = (element.children as RootContent[]).some(
    (child) => !isElement(child) && !isBlank(child),
  );
  const headed = items.some((item) => item.some((node) => node.type === 'heading'));
  if (headed || others) return items.flat();
  return [
    builtList(
      items.filter((item) => item.length > 0).map((item) => listItem(item)),
      'step',
      true,
    ),
  ];
});

/** A step on its own reads as its title and content. */
export const step = defineRendering<{ title?: Names }>(
  { title: 'names' },
  (element, { title }, env) => [...boldLine(env.prose(element, title)), ...env.blocks(element)],
);
