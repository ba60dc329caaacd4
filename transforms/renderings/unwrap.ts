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
