import type { OutcomeDone } from '../corpus/outcome.ts';
import type { LinkTotals } from '../corpus/stages.ts';
import type { Signs } from '../site/detect.ts';
import type { FileScan } from '../site/scan-file.ts';
import type { KnownListing } from './listing.ts';
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
  out: string;
  output: Mark;
  /** Hash of the output's text. */
  outputHash: string;
}

/** A basis with its lines of the cache, which are copied while it holds. */
export interface KnownBasis {
  basis: DocumentBasis;
  /** JSON of the basis. */
  text: string;
  /** JSON of the lookups in the site and what they gave: much text, and seldom looked at. */
  lookups: string;
}

/**
 * A document's last result without its text. The results are read one after the other, in path
 * order; each is followed by the document's line of the index, which is copied as it is, and by what
 * its context gives to that of all documents.
 */
export type DocumentResult = Pick<OutcomeDone, 'path' | 'pages' | 'messages' | 'tokens'>;

/** Contexts that were merged at once: of documents one after the other in the results, or of such runs. */
export interface MergedRun {
  /** Paths of the documents, or the first and the last of the runs. */
  parts: readonly string[];
  fields: Readonly<Record<string, unknown>>;
}

/** Bases and results of all documents, as one build left them. */
export const basesName = 'documents.jsonl';
export const resultsName = 'results.jsonl';
/** Contexts of the results that were merged, as many as merge at once; then those that were merged of these. */
export const mergedName = 'merged.jsonl';
/** Basis, lookups and result of each document that builds since then found otherwise. */
export const changesName = 'changes.jsonl';

/** The first line of the results, of what was merged of them, and of the changes to them. */
export interface Header {
  /** The build that wrote the results. */
  build: string;
}

/** What is known of all documents together. */
export interface Overall {
  /** The site in which the lookups of all bases hold; absent where some are of an earlier one. */
  site?: SiteMark;
  signs?: KnownSigns;
  /** The list of documents; absent where files came or went while it was made. */
  listing?: KnownListing;
  /** The link report, where it tells of the documents of the bases and no others. */
  links?: KnownLinks;
  /** Mark of the index, where it lists the documents of the bases and no others. */
  index?: Mark;
}

/** The link report that a build wrote. */
export interface KnownLinks {
  /** Of the tool and settings that wrote it. */
  key: string;
  report: Mark;
  totals: LinkTotals;
}

/** What tells the dialect in the documents that were read for that. */
export interface KnownSigns {
  /** Of the tool and settings that found them. */
  key: string;
  /** With the hash of the source's bytes. */
  documents: [path: string, hash: string, signs: Signs][];
}

/** Tells a site from another: all that a lookup can ask for. */
export interface SiteMark {
  /** Digest of the pages. */
  pages: string;
  /** Digest of the names of all files. */
  files: string;
}

/** The last line of the bases; the results of the same build and size belong to them. */
export interface Stamp extends Header, Overall {
  resultsBytes: number;
}

/** The last line of the changes. */
export interface ChangesStamp extends Overall {
  /** Documents of the results of which nothing is known any more. */
  dropped: readonly string[];
}
