import type { RunMetrics } from '../run/contract.ts';
import type { Mark } from './mark.ts';
import type { DocumentBasis } from './records.ts';
import type { SnapshotEntry } from './snapshot.ts';

/** Name of the cache's account of the last whole build. */
export const stateName = 'state.json';
/** Name of the list of its messages, which is read only where nothing has changed. */
export const messagesName = 'messages.json';

/** What the last whole build saw and left; written only when no document failed. */
export interface BuildState {
  key: string;
  entries: SnapshotEntry[];
  /** What documents include that is not among the entries, with the hash of its text. */
  includes: DocumentBasis['includes'];
  /** Files that the build wrote or found right, relative to the output root. */
  outputs: [out: string, mark: Mark][];
  /** Source and output of each document, in path order. */
  documents: [path: string, out: string][];
  bytes: number;
  dialect: { name: string; why: string };
  tokens: RunMetrics['tokens'];
  warnings: number;
}
