import type { Root } from 'mdast';
import { walk } from '../walk.ts';

const tag = /<[a-z][\w.:-]*(?:\s+[\w.:@#-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)+\s*\/?>/gi;
const value = /(=\s*)("[^"]*"|'[^']*'|[^\s"'=<>`]+)(?=(>?))/g;

/** A character of no meaning, which stands for a slash. */
const standIn = '\uE0F1';

/**
 * A text of the same length in which no value without quotes holds a slash, as in `<a href=/docs>`. It may by
 * https://spec.commonmark.org/0.31.2/#unquoted-attribute-value, but both parsers end the value there, and take the tag
 * for text. A slash right before `>` closes the tag where it is the only one: `<img width=8/>`.
 */
export function withoutSlashes(text: string): string {
  if (!text.includes('=') || text.includes(standIn)) return text;
  return text.replace(tag, (found) =>
    found.replace(value, (whole, equals: string, given: string, end: string) => {
      if (/^["']/.test(given)) return whole;
      const closes = end !== '' && given.indexOf('/') === given.length - 1;
      return closes ? whole : equals + given.replaceAll('/', standIn);
    }),
  );
}

/** Puts the slashes back that {@link withoutSlashes} took out. */
export function restoreSlashes(root: Root): void {
  walk(root, (node) => {
    for (const [key, held] of Object.entries(node)) {
      if (typeof held === 'string' && held.includes(standIn))
        Object.assign(node, { [key]: held.replaceAll(standIn, '/') });
    }
  });
}
