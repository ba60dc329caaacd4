import { randomUUID } from 'node:crypto';
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Made, OutcomeDone } from '../corpus/outcome.ts';
import type { Message } from '../document/message.ts';
import type { SourceFile } from '../loader/discover.ts';
import type { Plan } from '../loader/plan.ts';
import { makeFolders } from '../make-folders.ts';
import { TextFile } from '../text-file.ts';
import { type BuildCache, digestOf, markOfSource } from './build-cache.ts';
import { equalMarks, isRacy, type Mark, markOfFile } from './mark.ts';
import {
  basesName,
  type DocumentBasis,
  type DocumentResult,
  type KnownBasis,
  resultsName,
  type Stamp,
} from './records.ts';
import type { Snapshot } from './snapshot.ts';
import { type BuildState, messagesName, stateName } from './state.ts';
import { writeWhole } from './store.ts';

export interface WriterOptions {
  cache: BuildCache;
  plan: Plan;
  outRoot: string;
  /** Taken before anything was read. */
  snapshot: Snapshot;
  /** Documents whose last result holds, with the marks of their outputs. */
  reused: ReadonlyMap<string, Mark>;
}

/** What a build knows at its end that its documents do not tell. */
export type BuildSummary = Pick<BuildState, 'bytes' | 'dialect' | 'tokens' | 'warnings'> & {
  messages: readonly Message[];
};

/** Keeps what a build finds for the next one; it goes to the disk as it comes. */
export class CacheWriter {
  readonly #options: WriterOptions;
  readonly #build = randomUUID();
  readonly #files: ReadonlyMap<string, SourceFile>;
  readonly #shape: string;
  readonly #results: TextFile;
  readonly #documents: TextFile;
  readonly #bases = new Map<string, DocumentBasis>();
  /** No document changed while it was looked at. */
  #still = true;

  /** @throws where the cache's folder cannot be written */
  constructor(options: WriterOptions) {
    const { cache, plan } = options;
    this.#options = options;
    this.#files = new Map(plan.files.map((file) => [file.path, file]));
    this.#shape = cache.shapeOf(plan);
    makeFolders(cache.folder);
    removeUnfinished(cache.folder);
    const unfinished = (name: string) => join(cache.folder, `${name}.${process.pid}.tmp`);
    this.#results = new TextFile(unfinished(resultsName));
    this.#results.add(JSON.stringify({ build: this.#build }));
    this.#documents = new TextFile(unfinished(basesName));
  }

  /** Takes outcomes in path order. */
  keep({ path, contribution, pages, messages, line, made, kept }: OutcomeDone): void {
    const known = made === undefined ? this.#former(path) : this.#fresh(path, made);
    if (known === undefined) return;
    this.#bases.set(path, known.basis);
    this.#documents.add(known.text);
    const result: DocumentResult = { path, contribution, pages, messages };
    this.#results.add(kept ?? `${JSON.stringify(result)}\n${line}`);
  }

  /**
   * Puts the new cache in place of the old one.
   *
   * @param files what the build wrote or found right, relative to the output root
   * @param summary absent where the build was not a whole one without failures
   */
  finish(files: readonly string[], summary?: BuildSummary): void {
    const { cache, plan } = this.#options;
    const { folder } = cache;
    this.#results.close();
    const stamp: Stamp = { build: this.#build, resultsBytes: statSync(this.#results.path).size };
    // The lookups of a document that this run left alone are of an earlier site.
    if (plan.files.length === plan.outputs.size) stamp.pages = digestOf(plan);
    this.#documents.add(JSON.stringify(stamp));
    this.#documents.close();
    rmSync(join(folder, stateName), { force: true });
    renameSync(this.#documents.path, join(folder, basesName));
    renameSync(this.#results.path, join(folder, resultsName));
    if (summary === undefined || !this.#still) return;
    const { messages, ...rest } = summary;
    writeWhole(folder, messagesName, JSON.stringify(messages));
    writeWhole(folder, stateName, JSON.stringify(this.#state(files, rest)));
  }

  discard(): void {
    this.#results.remove();
    this.#documents.remove();
  }

  #fresh(path: string, made: Made): KnownBasis | undefined {
    const scan = this.#options.cache.scanOf(path);
    if (scan === undefined) return undefined;
    if (!this.#isUntouched(path)) {
      this.#still = false;
      return undefined;
    }
    return knownBasis({ path, scan, shape: this.#shape, ...made, ...this.#source(path) });
  }

  /** The site scan and the worker read a document one after the other; both are to have seen the same. */
  #isUntouched(path: string): boolean {
    const now = markOfFile(join(this.#options.plan.sourceRoot, path));
    return now !== undefined && equalMarks(now, markOfSource(this.#files.get(path)!));
  }

  /** A document that was reused; one that was not selected keeps the source that it was made from. */
  #former(path: string): KnownBasis | undefined {
    const { cache, reused } = this.#options;
    const last = cache.basisOf(path);
    const output = reused.get(path);
    if (last === undefined || output === undefined) return last;
    const { racy, ...rest } = last.basis;
    const now = this.#source(path);
    const same = equalMarks(rest.source, now.source) && equalMarks(rest.output, output);
    return same && racy === now.racy ? last : knownBasis({ ...rest, output, ...now });
  }

  #source(path: string): { source: Mark; racy?: 1 } {
    const source = markOfSource(this.#files.get(path)!);
    return { source, ...(isRacy(source, this.#options.snapshot.at) && { racy: 1 }) };
  }

  #state(files: readonly string[], summary: Omit<BuildSummary, 'messages'>): BuildState {
    const { cache, snapshot, outRoot } = this.#options;
    const bases = [...this.#bases.values()];
    const outputs = new Map(bases.map(({ out, output }) => [out, output]));
    for (const out of files) {
      const mark = outputs.has(out) ? undefined : markOfFile(join(outRoot, out));
      if (mark !== undefined) outputs.set(out, mark);
    }
    for (const entry of snapshot.entries) {
      const hash = this.#bases.get(entry[0])?.hash;
      if (hash !== undefined) entry[2] = hash;
    }
    const walked = new Set(snapshot.entries.map(([path]) => path));
    const includes = new Map(bases.flatMap((basis) => basis.includes));
    return {
      key: cache.key,
      entries: snapshot.entries,
      includes: [...includes].filter(([path]) => !walked.has(path)),
      outputs: [...outputs],
      documents: bases.map(({ path, out }) => [path, out]),
      ...summary,
    };
  }
}

function knownBasis(basis: DocumentBasis): KnownBasis {
  return { basis, text: JSON.stringify(basis) };
}

/** Only builds that hold the lock of the output write here, so what is unfinished is of a killed one. */
function removeUnfinished(folder: string): void {
  const unfinished = readdirSync(folder).filter((name) => name.endsWith('.tmp'));
  for (const name of unfinished) rmSync(join(folder, name), { force: true });
}
