import { text } from '../nodes.ts';
import { boldLine } from './compose.ts';
import { defineRendering, type Names } from './rendering.ts';

/**
 * The content alone; `lead` is a fixed bold line above content, `title` names attributes that hold
 * one, `after` attributes that are said below.
 */
export const unwrap = defineRendering<{ lead?: string; title?: Names; after?: Names }>(
  { lead: 'text', title: 'names', after: 'names' },
  (element, { lead, title, after }, env) => {
    const content = env.children(element);
    if (!env.flow) return content;
    const titled = boldLine(env.prose(element, title));
    const led = lead && content.length > 0 ? boldLine([text(lead)]) : [];
    const said = env.prose(element, after);
    const below = said ? [{ type: 'paragraph' as const, children: said }] : [];
    return led.length + titled.length + below.length === 0
      ? content
      : [...led, ...titled, ...content, ...below];
  },
);

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

/** Text that stays as it is written, such as TeX: no mark in it is escaped. */
export const verbatim = defineRendering<{ value?: Names }>(
  { value: 'names' },
  (element, spec, env) => {
    const value = env.text(element, spec.value) ?? env.code(element);
    return value === '' ? [] : [{ type: 'html', value }];
  },
);

/** Nothing; with `heading`, the heading above goes too when nothing else stands below it. */
export const drop = defineRendering<{ heading?: boolean }>({ heading: 'flag' }, () => []);
