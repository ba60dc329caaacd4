import { closeSync, openSync, readSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Made, OutcomeDone } from '../contract/outcome.ts';
import type { Mark } from '../files/mark.ts';
import { linesOf, TextFile } from '../files/text-file.ts';
import type { FileScan } from '../site/scan-file.ts';

/** What a document's last result rests on; small, and in memory for all documents. */
export interface DocumentBasis extends Omit<Made, 'site'> {
  path: string;
  out: string;
  source: Mark;
  /** Set where the mark may hide a change. */
  racy?: 1;
  /** What the site scan found in it. */
  scan: FileScan;
  /** Hash of everything but documents that shapes the result. */
  shape: string;
}

/** A document's last result without its text. */
export type DocumentResult = Pick<
  OutcomeDone,
  'pages' | 'messages' | 'tokens' | 'contribution' | 'context'
>;

/**
 * What is kept of a document: basis, lookups in the site and what they gave, result, line of the
 * index, and what search needs to know, if anything. None holds tabs or line breaks.
 */
export type RecordFields = readonly [
  basis: string,
  lookups: string,
  result: string,
  line: string,
  entry: string,
];

/** Tells a site from another: all that a lookup can ask for. */
export interface SiteMark {
  /** Digest of the pages. */
  pages: string;
  /** Digest of the names of all files. */
  files: string;
}

/** What is known of all records together. */
interface Overall {
  /** The site in which the lookups of all records hold; absent where some are of an earlier one. */
  site?: SiteMark;
}

const name = 'documents.tsv';

/** A line is the checksum of what follows, a tab, and the fields between tabs. */
function lineOf(fields: readonly string[]): string {
  const text = fields.join('\t');
  return `${crc32(text).toString(16).padStart(8, '0')}\t${text}`;
}

/** Characters of a checksum and its tab. */
const checksumLength = 9;

function isIntact(line: Buffer): boolean {
  const sum = Number.parseInt(line.toString('latin1', 0, checksumLength - 1), 16);
  return sum === crc32(line.subarray(checksumLength));
}

interface Place {
  basis: DocumentBasis;
  offset: number;
  length: number;
}

/** The records that earlier builds left. A damaged one is not there: its document is made again. */
export class Records {
  readonly overall: Overall = {};
  readonly #places = new Map<string, Place>();
  #file: number | undefined;
  #last: { path: string; fields: RecordFields } | undefined;

  /** Empty if there is no readable file. */
  constructor(folder: string) {
    try {
      this.#file = openSync(join(folder, name), 'r');
      this.overall = this.#index(this.#file);
    } catch {
      this.close();
      this.#places.clear();
    }
  }

  get isEmpty(): boolean {
    return this.#places.size === 0;
  }

  basisOf(path: string): DocumentBasis | undefined {
    return this.#places.get(path)?.basis;
  }

  read(path: string): RecordFields | undefined {
    if (this.#last?.path === path) return this.#last.fields;
    const place = this.#places.get(path);
    if (place === undefined || this.#file === undefined) return undefined;
    const bytes = Buffer.allocUnsafe(place.length);
    readSync(this.#file, bytes, 0, place.length, place.offset);
    const text = bytes.toString('utf8', checksumLength);
    const fields = text.split('\t') as unknown as RecordFields;
    this.#last = { path, fields };
    return fields;
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #index(file: number): Overall {
    let overall: Overall | undefined;
    for (const [line, offset] of linesOf(file)) {
      if (!isIntact(line)) continue;
      const tab = line.indexOf(9, checksumLength);
      const head = JSON.parse(line.toString('utf8', checksumLength, tab < 0 ? line.length : tab));
      if (tab < 0) overall = head;
      else this.#places.set(head.path, { basis: head, offset, length: line.length });
    }
    return overall ?? {};
  }
}

/** Records that are being written; each goes to disk at once. */
export class RecordWriter {
  readonly #folder: string;
  readonly #file: TextFile;

  constructor(folder: string, overall: Overall) {
    this.#folder = folder;
    this.#file = new TextFile(join(folder, `${name}.${process.pid}.tmp`));
    this.#file.add(lineOf([JSON.stringify(overall)]));
  }

  add(fields: RecordFields): void {
    this.#file.add(lineOf(fields));
  }

  /** Puts the records in the place of the old ones. */
  finish(): void {
    this.#file.close();
    renameSync(this.#file.path, join(this.#folder, name));
  }

  remove(): void {
    this.#file.remove();
  }
}
