import { crc32 } from 'node:zlib';
import type { Corpus } from '../../../transforms/corpus-stage.ts';
import { skip } from '../../engine/index.ts';
import { chunksOf } from '../../search/chunks.ts';
import { IndexBuilder } from '../../search/index-builder.ts';
import type { IndexedPage } from '../../search/index-file.ts';
import { chunksFile, indexFile } from '../../search/reader.ts';
import { loadStemmer } from '../../search/stemmers.ts';
import { variantOf } from '../../site/variants.ts';
import { bodyOf, type PublishedPage, publishedPages } from './page.ts';
import type { PublishSettings } from './publish.ts';

const defaultLocale = 'en';

/** Writes the chunks of all pages, and the search index over them. */
export async function writeSearch(corpus: Corpus, { search }: PublishSettings) {
  if (search === false) return skip('"search" is off');
  const published = await publishedPages(corpus);
  const pages = indexedPages(published.pages);
  const first = search === true ? defaultLocale : search.locale;
  const locales = [...new Set([first, ...pages.flatMap(({ locale }) => locale ?? []).sort()])];
  const stemmers = new Map(
    await Promise.all(locales.map(async (one) => [one, await loadStemmer(one)] as const)),
  );
  const builder = new IndexBuilder(stemmers);
  const count = await corpus.tokenCounter();
  let bytes = 0;
  let checksum = 0;
  async function* lines(): AsyncGenerator<string> {
    for (const [at, page] of pages.entries()) {
      const { description, topics } = published.pages[at]!;
      const body = bodyOf(await published.read(published.pages[at]!));
      // A description that was made of the text would count twice.
      const about = [description, ...topics].filter((line) => !body.includes(openingWords(line)));
      builder.addPage(page, about);
      for (const chunk of chunksOf(page, body, { count })) {
        builder.addChunk(chunk, bytes);
        const line = Buffer.from(`${JSON.stringify(chunk)}\n`);
        bytes += line.length;
        checksum = crc32(line, checksum);
        yield line.toString();
      }
    }
  }
  await corpus.write(chunksFile, lines());
  await corpus.write(indexFile, builder.encode({ locales, bytes, checksum }));
  return undefined;
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

/** The first three words: those after them may stand in the text with marks. */
const openingWords = (line: string): string => /^(?:\S+\s+){0,2}\S*/.exec(line)![0];
