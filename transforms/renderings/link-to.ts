import type { PhrasingContent } from 'mdast';
import { link, text } from '../nodes.ts';
import { defineRendering, type Names } from './rendering.ts';

/** A link: the content or the attribute `text` as its words; `label` is a fixed text. */
export const linkTo = defineRendering<{ href?: Names; text?: Names; label?: string }>(
  { href: 'names', text: 'names', label: 'text' },
  (element, spec, env) => {
    const url = env.text(element, spec.href);
    const inside = env.line(element);
    const words: PhrasingContent[] =
      inside.length > 0
        ? inside
        : (env.prose(element, spec.text) ?? (spec.label ? [text(spec.label)] : []));
    if (!url) return words;
    return [link(env.url(url), words.length > 0 ? words : [text(url)])];
  },
);
