import { parse } from 'yaml';
import { text } from '../nodes.ts';
import { type StaticValue, toStatic } from '../static-value.ts';
import { defineRendering, type Names } from './rendering.ts';

interface Options extends Record<string, unknown> {
  path?: Names;
  /** Folder of the data files, with slash at its end. */
  root?: string;
  /** First part of paths that name Markdown to include rather than a value. */
  texts?: string;
}

/**
 * Data of the site by dotted path: `variables.product.name` is a key of `variables/product.yml`,
 * `reusables.a.b` is the text of `reusables/a/b.md`. A value that cannot be had is its last key.
 */
export const siteData = defineRendering<Options>(
  { path: 'names', root: 'text', texts: 'text' },
  (element, { path: names, root = '', texts }, env) => {
    const path = env.text(element, names);
    if (!path) return [];
    const parts = path.split('.');
    if (parts[0] === texts) return env.include(element, { path: `${root}${parts.join('/')}.md` });
    const value = valueAt(parts, (file) => env.document.include(`${root}${file}.yml`));
    return value === undefined ? [text(parts.at(-1) as string)] : env.inline(value);
  },
);

type Read = (file: string) => { ok: true; text: string } | { ok: false };

/** The deepest file of the path holds the rest of it as keys. */
function valueAt(parts: readonly string[], read: Read): string | undefined {
  for (let depth = parts.length - 1; depth > 0; depth -= 1) {
    const file = read(parts.slice(0, depth).join('/'));
    if (!file.ok) continue;
    let value = dataOf(file.text);
    for (const key of parts.slice(depth)) value = value instanceof Map ? value.get(key) : undefined;
    return typeof value === 'string' ? value.trim() : undefined;
  }
  return undefined;
}

/** The data of a YAML file; nothing where it is not valid. */
function dataOf(source: string): StaticValue | undefined {
  try {
    return toStatic(parse(source));
  } catch {
    return undefined;
  }
}
