import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { loadedTokenizer, loadTokenizer } from '../../document/count-tokens.ts';
import { skip } from '../../engine/index.ts';
import { TextFile } from '../../files/text-file.ts';
import { IndexBuilder } from '../../search/index-builder.ts';
import type { IndexedPage } from '../../search/index-file.ts';
import { decodeEntry, type PageEntry, pageEntry } from '../../search/page-entry.ts';
import { chunksFile, indexFile } from '../../search/reader.ts';
import { loadStemmer } from '../../search/stemmers.ts';
import type { Stemmer } from '../../search/terms.ts';
import { type PathVariant, variantOf } from '../../site/variants.ts';
import type { Output } from '../output.ts';
import { bodyOf, type PublishedPage } from './page.ts';
import type { PublishRun } from './publish.ts';
import type { Publication } from './publisher.ts';

const defaultLocale = 'en';

export interface SearchOptions {
  /** Source paths of all documents. */
  paths: Iterable<string>;
  output: Pick<Output, 'scratch' | 'outRoot'>;
  /** Whether every page comes with its entry; without, it is made of the output. */
  complete: boolean;
}

/**
 * Opens the search index of a build in the making.
 *
 * @returns undefined where none is asked for
 */
export async function openSearch(
  publication: Publication | undefined,
  { paths, output, complete }: SearchOptions,
): Promise<SearchFold | undefined> {
  if (publication === undefined || publication.settings.search === false) return undefined;
  const { search } = publication.settings;
  const first = search === true ? defaultLocale : search.locale;
  const { folders } = publication;
  const found = new Set(Array.from(paths, (path) => variantOf(path, folders).locale ?? first));
  const stemmers = await Promise.all(
    [first, ...found].map(async (locale) => [locale, await loadStemmer(locale)] as const),
  );
  if (!complete) await loadTokenizer();
  return new SearchFold(publication, { stemmers: new Map(stemmers), first, output });
}

interface FoldOptions {
  stemmers: ReadonlyMap<string, Stemmer>;
  /** Locale of pages outside locale folders. */
  first: string;
  output: SearchOptions['output'];
}

/** Takes pages in path order, and writes their chunks and the index over them. */
export class SearchFold {
  readonly #folders: readonly string[];
  readonly #unpublished: ReadonlySet<string>;
  readonly #outRoot: string;
  readonly #first: string;
  readonly #locales = new Set<string>();
  readonly #chunks: TextFile;
  readonly #builder: IndexBuilder;
  #bytes = 0;
  #checksum = 0;

  constructor({ folders, unpublished }: Publication, { stemmers, first, output }: FoldOptions) {
    this.#folders = folders;
    this.#unpublished = new Set(unpublished);
    this.#first = first;
    this.#builder = new IndexBuilder(stemmers);
    this.#outRoot = output.outRoot;
    this.#chunks = new TextFile(join(output.scratch, chunksFile));
  }

  /** @param encoded what search needs to know of the page, as a worker or an earlier build made it */
  add(page: PublishedPage, encoded: string | undefined): void {
    if (this.#unpublished.has(page.path)) return;
    const variant = variantOf(page.path, this.#folders);
    if (variant.locale !== undefined) this.#locales.add(variant.locale);
    const entry = encoded ? decodeEntry(encoded) : this.#entryOf(page);
    this.#builder.addPage(indexedPage(page, variant), entry);
    const text = entry.lines.map((line) => `${line}\n`).join('');
    this.#bytes += Buffer.byteLength(text);
    this.#checksum = crc32(text, this.#checksum);
    this.#chunks.write(text);
  }

  /** No page follows. */
  close(): void {
    this.#chunks.close();
  }

  async write(output: Output): Promise<void> {
    output.adopt(this.#chunks.path, chunksFile);
    const locales = [...new Set([this.#first, ...[...this.#locales].sort()])];
    const [bytes, checksum] = [this.#bytes, this.#checksum];
    await output.emitShared(indexFile, this.#builder.encode({ locales, bytes, checksum }));
  }

  #entryOf(page: PublishedPage): PageEntry {
    const text = readFileSync(join(this.#outRoot, page.out), 'utf8');
    return pageEntry({ ...page, url: page.url ?? '' }, bodyOf(text), { count: loadedTokenizer()! });
  }
}

/** Writes the chunks of all pages, and the search index over them. */
export async function writeSearch({ search, output }: PublishRun) {
  if (search === undefined) return skip('"search" is off');
  await search.write(output);
  return { files: [chunksFile, indexFile] };
}

function indexedPage(
  { path, out, title, description, url = '', tokens }: PublishedPage,
  variant: PathVariant,
): IndexedPage {
  const section = sectionOf(path, Object.values(variant));
  return {
    ...{ path, out, title, description, url, tokens },
    ...variant,
    ...(section !== undefined && { section }),
  };
}

/** The first folder below those of locale and version. */
function sectionOf(path: string, variants: readonly string[]): string | undefined {
  const folders = path.split('/').slice(0, -1);
  return folders.find((folder) => !variants.includes(folder.toLowerCase().replace('_', '-')));
}
