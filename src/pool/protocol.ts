/** Everything that host and worker say to each other. Plain records only. */
import type { DocumentSettings } from '../config/settings.ts';
import type { Message } from '../document/message.ts';
import type { Site } from '../document/site.ts';

/** Given once, at worker start. */
export interface WorkerSetup {
  /** Absolute path of the source root. */
  sourceRoot: string;
  settings: DocumentSettings;
  site: Site;
}

export interface DocumentTask {
  /** Path relative to the source root, forward slashes. */
  path: string;
  bytes: number;
}

/** What a worker makes of one document. */
export type DocumentRecord = DocumentDone | DocumentFailed;

export interface DocumentDone {
  status: 'ok';
  path: string;
  /** Output path relative to the output root, forward slashes. */
  out: string;
  /** The whole `.mdc`. */
  text: string;
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
  /** Files that were included (or looked for), relative to the source root. */
  includes: string[];
  /** Lookups in the site scan and what they gave, so that a cached result can be trusted or not. */
  site: string[];
}

export interface DocumentTiming {
  /** CPU time of the document in milliseconds. */
  cpuMs: number;
  /** Milliseconds by stage name; `read`, `parse` and `render` are among them. */
  stages: Record<string, number>;
}
