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

/** Icons that say yes or no, by what their names hold. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[-_:/ ])(?:circle-|square-|badge-)?(?:check|checkmark|tick|yes|success)(?:$|[-_ ])/i, '✓'],
  [/(?:^|[-_:/ ])(?:circle-|square-)?(?:x|xmark|cross|close|times|no|ban|fail)(?:$|[-_ ])/i, '✗'],
];

/** With `words` the label is said beside other words, too. Else nothing beside words; where an icon is all there is, a sign for yes or no, or what `label` says. */
export const icon = defineRendering<{ name?: Names; label?: Names; words?: boolean }>(
  { name: 'names', label: 'names', words: 'flag' },
  (element, spec, env) => {
    const isAlone = env.siblings.every((node) => node === element || isBlank(node));
    const label = env.text(element, spec.label);
    if (!isAlone) return spec.words && label ? inParentheses([text(label)]) : [];
    if (label) return env.beside ? inParentheses([text(label)]) : [text(label)];
    const name = env.text(element, spec.name) ?? '';
    const sign = meanings.find(([pattern]) => pattern.test(name))?.[1];
    return sign ? [text(sign)] : [];
  },
);
