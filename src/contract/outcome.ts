import type { Mark } from '../files/mark.ts';
import type { Dropped } from './build.ts';
import type { TokenCounts } from './index-line.ts';
import type { Message } from './message.ts';
import type { DocumentDependencies, DocumentTiming } from './record.ts';

/** What became of one document; its text has left the memory. */
export type Outcome = OutcomeDone | OutcomeDropped | OutcomeFailed;

export interface OutcomeDone {
  /** `carried`: the run was not asked for it, and it stays in the index. */
  status: 'written' | 'unchanged' | 'carried';
  path: string;
  out: string;
  /** Its line of the index as JSON text: that of an earlier build is copied. */
  line: string;
  /** What its context gives to that of all documents. */
  contribution: Readonly<Record<string, unknown>>;
  /** What search needs to know of it, as one line of text; absent where it is not known. */
  entry?: string | undefined;
  /** Its whole context as JSON text, where a corpus stage may ask for it. */
  context?: string | undefined;
  /** Of its text, before and after. */
  tokens: DocumentTokens;
  /** Outputs of the documents that it links to. */
  pages: readonly string[];
  messages: readonly Message[];
  timing?: DocumentTiming;
  /** What the result was made from; absent where it is that of an earlier build. */
  made?: Made;
}

/**
 * `front` are those of `after` that are front matter, `derived` all of `after` where the page is made from a
 * file that is no document.
 */
interface DocumentTokens extends TokenCounts {
  front: number;
  derived?: number;
}

/** What tells whether a result still holds. */
export interface Made extends DocumentDependencies {
  /** Hash of the source's bytes. */
  hash: string;
  output: Mark;
  /** Hash of the output's text. */
  outputHash: string;
  /** Hash of what stages declare that the result depends on. */
  stageKey?: string | undefined;
}

/** A document that a stage has left out. */
interface OutcomeDropped extends Dropped {
  status: 'dropped';
  /** False: it may be built next time. */
  keep?: boolean | undefined;
  messages: readonly Message[];
  timing?: DocumentTiming;
}

interface OutcomeFailed {
  status: 'failed';
  path: string;
  messages: readonly Message[];
  timing?: DocumentTiming;
}
