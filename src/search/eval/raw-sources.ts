import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchorOf, chunksOf } from '../chunks.ts';
import { IndexBuilder } from '../index-builder.ts';
import { decodeIndex } from '../index-file.ts';
import { anchorsOf } from '../page-entry.ts';
import { pageWords } from '../page-words.ts';
import type { OutputReader } from '../reader.ts';
import type { RankedIndex } from './asked-index.ts';

/** A heading's id as the dialects write it: `{#id}`, `{/*id*\/}`, `[#id]`. */
const givenId = /[ \t]*(?:\{#([\w-]+)\}|\{\/\*[ \t]*#?([\w-]+)[ \t]*\*\/\}|\[#([\w-]+)\])[ \t]*$/gm;

/** A source without the ids that its headings are given, so that their anchors are like those of outputs. */
export function sourceText(sourceRoot: string, path: string): string {
  return readFileSync(join(sourceRoot, path), 'utf8').replace(givenId, '');
}

/** The sources of an output as they are, cut at their headings and indexed by the same rules. */
export function indexRawSources(
  { index: { pages, about }, stemmers }: OutputReader,
  { sourceRoot, count }: RawOptions,
): RankedIndex {
  const byLocale = about.locales.map((locale, at) => [locale, stemmers[at]!] as const);
  const builder = new IndexBuilder(new Map(byLocale));
  const places: string[] = [];
  for (const page of pages) {
    const chunks = chunksOf(page, sourceText(sourceRoot, page.path), { count });
    const lines = Buffer.alloc(chunks.length, '\n');
    // Only a build knows where links lead, so the sources have none.
    const { linkedFrom: _, ...unlinked } = page;
    builder.addPage(unlinked, {
      lines,
      words: pageWords(chunks, []),
      anchors: anchorsOf(chunks),
    });
    for (const chunk of chunks) places.push(`${page.path}#${anchorOf(chunk)}`);
  }
  const bytes = builder.encode({ locales: about.locales, bytes: 0, checksum: 0 });
  return { index: decodeIndex(bytes, 'the sources'), stemmers, places };
}

export interface RawOptions {
  sourceRoot: string;
  count: (text: string) => number;
}
