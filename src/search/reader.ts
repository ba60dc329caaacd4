import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { ContextorError } from '../errors.ts';
import type { Chunk } from './chunks.ts';
import { damagedIndex, decodeIndex, type OpenIndex } from './index-file.ts';
import { loadStemmer } from './stemmers.ts';
import type { Stemmer } from './terms.ts';

/** Names of what a build with `search: true` writes, relative to the output root. */
export const chunksFile = 'chunks.jsonl';
export const indexFile = 'search.idx';

/** One built output, open for reading. Its files may be replaced by a build at any time. */
export interface OutputReader {
  readonly index: OpenIndex;
  readonly stemmers: readonly Stemmer[];
  /** Numbers of the chunks of a page: the first, and one past the last. */
  readonly rangeOf: (page: number) => { from: number; to: number };
  /** Address of the page with an output; undefined for none, empty where none is known. */
  readonly addressOf: (out: string) => string | undefined;
  readonly chunk: (number: number) => Chunk;
  /** Whether a build has replaced the files since. */
  readonly isStale: () => boolean;
  readonly close: () => void;
}

/**
 * Opens the search index of an output folder.
 *
 * @throws ContextorError `NO_SEARCH_INDEX`, `SEARCH_INDEX_VERSION`, `SEARCH_INDEX_DAMAGED`
 */
export async function openOutputReader(dir: string): Promise<OutputReader> {
  const path = join(dir, indexFile);
  const mark = markOf(path);
  if (mark === undefined) {
    throw new ContextorError(`there is no search index in ${dir}`, {
      code: 'NO_SEARCH_INDEX',
      remedy: 'Build with `search: true` in the configuration, or `contextor build --search`.',
    });
  }
  const index = decodeIndex(readFileSync(path), path);
  const stemmers = await Promise.all(index.about.locales.map((locale) => loadStemmer(locale)));
  const file = openChunks(join(dir, chunksFile), index);
  const { offset, count } = index.chunks;
  const starts = pageStarts(index);
  const addresses = new Map(index.pages.map(({ out, url }) => [out, url]));
  return {
    index,
    stemmers,
    rangeOf: (number) => ({ from: starts[number]!, to: starts[number + 1] ?? count }),
    addressOf: (out) => addresses.get(out),
    chunk(number) {
      const from = offset[number]!;
      const bytes = Buffer.allocUnsafe((offset[number + 1] ?? index.about.bytes) - from);
      readSync(file, bytes, 0, bytes.length, from);
      return JSON.parse(bytes.toString('utf8'));
    },
    isStale: () => markOf(path) !== mark,
    close: () => closeSync(file),
  };
}

function markOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : undefined;
}

function openChunks(path: string, { about }: OpenIndex): number {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    throw damagedIndex(path, 'it cannot be read');
  }
  if (checksumOf(file, about.bytes) === about.checksum) return file;
  closeSync(file);
  throw damagedIndex(path, `it does not belong to the ${indexFile} beside it`);
}

/** CRC-32 of an open file, or undefined where it has another size. */
function checksumOf(file: number, size: number): number | undefined {
  const bytes = Buffer.allocUnsafe(1 << 16);
  let checksum = 0;
  let total = 0;
  for (let read = readSync(file, bytes, 0, bytes.length, 0); read > 0; ) {
    checksum = crc32(bytes.subarray(0, read), checksum);
    total += read;
    read = readSync(file, bytes, 0, bytes.length, total);
  }
  return total === size ? checksum : undefined;
}

function pageStarts({ chunks, pages }: OpenIndex): Uint32Array {
  const starts = new Uint32Array(pages.length).fill(chunks.count);
  for (let at = chunks.count - 1; at >= 0; at--) starts[chunks.page[at]!] = at;
  for (let page = pages.length - 2; page >= 0; page--) {
    starts[page] = Math.min(starts[page]!, starts[page + 1]!);
  }
  return starts;
}
