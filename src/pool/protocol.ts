/** Everything that host and worker say to each other. Plain records only. */
import type { DocumentSettings } from '../config/settings.ts';
import type { Message } from '../document/message.ts';
import type { Site } from '../document/site.ts';
import type { PageMemory } from '../site/page-table.ts';
import type { ViewOptions } from '../site/view.ts';

/** What the documents of a build have in common. */
export interface WorkerSetup {
  /** Absolute path of the source root. */
  sourceRoot: string;
  /** Absolute path of the folder that includes may not leave; the source root or one above it. */
  projectRoot: string;
  settings: DocumentSettings;
  site: Site;
  view: Required<Pick<ViewOptions, 'still' | 'recording'>>;
  /** The user's transforms, found on the disk by the host. */
  transforms: ResolvedTransform[];
  /** Address of the module whose default export is the merge spec of the document graph. */
  mergeModule?: string | undefined;
  /** Milliseconds after which a document that waits for something counts as hung. */
  documentTimeoutMs: number;
}

/** A user's transform or remark plugin, with the address of its module. */
export interface ResolvedTransform {
  /** As the configuration names it. */
  name: string;
  /** `file:` URL. */
  url: string;
  options?: unknown;
  after?: readonly string[] | undefined;
  before?: readonly string[] | undefined;
}

/** What a worker gets at once. */
export interface BatchTask {
  documents: readonly DocumentTask[];
}

/** A thread is told with every task what the build is about, since it may have just replaced another. */
export interface ThreadTask {
  /** The `WorkerSetup` as JSON, without the pages of the site. */
  setup: SharedArrayBuffer;
  pages: PageMemory;
}

export interface DocumentTask {
  /** Path relative to the source root, forward slashes. */
  path: string;
  bytes: number;
}

/** What a worker says while it has a batch: that it has taken it up, then a record a document. */
export type WorkerMessage = 'started' | DocumentRecord;

/** What a worker makes of one document. */
export type DocumentRecord = DocumentDone | DocumentFailed;

export interface DocumentDone {
  status: 'ok';
  path: string;
  /** Output path relative to the output root, forward slashes. */
  out: string;
  /** The whole `.mdc`. */
  text: string;
  /** SHA-1 of the source's bytes, for the cache. */
  sourceHash: string;
  /** The merged context of the document graph; folded into the corpus context in path order. */
  context: Readonly<Record<string, unknown>>;
  messages: Message[];
  dependencies: DocumentDependencies;
  timing: DocumentTiming;
}

export interface DocumentFailed {
  status: 'failed';
  path: string;
  /** Holds at least one message of severity `error`. */
  messages: Message[];
  dependencies: DocumentDependencies;
  timing: DocumentTiming;
}

export interface DocumentDependencies {
  /** Files that were included, with a hash of their text; empty for those that were only looked for. */
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
