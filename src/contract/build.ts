/** What a run takes, tells and yields: the contract of `build` and those who call it. */

import type { Message } from './message.ts';
import type { Shard } from './shard.ts';

export interface BuildOptions {
  /** Aborting it stops taking work, finishes the write that is under way and resolves the build. */
  signal?: AbortSignal;
  /** Does everything but write. */
  dryRun?: boolean;
  /**
   * Globs, files or folders, relative to the source root or to the working folder: only these
   * documents are built, and the others stay as they are. Default: all.
   */
  only?: readonly string[];
  /** Builds one share of the documents and a part for `mergeParts`, in place of index and manifest. */
  shard?: Shard | undefined;
  /** Transforms every document anew, whatever the cache holds. */
  force?: boolean;
  /** Writes to the output folder even where it holds files that contextor did not write. */
  forceOut?: boolean;
  /** URL of the Redis of `executor: 'bullmq'`; never printed. */
  redis?: string | undefined;
  /** Milliseconds without an answer of this Redis after which the build ends; default 60,000. */
  redisTimeoutMs?: number | undefined;
  /** Hears of each event of the run, in path order for documents. */
  onEvent?: (event: BuildEvent) => void;
}

export type BuildEvent = BuildStarted | DocumentEmitted | RunMessage;

/** All documents are found; the work begins. */
export interface BuildStarted {
  type: 'started';
  documents: number;
  bytes: number;
  workers: number;
  /** The settled dialect, and why it was chosen. */
  dialect: { name: string; why: string };
}

/** One document is done; under `dryRun`, `written` means that it would be written. */
export interface DocumentEmitted {
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

export interface BuildResult {
  /** Whether the run was stopped by its signal before all documents were done. */
  interrupted: boolean;
  /** Name of the settled dialect. */
  dialect: string;
  /** What the output folder lacks or has too much of; under `dryRun`, what a build would change. */
  drift: Drift;
  /** Outputs removed because their sources are gone; under `dryRun`, those that would be. */
  removed: readonly string[];
  /** Whether nothing had changed since the last build: its messages are those of that one. */
  unchanged: boolean;
  /** Documents that stages left out, in path order. */
  dropped: readonly Dropped[];
  /** All messages, in path order. */
  messages: readonly Message[];
  /**
   * Absolute paths of the files outside the source folder that documents include or look for, that
   * tell what site they are of, and that the user's stages are made of or declare.
   */
  includes: readonly string[];
  metrics: RunMetrics;
}

/** A document that a stage has left out. */
export interface Dropped {
  /** Relative to the source root. */
  path: string;
  stage: string;
  reason: string;
}

/** Output paths relative to the output root, in code unit order. */
export interface Drift {
  /** Outputs that differed from what their sources give. */
  stale: readonly string[];
  /** Outputs that were not there. */
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
    /** Findings that the baseline knows; they are not among the others. */
    known: number;
  };
  /**
   * `included` are those of `before` that stand in files which the documents include, once a page;
   * `front` are those of `after` that are front matter.
   */
  tokens: { before: number; included: number; after: number; front: number };
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
  /** Share of the workers' time that was CPU time, 0 to 1. */
  cpu_utilization: number;
  memory_peak_mb: number;
  /** An estimate: summed CPU time of documents over wall time. */
  speedup_factor: number;
  merge: { joins: number; fields: number; conflicts: number; duration_ms: number };
  /** Milliseconds by stage, summed over documents. */
  stages: Record<string, number>;
}
