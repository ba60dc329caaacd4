import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { decoded } from '../../files/decoded.ts';
import { anchorOf, chunksOf, isContinued, plainHeading } from '../chunks.ts';
import { IndexBuilder } from '../index-builder.ts';
import { decodeIndex } from '../index-file.ts';
import { anchorsOf } from '../page-entry.ts';
import { pageWords } from '../page-words.ts';
import type { OutputReader } from '../reader.ts';
import type { RankedIndex } from './asked-index.ts';
import { clearQuestions, type Question, type Questions } from './questions.ts';

const asks = /[?？؟]$/;

/** The headings of sections that are questions, in order: the text below should answer them. */
export function headingQueries(reader: OutputReader): Questions {
  const found: Question[] = [];
  for (let number = 0; number < reader.index.chunks.count; number++) {
    const chunk = reader.chunk(number);
    const query = chunk.headings.at(-1)!;
    const anchor = anchorOf(chunk);
    if (anchor === '' || isContinued(chunk) || !asks.test(query)) continue;
    found.push({ query, page: chunk.path, anchor, without: 'heading' });
  }
  return clearQuestions(reader, found);
}

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

/** A heading's id as the dialects write it: `{#id}`, `{/*id*\/}`, `[#id]`. */
const givenId = /[ \t]*(?:\{#([\w-]+)\}|\{\/\*[ \t]*#?([\w-]+)[ \t]*\*\/\}|\[#([\w-]+)\])[ \t]*$/gm;

/** A source without the ids that its headings are given, so that their anchors are like those of outputs. */
export const sourceText = (sourceRoot: string, path: string): string =>
  readFileSync(join(sourceRoot, path), 'utf8').replace(givenId, '');

/** The sources of an output as they are, cut at their headings and indexed by the same rules. */
export function indexRawSources(
  { index: { pages, about }, stemmers }: OutputReader,
  { sourceRoot, count }: { sourceRoot: string; count: (text: string) => number },
): RankedIndex {
  const byLocale = about.locales.map((locale, at) => [locale, stemmers[at]!] as const);
  const builder = new IndexBuilder(new Map(byLocale));
  const places: string[] = [];
  for (const page of pages) {
    const chunks = chunksOf(page, sourceText(sourceRoot, page.path), { count });
    const lines = Buffer.alloc(chunks.length, '\n');
    // Only a build knows where links lead, so the sources have none.
    const { linkedFrom: _, ...unlinked } = page;
    builder.addPage(unlinked, { lines, words: pageWords(chunks, []), anchors: anchorsOf(chunks) });
    for (const chunk of chunks) places.push(`${page.path}#${anchorOf(chunk)}`);
  }
  const bytes = builder.encode({ locales: about.locales, bytes: 0, checksum: 0 });
  return { index: decodeIndex(bytes, 'the sources'), stemmers, places };
}
