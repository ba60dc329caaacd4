import type { DocumentBasis } from '../cache/records.ts';
import type { Message } from '../document/message.ts';
import type { DocumentDependencies, DocumentTiming } from '../pool/protocol.ts';
import type { IndexLine } from './index-line.ts';

/** What became of one document; its text has left the memory. */
export type Outcome = OutcomeDone | OutcomeFailed;

export interface OutcomeDone {
  status: 'written' | 'unchanged';
  path: string;
  out: string;
  /** Its line of the index as JSON text: that of an earlier build is copied. */
  line: string;
  /** What its context gives to that of all documents. */
  contribution: () => Readonly<Record<string, unknown>>;
  /** Of its text, before and after. */
  tokens: TokenCounts;
  /** Outputs of the documents that it links to. */
  pages: readonly string[];
  messages: readonly Message[];
  timing?: DocumentTiming;
  /** What the result was made from; absent where it is that of an earlier build. */
  made?: Made;
  /** Where it is that of an earlier build. */
  kept?: Kept;
}

/** What the cache holds of a result. */
export interface Kept {
  lines: string;
  /** Whether it stands among the results of all, and not beside them. */
  listed: boolean;
}

type TokenCounts = IndexLine['tokens'];

/** What tells whether a result still holds. */
export type Made = Pick<DocumentBasis, 'hash' | 'includes' | 'out' | 'output' | 'outputHash'> &
  Pick<DocumentDependencies, 'site'>;

/** A document that this run was not asked to build, as the last index has it. */
export interface Carried {
  status: 'carried';
  path: string;
  /** One of the two: its whole result where the cache has it, else its line of the last index. */
  result?: OutcomeDone;
  line?: IndexLine;
}

export interface OutcomeFailed {
  status: 'failed';
  path: string;
  messages: readonly Message[];
  timing?: DocumentTiming;
}
