/** What host and worker say to each other: plain records. */
import type { DocumentRecord, DocumentTask } from '../contract/record.ts';
import type { Share, TreeInput } from '../verify/share.ts';

/** What a worker gets at once. */
export interface BatchTask {
  documents: readonly DocumentTask[];
}

/** A thread is told with every task what the build is about, since it may have just replaced another. */
export interface ThreadTask {
  /** The `WorkerSetup` as JSON, in memory that all threads see: it is there once, not once a task. */
  setup: SharedArrayBuffer;
}

/** A part of a finished build to check. */
export interface VerifyTask {
  input: TreeInput;
  share: Share;
}

/** A worker asks for a turn of a stage that may run so often at once, over all workers. */
export interface TurnAsked {
  turn: 'take';
  id: number;
  stage: string;
  limit: number;
}

/** A worker gives a turn back. */
export interface TurnGiven {
  turn: 'give';
  id: number;
}

/** The host grants a turn. */
export interface HostMessage {
  granted: number;
}

/**
 * What a worker says while it has a batch: that it has taken it up, then a record a document, and what
 * it says of turns.
 */
export type WorkerMessage = 'started' | TurnAsked | TurnGiven | DocumentRecord;

export const isTurn = (message: WorkerMessage): message is TurnAsked | TurnGiven =>
  typeof message === 'object' && 'turn' in message;
