import { crc32 } from 'node:zlib';
import type { Corpus } from '../../../transforms/corpus-stage.ts';
import type { TokenCounter } from '../../document/count-tokens.ts';
import { skip } from '../../engine/index.ts';
import { linesOf } from '../../files/text-file.ts';
import { IndexBuilder } from '../../search/index-builder.ts';
import type { IndexedPage } from '../../search/index-file.ts';
import { decodeEntry, pageEntry } from '../../search/page-entry.ts';
import { chunksFile, indexFile } from '../../search/reader.ts';
import { loadStemmer } from '../../search/stemmers.ts';
import { variantOf } from '../../site/variants.ts';
import { bodyOf, type PublishedPage, publishedPages } from './page.ts';
import type { PublishSettings } from './publisher.ts';

const defaultLocale = 'en';

/**
 * Writes the chunks of all pages, and the search index over them.
 *
 * @param entriesFile what the workers made of each document; what is not in it is made here
 */
export async function writeSearch(
  corpus: Corpus,
  { search, tokenizer }: PublishSettings,
  entriesFile?: string | undefined,
) {
  if (search === false) return skip('"search" is off');
  const published = await publishedPages(corpus);
  const pages = indexedPages(published.pages);
  const first = search === true ? defaultLocale : search.locale;
  const locales = [...new Set([first, ...pages.flatMap(({ locale }) => locale ?? []).sort()])];
  const stemmers = new Map(
    await Promise.all(locales.map(async (one) => [one, await loadStemmer(one)] as const)),
  );
  const builder = new IndexBuilder(stemmers);
  let count: TokenCounter | undefined;
  let bytes = 0;
  let checksum = 0;
  async function* lines(): AsyncGenerator<Uint8Array> {
    const known = new Entries(entriesFile);
    for (const [at, page] of pages.entries()) {
      const { description, topics, linkTexts } = published.pages[at]!;
      let encoded = known.of(page.path);
      if (encoded === undefined) {
        count ??= await corpus.tokenCounter();
        const body = bodyOf(await published.read(published.pages[at]!));
        encoded = Buffer.from(pageEntry({ ...page, description, topics }, body, { count }));
      }
      const entry = decodeEntry(encoded);
      builder.addPage(page, entry, linkTexts);
      bytes += entry.lines.length;
      checksum = crc32(entry.lines, checksum);
      yield entry.lines;
    }
    known.close();
  }
  await corpus.write(chunksFile, lines());
  const counted = tokenizer !== 'o200k_base' && { tokenizer };
  await corpus.write(indexFile, builder.encode({ locales, ...counted, bytes, checksum }));
  return undefined;
}

const tab = 9;

/** Finds the entries of documents; ask for them in path order. */
class Entries {
  readonly #lines: ReturnType<typeof linesOf> | undefined;
  #path = '';
  #entry: Buffer | undefined;

  constructor(file: string | undefined) {
    this.#lines = file === undefined ? undefined : linesOf(file);
  }

  /** Undefined if it is not known; valid until the next call. */
  of(path: string): Buffer | undefined {
    while (this.#lines !== undefined && this.#path < path) {
      const [line] = this.#lines.next().value ?? [];
      if (line === undefined) return undefined;
      const end = line.indexOf(tab);
      this.#path = JSON.parse(line.toString('utf8', 0, end));
      this.#entry = line.length === end + 1 ? undefined : line.subarray(end + 1);
    }
    return this.#path === path ? this.#entry : undefined;
  }

  close(): void {
    this.#lines?.return(undefined);
  }
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
      path,
      out,
      title,
      description,
      url,
      tokens,
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
