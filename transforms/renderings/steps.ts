import { builtList } from '../clean-mdx/blocks.ts';
import { listItem } from '../nodes.ts';
import { boldLine } from './compose.ts';
import { inOrder } from './in-order.ts';
import { defineRendering, type Names, type Spec } from './rendering.ts';

/**
 * Steps with a title become a numbered list; a list, or steps with headings of their own, stays as
 * it is written.
 */
export const steps = defineRendering<Record<never, never>>({}, (element, _spec, env) => {
  const parts = env.elements(element).filter(({ entry }) => entry?.spec.as === 'step');
  if (parts.length === 0) return env.children(element);
  const rendered = parts.map(({ element: part, entry }) => {
    const { title } = (entry?.spec ?? { as: 'step' }) as Spec & { title?: Names };
    return [part, [...boldLine(env.prose(part, title)), ...env.blocks(part)]] as const;
  });
  const mixed = inOrder(element, new Map(rendered), env);
  if (mixed) return mixed;
  const items = rendered.map(([, blocks]) => blocks).filter((blocks) => blocks.length > 0);
  const headed = items.some((item) => item.some(({ type }) => type === 'heading'));
  if (headed) return items.flat();
  return [
    builtList(
      items.map((item) => listItem([...item])),
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
