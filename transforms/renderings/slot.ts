import { boldLine } from './compose.ts';
import { defineRendering, type Names } from './rendering.ts';

const titles: ReadonlySet<string> = new Set(['title', 'label', 'header', 'summary', 'headline']);

/** A named part of a component: its title in bold, other parts as they are. */
export const slot = defineRendering<{ name?: Names }>(
  { name: 'names' },
  (element, { name }, env) =>
    titles.has(env.text(element, name) ?? '') && env.flow
      ? boldLine(env.line(element))
      : env.children(element),
);
