import { boldLine } from './compose.ts';
import { defineRendering, type Names } from './rendering.ts';

const titles: ReadonlySet<string> = new Set(['title', 'label', 'header', 'summary', 'headline']);

/**
 * A named part of a component: its title in bold, other parts as they are. `name` names attributes
 * that hold the name of the part, `title` says that it is one.
 */
export const slot = defineRendering<{ name?: Names; title?: boolean }>(
  { name: 'names', title: 'flag' },
  (element, { name, title }, env) =>
    (title || titles.has(env.text(element, name) ?? '')) && env.flow
      ? boldLine(env.line(element))
      : env.children(element),
);
