/** Everything that producer and workers say to each other through Redis. Plain records only. */

import type { DocumentRecord } from '../contract/record.ts';
import type { WorkerSetup } from '../job/setup.ts';

/** What a worker must have in common with a build before it takes work from it. */
export interface Agreement {
  /** Version of contextor. */
  version: string;
  /** SHA-256 of the dialect tables. */
  dialects: string;
  /** SHA-256 of each module of the user's: its transforms by name, and `merge`. */
  modules: Readonly<Record<string, string>>;
}

/** What a build tells its workers once. */
export interface BuildSetup {
  agreement: Agreement;
  /** Path of the source root in the project, forward slashes; empty where they are the same. */
  sourceName: string;
  /** Without addresses of the producer's machine: each worker finds the user's modules itself. */
  setup: Omit<WorkerSetup, 'sourceRoot' | 'projectRoot' | 'transforms' | 'mergeModule'>;
  /** Files of the project that aliases are read from. */
  files: readonly TaskFile[];
}

/** A file that a task needs: its path relative to the source root, and the key of its content. */
export interface TaskFile {
  path: string;
  /** Absent for a file whose existence alone matters. */
  content?: string | undefined;
  /** What is laid out in its place where documents may not read it. */
  standIn?: StandIn | undefined;
}

/** Why a file may not be read, or the path that a link leads to: the worker finds out the same, and has nothing of it. */
export type StandIn = 'folder' | 'binary' | 'large' | 'outside' | { link: string };

/** The data of a job: one document. */
export interface QueueTask {
  path: string;
  bytes: number;
  /** Key of the document's content. */
  content: string;
  /** What it is known to include or to link to. */
  files: readonly TaskFile[];
}

/** What a job returns. */
export interface QueueResult {
  /** Name of the worker. */
  worker: string;
  record: DocumentRecord;
}

/** Names of the keys of one build; all share its prefix. */
export function buildKeys(build: string) {
  const prefix = `contextor:${build}`;
  return {
    prefix,
    queue: 'documents',
    setup: `${prefix}:setup`,
    /** Lives as long as the producer gives signs. */
    alive: `${prefix}:alive`,
    /** List of refusals: why a worker does not take part. */
    refusals: `${prefix}:refusals`,
    content: (hash: string) => `${prefix}:content:${hash}`,
    /** Who waits for a turn of a stage, and who has one: sorted as they came. */
    line: (stage: string) => `${prefix}:line:${stage}`,
    /** Lives as long as a worker that wants turns gives signs. */
    lease: (worker: string) => `${prefix}:lease:${worker}`,
  };
}

export type BuildKeys = ReturnType<typeof buildKeys>;

/** Set of the builds that are under way. */
export const buildsKey = 'contextor:builds';
/** Channel on which a new build is announced. */
export const buildsChannel = 'contextor:builds';
/** Milliseconds after which a producer without a sign counts as dead. */
export const producerSilenceMs = 15_000;
/** Milliseconds that a read may wait at Redis; one that is never answered is given up a second later. */
export const blockMs = 2_000;
