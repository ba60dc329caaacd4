import { crc32 } from 'node:zlib';
import type { Tokenizer } from '../contract/tokenizer.ts';
import { ContextorError } from '../errors.ts';
import { TermList } from './term-list.ts';

/** A page as the index knows it. */
export interface IndexedPage {
  path: string;
  out: string;
  title: string;
  description: string;
  /** Empty where none is known. */
  url: string;
  /** Tokens of the whole output. */
  tokens: number;
  locale?: string;
  version?: string;
  section?: string;
  /** How many other pages link to it; absent for none. */
  linkedFrom?: number;
}

/** What the index knows of chunks, but for their terms: a number of each in each list. */
export interface ChunkTable {
  /** Where its line begins in `chunks.jsonl`, in bytes. */
  offset: number[];
  page: number[];
  /** Number of the first chunk of its section. */
  section: number[];
  tokens: number[];
  /** Words of its text and code. */
  length: number[];
  /** Of the terms of its lowest heading; see {@link headingKey}. */
  key: number[];
}

/** The parts of an index before they are bytes. */
export interface IndexTable {
  about: {
    /** Locales whose rules of words were used, the default first; empty for none. */
    locales: readonly string[];
    /** How the tokens of chunks and pages were counted; default: `o200k_base`. */
    tokenizer?: Tokenizer | undefined;
    /** Others wrote the texts: answers say so. */
    foreign?: true;
    /** Size of `chunks.jsonl` in bytes, and its CRC-32. */
    bytes: number;
    checksum: number;
  };
  pages: readonly IndexedPage[];
  chunks: ChunkTable;
  /** Sorted by UTF-16 code units. */
  terms: readonly { name: string; start: number; chunks: number }[];
  postings: Uint8Array;
}

const magic = 'contextor-search';
const version = 5;
/** Magic name, version, checksum of all that follows, length of the JSON part. */
const headBytes = magic.length + 12;

/** Columns of the tables of chunks and terms, 32 bits each. */
const chunkColumns = ['offset', 'page', 'section', 'tokens', 'length', 'key'] as const;

/**
 * The bytes of a search index: a head, a JSON part (pages, sizes), a table of chunks, a table of
 * terms, their names, and the postings. Numbers are little-endian.
 */
export function encodeIndex({ about, pages, chunks, terms, postings }: IndexTable): Buffer {
  const names = Buffer.from(terms.map(({ name }) => name).join('\n'));
  const json = JSON.stringify({
    ...about,
    pages,
    chunks: chunks.page.length,
    terms: terms.length,
    names: names.length,
    postings: postings.length,
  });
  const columns = [
    ...chunkColumns.map((column) => chunks[column]),
    terms.map(({ start }) => start),
    terms.map((term) => term.chunks),
  ];
  const table = new Uint32Array(columns.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const column of columns) {
    table.set(column, at);
    at += column.length;
  }
  const padded = Buffer.from(json.padEnd(json.length + ((4 - (Buffer.byteLength(json) % 4)) % 4)));
  const body = Buffer.concat([padded, Buffer.from(table.buffer), names, postings]);
  const head = Buffer.alloc(headBytes);
  head.write(magic, 'latin1');
  head.writeUInt32LE(version, magic.length);
  head.writeUInt32LE(crc32(body), magic.length + 4);
  head.writeUInt32LE(padded.length, magic.length + 8);
  return Buffer.concat([head, body]);
}

/** An index as it is searched: columns are views of the file's bytes. */
export interface OpenIndex {
  about: IndexTable['about'];
  pages: readonly IndexedPage[];
  chunks: Readonly<Record<(typeof chunkColumns)[number], Uint32Array>> & { count: number };
  terms: TermList;
  /** By term: where its postings begin, and in how many chunks it stands. */
  starts: Uint32Array;
  frequencies: Uint32Array;
  postings: Uint8Array;
}

/** Rare words tell more, but less so than BM25 has it. */
const rarity = 0.7;

/** How much a term tells that stands in so many chunks: the rarer, the more. */
export const inverseFrequency = ({ chunks }: OpenIndex, frequency: number): number =>
  Math.log(1 + (chunks.count - frequency + 0.5) / (frequency + 0.5)) ** rarity;

/**
 * Reads the bytes of {@link encodeIndex}.
 *
 * @param file for messages
 * @throws ContextorError `SEARCH_INDEX_VERSION`, `SEARCH_INDEX_DAMAGED`
 */
export function decodeIndex(bytes: Buffer, file: string): OpenIndex {
  if (bytes.length < headBytes || bytes.toString('latin1', 0, magic.length) !== magic) {
    throw damagedIndex(file, 'it is not a search index');
  }
  const found = bytes.readUInt32LE(magic.length);
  if (found !== version) {
    throw new ContextorError(`${file} is a search index of version ${found}, not ${version}`, {
      code: 'SEARCH_INDEX_VERSION',
      remedy: 'Build again with this version of contextor.',
    });
  }
  const body = bytes.subarray(headBytes);
  if (crc32(body) !== bytes.readUInt32LE(magic.length + 4)) {
    throw damagedIndex(file, 'its checksum does not match');
  }
  const jsonBytes = bytes.readUInt32LE(magic.length + 8);
  const { pages, chunks, terms, names, postings, ...about } = JSON.parse(
    body.toString('utf8', 0, jsonBytes),
  );
  let at = jsonBytes;
  const column = (length: number): Uint32Array => {
    const part = body.subarray(at, at + length * 4);
    at += length * 4;
    // Small files are read into a part of a larger buffer, which may begin anywhere.
    const { buffer, byteOffset } = part.byteOffset % 4 === 0 ? part : new Uint8Array(part);
    return new Uint32Array(buffer, byteOffset, length);
  };
  const columns = Object.fromEntries(chunkColumns.map((name) => [name, column(chunks)]));
  const starts = column(terms);
  const frequencies = column(terms);
  const list = new TermList(body.subarray(at, at + names), terms);
  at += names;
  return {
    about,
    pages,
    chunks: { ...(columns as Record<(typeof chunkColumns)[number], Uint32Array>), count: chunks },
    terms: list,
    starts,
    frequencies,
    postings: body.subarray(at, at + postings),
  };
}

export function damagedIndex(file: string, why: string): ContextorError {
  return new ContextorError(`${file} cannot be used: ${why}`, {
    code: 'SEARCH_INDEX_DAMAGED',
    remedy: 'Build again; this writes a new search index.',
  });
}
