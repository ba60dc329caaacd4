import type { DocumentBasis } from '../cache/records.ts';
import type { Message } from '../document/message.ts';
import type { DocumentTiming } from '../pool/protocol.ts';
import type { IndexLine } from './index-line.ts';

/** What became of one document; its text has left the memory. */
export type Outcome = OutcomeDone | OutcomeFailed;

export interface OutcomeDone {
  status: 'written' | 'unchanged';
  path: string;
  out: string;
  /** The merged context of the document. */
  context: Readonly<Record<string, unknown>>;
  /** SHA-256 of the body, in hexadecimal. */
  hash: string;
  messages: readonly Message[];
  timing?: DocumentTiming;
  /** What the result was made from; absent where it is that of an earlier build. */
  made?: Made;
}

/** What tells whether a result still holds. */
export type Made = Pick<
  DocumentBasis,
  'hash' | 'includes' | 'site' | 'out' | 'output' | 'outputHash'
>;

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
