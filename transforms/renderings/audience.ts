import type { RootContent } from 'mdast';
import { isElement, text } from '../nodes.ts';
import { boldLine } from './compose.ts';
import { defineRendering, type Names } from './rendering.ts';

/** Content for one kind of reader: left out where the attribute `by` names a kind listed in `drop`. */
export const audience = defineRendering<{ by?: Names; drop?: readonly string[] }>(
  { by: 'names', drop: 'list' },
  (element, { by, drop = [] }, env) => {
    const reader = env.text(element, by);
    return reader !== undefined && drop.includes(reader) ? [] : env.children(element);
  },
);

/** One of two ways to do something: its name in bold above it; within a line the ways are told apart by a slash. */
export const variant = defineRendering<{ label?: string }>(
  { label: 'text' },
  (element, { label }, env) => {
    if (env.flow) {
      const content = env.blocks(element);
      return label && content.length > 0 ? [...boldLine([text(label)]), ...content] : content;
    }
    const index = env.siblings.indexOf(element);
    const before: RootContent | undefined = env.siblings[index - 1];
    const follows = before && isElement(before) && env.entry(before)?.spec.as === 'variant';
    return follows ? [text(' / '), ...env.children(element)] : env.children(element);
  },
);
