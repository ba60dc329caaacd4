import { posix } from 'node:path';
import { decoded } from '../../files/decoded.ts';
import { plainHeading } from '../chunks.ts';
import type { OutputReader } from '../reader.ts';
import { clearQuestions, type Question, type Questions } from './questions.ts';

/** The links between pages of an output, each text and target once, in order. */
export const linkQueries = (reader: OutputReader): Questions =>
  clearQuestions(reader, linksOf(reader));

const link = /(?<!!)\[((?:[^[\]\\]|\\.|\[[^[\]]*\])+)\]\(([^()\s]+)\)/g;

function linksOf(reader: OutputReader): Question[] {
  const { index } = reader;
  const byOut = new Map(index.pages.map((page) => [page.out, page]));
  const byUrl = new Map(index.pages.map((page) => [page.url.replace(/[/]$/, ''), page] as const));
  const found = new Map<string, Question>();
  for (let number = 0; number < index.chunks.count; number++) {
    const { text, out, path: source } = reader.chunk(number);
    for (const [, words, address] of withoutFences(text).matchAll(link)) {
      const [file = '', anchor = ''] = address!.split('#');
      if (file === '') continue;
      const page = /^https?:/.test(file)
        ? byUrl.get(file.replace(/[/]$/, ''))
        : byOut.get(posix.join(posix.dirname(out), decoded(file)));
      const query = plainHeading(words!);
      if (page === undefined || page.path === source || query.length < 3) continue;
      const key = `${query.toLowerCase()}\n${page.path}\n${anchor}`;
      if (found.has(key)) continue;
      found.set(key, { query, source, page: page.path, anchor, without: 'link' });
    }
  }
  return [...found.values()];
}

const withoutFences = (text: string): string =>
  text.replace(/^([ \t>]*)(`{3,})[^\n]*\n[\s\S]*?^[ \t>]*\2`*[ \t]*$/gm, '');
