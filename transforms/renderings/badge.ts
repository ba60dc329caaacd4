import { toString as plainText } from 'mdast-util-to-string';
import { inParentheses } from '../clean-mdx/line.ts';
import { isBlank, text } from '../nodes.ts';
import { defineRendering, type Names } from './rendering.ts';

/** A short label: in parentheses beside other text, plain where it stands alone. `label` is a fixed text. */
export const badge = defineRendering<{ text?: Names; label?: string }>(
  { text: 'names', label: 'text' },
  (element, spec, env) => {
    const inside = plainText(env.line(element)).trim();
    const words = env.text(element, spec.text)?.trim() || inside || spec.label;
    if (!words) return [];
    const isAlone =
      env.flow || (!env.beside && env.siblings.every((node) => node === element || isBlank(node)));
    return isAlone ? [text(words)] : inParentheses([text(words)]);
  },
);
