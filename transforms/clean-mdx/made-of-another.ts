import type { RootContent } from 'mdast';
import type { Document } from '../../src/document/document.ts';
import { readFrontmatter } from '../../src/document/frontmatter.ts';
import { isRecord } from '../../src/is-record.ts';
import { isDocument } from './reports.ts';

/** Words that are put in for others may have these in them, again and again. */
const longest = 2_000_000;

/**
 * What a page shows that is made of another one, as on the sites of TanStack: `ref` in its front matter
 * names that one, `replace` other words for some of it, and sections stand in place of those of the same
 * name there: https://github.com/TanStack/tanstack.com/blob/main/src/utils/documents.server.ts
 * The site leaves out what else the page says; here it follows, unless the other page says it.
 */
export function madeOfAnother(document: Document): RootContent[] | undefined {
  const { ref, replace } = document.frontmatter;
  if (!isDocument(ref)) return undefined;
  const own = partsOf(bodyOf(document.text));
  const outside = own.flatMap(({ name, text }) => (name ? [] : text.trim() || []));
  if (outside.length > 0 && own.length === outside.length) return undefined;
  const file = document.include(`/${String(ref).replace(/^\/+/, '')}`);
  if (!file.ok) return undefined;
  const sections = new Map(own.map(({ name, text }) => [name, text]));
  let base = file.text;
  for (const [word, other] of Object.entries(isRecord(replace) ? replace : {})) {
    const pieces = word === '' ? [base] : base.split(word);
    if (base.length + pieces.length * String(other).length > longest) return undefined;
    base = pieces.join(String(other));
  }
  const parts = partsOf(base).map(({ name, text }) => (name && sections.get(name)) ?? text);
  const more = outside.filter((words) => !base.includes(words));
  const text = [parts.join(''), ...more].join('\n\n');
  const body = bodyOf(text);
  document.included.set(file.path, body);
  document.frontmatter = { ...readFrontmatter(text).data, ...document.frontmatter };
  return document.parse(body, file.path).children;
}

const bodyOf = (text: string): string => text.slice(readFrontmatter(text).end);

/** The parts of a text; sections, which stand between two marks `[//]: # 'Name'`, have a name. */
function partsOf(text: string): { name?: string | undefined; text: string }[] {
  const pieces = text.split(/^[ \t]*\[\/\/\]: # ['"](\w+)['"][ \t]*$/m);
  const parts: { name?: string | undefined; text: string }[] = [{ text: pieces[0]! }];
  for (let at = 1; at < pieces.length; at += 2) {
    const isSection = parts.at(-1)!.name === undefined && pieces[at] === pieces[at + 2];
    parts.push({ name: isSection ? pieces[at] : undefined, text: pieces[at + 1]! });
  }
  return parts;
}
