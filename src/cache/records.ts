import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Message } from '../document/message.ts';
import type { FileScan } from '../site/scan-file.ts';
import type { Mark } from './mark.ts';

/** What a document's last result rests on; small, and read for all documents. */
export interface DocumentBasis {
  path: string;
  source: Mark;
  /** Set where the mark may hide a change. */
  racy?: 1;
  /** Hash of the source's bytes. */
  hash: string;
  /** What the site scan found in it. */
  scan: FileScan;
  /** Hash of everything but documents that shapes the result. */
  shape: string;
  /** Included files with the hash of their text, empty where there was none. */
  includes: [path: string, hash: string][];
  /** Lookups in the site and what they gave. */
  site: string[];
  out: string;
  output: Mark;
  /** Hash of the output's text. */
  outputHash: string;
}

/** A basis with its line of the cache, which is copied while it holds. */
export interface KnownBasis {
  basis: DocumentBasis;
  text: string;
}

/**
 * A document's last result without its text. The results are read one after the other, in path
 * order; each is followed by the document's line of the index, which is copied as it is.
 */
export interface DocumentResult {
  path: string;
  contribution: Readonly<Record<string, unknown>>;
  pages: readonly string[];
  messages: readonly Message[];
}

export const basesName = 'documents.jsonl';
export const resultsName = 'results.jsonl';

/** The first line of the results. */
export interface Header {
  build: string;
}

/** The last line of the bases; the results of the same build and size belong to them. */
export interface Stamp extends Header {
  resultsBytes: number;
  /** Digest of the pages for which the lookups of all bases hold; absent where some are of an earlier site. */
  pages?: string;
}

/** Reads the bases of the last build by path; empty where the cache is missing or damaged. */
export function readBases(folder: string): Stamp & { bases: Map<string, KnownBasis> } {
  try {
    const lines = readFileSync(join(folder, basesName), 'utf8').trimEnd().split('\n');
    const stamp: Stamp = JSON.parse(lines.pop()!);
    const known = lines.map((text) => ({ basis: JSON.parse(text) as DocumentBasis, text }));
    return { ...stamp, bases: new Map(known.map((each) => [each.basis.path, each])) };
  } catch {
    return { build: '', resultsBytes: -1, bases: new Map() };
  }
}
