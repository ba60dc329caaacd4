import { sourceName } from '../files/source-name.ts';
import type { Dropped } from './build.ts';
import type { Message } from './message.ts';

// What host and workers send each other about a document: plain records.

export interface DocumentTask {
  /** Path relative to the source root, forward slashes. */
  path: string;
  bytes: number;
}

/** What a worker makes of one document. */
export type DocumentRecord = DocumentDone | DocumentDropped | DocumentFailed;

interface Worked {
  path: string;
  messages: Message[];
  dependencies: DocumentDependencies;
  timing: DocumentTiming;
}

export interface DocumentDone extends Worked {
  status: 'ok';
  /** Output path relative to the output root, forward slashes. */
  out: string;
  /** The whole `.mdc`. */
  text: string;
  /** SHA-1 of the source's bytes, for the cache. */
  sourceHash: string;
  /** The merged context of the document graph; folded into the corpus context in path order. */
  context: Readonly<Record<string, unknown>>;
  /** What the declarations of the user's stages take from the context; absent without any. */
  own?: OwnFields | undefined;
  /** False: the result is of the moment, and is made again next time. */
  keep?: boolean | undefined;
  /** What search needs to know of it, as one line of text; absent without "search". */
  entry?: string | undefined;
  /** Hash of what stages declare that this document's result depends on. */
  stageKey?: string | undefined;
}

/** Fields of the user's stages. */
export interface OwnFields {
  /** Those of its line in the index. */
  index: Readonly<Record<string, unknown>>;
  /** What it gives to the context of all documents. */
  corpus: Readonly<Record<string, unknown>>;
}

/** A document that a stage has left out. */
interface DocumentDropped extends Worked, Dropped {
  status: 'dropped';
  keep?: boolean | undefined;
}

/** Its messages hold at least one of severity `error`. */
export interface DocumentFailed extends Worked {
  status: 'failed';
}

export interface DocumentDependencies {
  /** Files that were included, with a hash of their text, or why there was none; empty where there is no file. */
  includes: [path: string, hash: string][];
  /**
   * Lookups in the site scan and what they gave, so that a cached result can be trusted or not; empty
   * where they are not recorded.
   */
  site: string[];
}

export interface DocumentTiming {
  /** CPU time of the document in milliseconds. */
  cpuMs: number;
  /** Milliseconds by stage name; `read`, `parse` and `render` are among them. */
  stages: Record<string, number>;
  /** What merging the contributions took. */
  merge: MergeTotals;
}

export interface MergeTotals {
  joins: number;
  fields: number;
  conflicts: number;
  durationMs: number;
}

/** A record of one source of several, with its paths in the folder that holds all. */
export function inAllSources(record: DocumentRecord, folder: string): DocumentRecord {
  if (folder === '') return record;
  const named = (path: string) => sourceName(folder, path);
  const { dependencies, messages } = record;
  return {
    ...record,
    path: named(record.path),
    messages: messages.map((message) => ({ ...message, path: named(message.path) })),
    dependencies: {
      ...dependencies,
      includes: dependencies.includes.map(([path, hash]) => [named(path), hash]),
    },
  };
}
