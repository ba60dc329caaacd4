import { ContextorError } from '../errors.ts';
import type { Message } from './message.ts';

// Options, events and result of `build`.

/** What one build does; what its output contains is up to the settings. */
export interface BuildOptions {
  /** When it aborts, the build starts no more work, finishes the current write and resolves. */
  signal?: AbortSignal;
  /** Does everything except writing files. */
  dryRun?: boolean;
  /**
   * Globs, files or folders, relative to the source root or to the working folder: only these
   * documents are built, and the others stay as they are. Default: all.
   */
  only?: readonly string[];
  /** Builds one share of the documents, and a part for `contextor merge` instead of index and manifest. */
  shard?: Shard | undefined;
  /** Builds every document again, whatever is in the cache. */
  force?: boolean;
  /** Writes to the output folder even if it contains files that contextor did not write. */
  forceOut?: boolean;
  /** URL of the Redis of `executor: 'bullmq'`; never printed. */
  redis?: string | undefined;
  /** Milliseconds without an answer of this Redis after which the build ends; default 60,000. */
  redisTimeoutMs?: number | undefined;
  /** Called for each event of the run; documents come in path order. */
  onEvent?: (event: BuildEvent) => void;
}

export type BuildEvent = BuildChanged | BuildFound | BuildStarted | DocumentEmitted | RunMessage;

/** Something has changed since the last build, so there is work to do. The first event. */
interface BuildChanged {
  type: 'changed';
}

/** The documents have been listed; the site has not been looked at. */
interface BuildFound {
  type: 'found';
  documents: number;
  bytes: number;
}

/** The work on the documents begins. */
export interface BuildStarted {
  type: 'started';
  documents: number;
  bytes: number;
  workers: number;
  /** The dialect of the documents, and why it was chosen. */
  dialect: { name: string; why: string };
}

/** One document is done; under `dryRun`, `written` means that it would be written. */
interface DocumentEmitted {
  type: 'document';
  path: string;
  /** Output path relative to the output root; absent for a failed document. */
  out?: string;
  status: 'written' | 'unchanged' | 'dropped' | 'failed';
  /** Why it was dropped. */
  reason?: string;
  messages: readonly Message[];
}

/** Something about the run itself, such as a stale file that could not be removed. */
export interface RunMessage {
  type: 'message';
  severity: Message['severity'];
  reason: string;
}

/** What a build reports when it is done. */
export interface BuildResult {
  /** Whether the run was stopped by its signal before all documents were done. */
  interrupted: boolean;
  /** Name of the dialect. */
  dialect: string;
  /** How the output folder differed from the sources; with `dryRun`, what a build would change. */
  drift: Drift;
  /** Outputs removed because their sources are gone; with `dryRun`, those that would be. */
  removed: readonly string[];
  /** Whether nothing had changed since the last build; the messages are then those of the last build. */
  unchanged: boolean;
  /** Documents that stages left out, in path order. */
  dropped: readonly Dropped[];
  /** All messages, in path order. */
  messages: readonly Message[];
  /**
   * Absolute paths of files outside the source folder that the output depends on: files that documents
   * include or look for, configurations of the site, and files of the user's stages.
   */
  includes: readonly string[];
  metrics: RunMetrics;
}

/** A document that a stage has left out. */
export interface Dropped {
  /** Relative to the source root. */
  path: string;
  /** The stage that dropped it, and why. */
  stage: string;
  reason: string;
}

/** Output paths relative to the output root, in code unit order. */
export interface Drift {
  /** Outputs that were out of date. */
  stale: readonly string[];
  /** Outputs that did not exist. */
  missing: readonly string[];
  /** Outputs of earlier builds whose sources are gone or are written elsewhere. */
  orphaned: readonly string[];
}

/** The figures of a run, as `--metrics-output` writes them. */
export interface RunMetrics {
  schemaVersion: 1;
  documents: {
    processed: number;
    written: number;
    unchanged: number;
    /** Left out by a stage. */
    dropped: number;
    failed: number;
    /** Findings of severity `error`: those that failed a document, and those of rules set to it. */
    errors: number;
    /** Warnings of all documents. */
    warnings: number;
    /** Findings that the baseline lists; the other counts leave them out. */
    known: number;
  };
  /**
   * `included` is the part of `before` that comes from included files, counted for each page;
   * `derived` is the part of `after` that is of pages made from files that are no documents, such as
   * descriptions of APIs, whose tokens are not counted; `front` is what is front matter in the others.
   */
  tokens: { before: number; included: number; after: number; front: number; derived: number };
  /** Wall time in milliseconds. */
  duration_ms: number;
  parallel_enabled: boolean;
  max_workers: number;
  /** Documents by worker of a queue, by its name; absent in a local build. */
  workers?: Record<string, number>;
  batch_size: number;
  total_batches: number;
  /** Milliseconds from dispatch of a batch until its last document is emitted. */
  avg_batch_time: number;
  /** CPU time of the workers as a share of their wall time, 0 to 1. */
  cpu_utilization: number;
  memory_peak_mb: number;
  /** An estimate: CPU time of all documents, divided by wall time. */
  speedup_factor: number;
  merge: { joins: number; fields: number; conflicts: number; duration_ms: number };
  /** Milliseconds by stage, summed over documents. */
  stages: Record<string, number>;
}

/** One machine's share: the `index`-th (from 1) of `count`. */
export interface Shard {
  index: number;
  count: number;
}

/**
 * Reads `2/5`.
 *
 * @throws ContextorError `SHARD_INVALID`
 */
export function parseShard(text: string): Shard {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index >= 1 && shard.index <= shard.count) return shard;
  throw new ContextorError(`--shard ${text}: no such share`, {
    code: 'SHARD_INVALID',
    remedy: 'Name a share and the number of shares, from 1/5 to 5/5.',
  });
}

/**
 * The documents of a shard: a contiguous range of the list, balanced by bytes. A document belongs
 * to the share that its middle byte falls into, so every machine comes to the same cut.
 *
 * @param files all documents, in path order
 */
export function shareOf<File extends { bytes: number }>(
  files: readonly File[],
  { index, count }: Shard,
): File[] {
  // An empty document still has a place.
  const weight = ({ bytes }: File) => bytes + 1;
  const total = files.reduce((sum, file) => sum + weight(file), 0);
  let before = 0;
  return files.filter((file) => {
    const middle = before + weight(file) / 2;
    before += weight(file);
    return Math.floor((middle * count) / total) === index - 1;
  });
}
