import { posix } from 'node:path';
import { plainHeading } from '../chunks.ts';
import type { OutputReader } from '../reader.ts';

/** A link of the docs, asked as a question: its text should find its target. */
export interface LinkQuery {
  query: string;
  /** Page that holds the link, by number; it does not count as a result. */
  source: number;
  /** Page that the link leads to. */
  page: number;
  /** Anchor of the section; empty for the opening of the page. */
  anchor: string;
}

const link = /(?<!!)\[((?:[^[\]\\]|\\.|\[[^[\]]*\])+)\]\(([^()\s]+)\)/g;

/** The links between pages of an output, each text and target once, in order. */
export function linkQueries(reader: OutputReader): LinkQuery[] {
  const { index } = reader;
  const byOut = new Map(index.pages.map(({ out }, number) => [out, number]));
  const byUrl = new Map(
    index.pages.map(({ url }, number) => [url.replace(/[/]$/, ''), number] as const),
  );
  const found = new Map<string, LinkQuery>();
  for (let number = 0; number < index.chunks.count; number++) {
    const { text, out } = reader.chunk(number);
    const source = index.chunks.page[number]!;
    for (const [, words, address] of withoutFences(text).matchAll(link)) {
      const [file = '', anchor = ''] = address!.split('#');
      if (file === '') continue;
      const page = /^https?:/.test(file)
        ? byUrl.get(file.replace(/[/]$/, ''))
        : byOut.get(posix.join(posix.dirname(out), decoded(file)));
      const query = plainHeading(words!);
      if (page === undefined || page === source || query.length < 3) continue;
      const key = `${query.toLowerCase()}\n${page}\n${anchor}`;
      if (!found.has(key)) found.set(key, { query, source, page, anchor });
    }
  }
  return [...found.values()];
}

const withoutFences = (text: string): string =>
  text.replace(/^([ \t>]*)(`{3,})[^\n]*\n[\s\S]*?^[ \t>]*\2`*[ \t]*$/gm, '');

function decoded(file: string): string {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}
