import { unsafeKeys } from '../is-record.ts';

interface MetaLines {
  data: Record<string, string>;
  /** Offset of the first character after them and the blank line that ends them. */
  end: number;
  lines: number;
}

const block =
  /^(?= {0,3}[\w-]+:[ \t]*\S)(?: {0,3}[\w-]+:.*(?:\n|$)(?:(?: {4}|\t)[ \t]*\S.*(?:\n|$))*)+(?:[ \t\r]*(?:\n|$))?/;
const entry = /^ {0,3}([\w-]+):[ \t]*(.*(?:\n(?: {4}|\t).*)*)/gm;

/**
 * Lines `Key: value` at the very beginning of a page, as MultiMarkdown has them; a value may go on in
 * indented lines. A first line without a value is a sentence. https://www.mkdocs.org/user-guide/writing-your-docs/#multimarkdown-style-meta-data
 */
export function readMetaLines(text: string): MetaLines {
  const [source = ''] = block.exec(text) ?? [];
  const data: Record<string, string> = {};
  for (const [, name = '', value = ''] of source.matchAll(entry)) {
    const key = name.toLowerCase();
    if (!unsafeKeys.has(key)) data[key] = value.replace(/\s*\n\s*/g, ' ').trim();
  }
  return { data, end: source.length, lines: source.split('\n').length - 1 };
}
