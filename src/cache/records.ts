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

/** Bases and results of all documents, as one build left them. */
export const basesName = 'documents.jsonl';
export const resultsName = 'results.jsonl';
/** Basis, result and line of the index of each document that builds since then found otherwise. */
export const changesName = 'changes.jsonl';

/** The first line of the results, and of the changes to them. */
export interface Header {
  /** The build that wrote the results. */
  build: string;
}

/** The last line of the bases; the results of the same build and size belong to them. */
export interface Stamp extends Header {
  resultsBytes: number;
  /** Digest of the pages for which the lookups of all bases hold; absent where some are of an earlier site. */
  pages?: string;
}

/** The last line of the changes. */
export interface ChangesStamp extends Pick<Stamp, 'pages'> {
  /** Documents of the results of which nothing is known any more. */
  dropped: readonly string[];
}
