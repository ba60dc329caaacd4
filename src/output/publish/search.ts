import { crc32 } from 'node:zlib';
import { skip } from '../../engine/index.ts';
import { IndexBuilder } from '../../search/index-builder.ts';
import type { IndexedPage } from '../../search/index-file.ts';
import { decodeEntry, type PageEntry, pageEntry } from '../../search/page-entry.ts';
import { chunksFile, indexFile } from '../../search/reader.ts';
import { loadStemmer } from '../../search/stemmers.ts';
import { variantOf } from '../../site/variants.ts';
import { bodyOf, type PublishedPage } from './page.ts';
import type { PublishRun } from './publish.ts';
import type { CountTokens } from './split.ts';

const defaultLocale = 'en';

/** Writes the chunks of all pages, and the search index over them. */
export async function writeSearch(run: PublishRun) {
  const { search } = run.settings;
  if (search === false) return skip('"search" is off');
  const pages = indexedPages(run.pages);
  const first = search === true ? defaultLocale : search.locale;
  const locales = [...new Set([first, ...pages.flatMap(({ locale }) => locale ?? []).sort()])];
  const stemmers = new Map(
    await Promise.all(locales.map(async (one) => [one, await loadStemmer(one)] as const)),
  );
  const builder = new IndexBuilder(stemmers);
  const entries = entriesOf(run, await run.loadCounter());
  let bytes = 0;
  let checksum = 0;
  async function* lines(): AsyncGenerator<string> {
    for (const page of pages) {
      const entry = await entries();
      builder.addPage(page, entry);
      const text = entry.lines.map((line) => `${line}\n`).join('');
      bytes += Buffer.byteLength(text);
      checksum = crc32(text, checksum);
      yield text;
    }
  }
  await run.output.emitPieces(chunksFile, lines());
  await run.output.emitShared(indexFile, builder.encode({ locales, bytes, checksum }));
  return { files: [chunksFile, indexFile] };
}

/** The entries of all pages in turn: as a worker or an earlier build made them, else made of the output. */
function entriesOf({ pages, entries, read }: PublishRun, count: CountTokens) {
  const known = entries();
  let at = 0;
  return async (): Promise<PageEntry> => {
    const text = known.next().value;
    const page = pages[at++]!;
    if (text) return decodeEntry(text);
    return pageEntry({ ...page, url: page.url ?? '' }, bodyOf(await read(page)), { count });
  };
}

/** Pages with the facets that their paths tell. */
function indexedPages(pages: readonly PublishedPage[]): IndexedPage[] {
  const siblings = [...new Set(pages.map(({ path }) => path.split('/')[0]!))].filter(
    (name) => !/\.\w+$/.test(name),
  );
  return pages.map(({ path, out, title, description, url = '', tokens }) => {
    const variant = variantOf(path, siblings);
    const section = sectionOf(path, Object.values(variant));
    return {
      ...{ path, out, title, description, url, tokens },
      ...variant,
      ...(section !== undefined && { section }),
    };
  });
}

/** The first folder below those of locale and version. */
function sectionOf(path: string, variants: readonly string[]): string | undefined {
  const folders = path.split('/').slice(0, -1);
  return folders.find((folder) => !variants.includes(folder.toLowerCase().replace('_', '-')));
}
