import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chunksOf } from '../chunks.ts';
import { IndexBuilder } from '../index-builder.ts';
import { decodeIndex, type OpenIndex } from '../index-file.ts';
import { pageWords } from '../page-words.ts';
import type { OutputReader } from '../reader.ts';
import type { Stemmer } from '../terms.ts';

/** The sources of an output as they are, cut at their headings and indexed by the same rules. */
export interface RawIndex {
  index: OpenIndex;
  /** Page and anchor of each chunk. */
  places: readonly string[];
}

/** A heading's id as the dialects write it: `{#id}`, `{/*id*\/}`, `[#id]`. */
const givenId = /[ \t]*(?:\{#([\w-]+)\}|\{\/\*[ \t]*#?([\w-]+)[ \t]*\*\/\}|\[#([\w-]+)\])[ \t]*$/gm;

/** Indexes the sources that an output was made of. */
export function indexRawSources(
  { index: { pages, about } }: OutputReader,
  { sourceRoot, stemmer, count }: RawOptions,
): RawIndex {
  const builder = new IndexBuilder(new Map([[about.locales[0] ?? '', stemmer]]));
  const places: string[] = [];
  for (const page of pages) {
    const text = readFileSync(join(sourceRoot, page.path), 'utf8');
    const chunks = chunksOf(page, text.replace(givenId, ''), { count });
    builder.addPage(page, { lines: chunks.map(() => ''), words: pageWords(chunks, []) });
    for (const { url } of chunks) places.push(`${page.path}#${url.split('#')[1] ?? ''}`);
  }
  const bytes = builder.encode({ locales: about.locales, bytes: 0, checksum: 0 });
  return { index: decodeIndex(bytes, 'the sources'), places };
}

export interface RawOptions {
  sourceRoot: string;
  stemmer: Stemmer;
  count: (text: string) => number;
}
