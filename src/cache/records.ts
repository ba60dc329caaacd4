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

/** A document's last result without its text; read one after the other, in path order. */
export interface DocumentResult {
  path: string;
  context: Readonly<Record<string, unknown>>;
  /** SHA-256 of the body. */
  hash: string;
  messages: Message[];
}

export const basesName = 'documents.jsonl';
export const resultsName = 'results.jsonl';

/** The first line of both files; they belong together where it is the same. */
export interface Header {
  build: string;
  /** Size of the results; only with the bases. */
  resultsBytes?: number;
}

/** Reads the bases of the last build by path; empty where the cache is missing or damaged. */
export function readBases(folder: string): Header & { bases: Map<string, DocumentBasis> } {
  try {
    const [header, ...lines] = readFileSync(join(folder, basesName), 'utf8').trimEnd().split('\n');
    const { build, resultsBytes = -1 } = JSON.parse(header!) as Header;
    const bases = lines.map((line) => JSON.parse(line) as DocumentBasis);
    return { build, resultsBytes, bases: new Map(bases.map((basis) => [basis.path, basis])) };
  } catch {
    return { build: '', bases: new Map() };
  }
}
