import { readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { OutcomeDone } from '../contract/outcome.ts';
import { makeFolders } from '../files/make-folders.ts';
import { equalMarks, isRacy, type Mark, markOfFile } from '../files/mark.ts';
import { slashed, sourceName } from '../files/source-name.ts';
import { hashOfInclude } from '../includes/include-text.ts';
import type { SourceFile } from '../loader/discover.ts';
import type { Plan } from '../loader/plan.ts';
import { siteFiles } from '../loader/site-files.ts';
import type { FileScan } from '../site/scan-file.ts';
import { packageFiles } from '../site/workspace-packages.ts';
import type { BuildEnd } from './build-cache.ts';
import {
  type DocumentBasis,
  type DocumentResult,
  type RecordFields,
  type Records,
  RecordWriter,
  type SiteMark,
} from './records.ts';
import { markOfSource } from './reuse.ts';
import type { Snapshot } from './snapshot.ts';
import { forgetLastBuild, type LastBuild, writeLastBuild } from './unchanged.ts';

interface WriterOptions {
  folder: string;
  /** Of the tool and its settings. */
  key: string;
  plan: Plan;
  outRoot: string;
  /** Taken before anything was read. */
  snapshot: Snapshot;
  site: SiteMark;
  /** Hash of what shapes a document's result beside files. */
  shape: string;
  /** What this build found in documents, or earlier ones in those that are as they were. */
  scans: ReadonlyMap<string, FileScan>;
  records: Records | undefined;
  /** Documents whose last result holds, with the marks of their outputs. */
  reused: ReadonlyMap<string, Mark>;
}

/** Keeps what a build finds for the next one. Where the disk takes no more, nothing is kept. */
export class CacheWriter {
  readonly #options: WriterOptions;
  readonly #files: ReadonlyMap<string, SourceFile>;
  readonly #bases = new Map<string, DocumentBasis>();
  #records: RecordWriter | undefined;
  /** No document changed while it was looked at. */
  #still = true;

  private constructor(options: WriterOptions) {
    const { folder, plan, site } = options;
    this.#options = options;
    this.#files = new Map(plan.files.map((file) => [file.path, file]));
    makeFolders(folder);
    removeUnfinished(folder);
    // The lookups of a document that this run leaves alone are of an earlier site.
    const whole = plan.files.length === plan.outputs.size;
    this.#records = new RecordWriter(folder, whole ? { site } : {});
  }

  /** Undefined where nothing can be written: the next build takes longer, that is all. */
  static open(options: WriterOptions): CacheWriter | undefined {
    try {
      return new CacheWriter(options);
    } catch {
      return undefined;
    }
  }

  /** Takes outcomes in path order. */
  keep(outcome: OutcomeDone): void {
    const fields = outcome.made === undefined ? this.#former(outcome) : this.#fresh(outcome);
    if (fields !== undefined) this.#write((records) => records.add(fields));
  }

  /** @param whole whether it was a build of all documents in which none failed */
  finish(end: BuildEnd, whole: boolean): void {
    const { folder } = this.#options;
    this.#write((records) => {
      forgetLastBuild(folder);
      records.finish();
      if (whole && this.#still) writeLastBuild(folder, this.#lastBuild(end));
    });
  }

  discard(): void {
    this.#records?.remove();
    this.#records = undefined;
  }

  #write(act: (records: RecordWriter) => void): void {
    if (this.#records === undefined) return;
    try {
      act(this.#records);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      this.discard();
    }
  }

  #fresh({ path, out, made, line, entry = '', ...rest }: OutcomeDone): RecordFields | undefined {
    const { scans, shape } = this.#options;
    const { site, ...files } = made!;
    const scan = scans.get(path);
    if (scan === undefined) return undefined;
    if (!this.#isUntouched(path)) {
      this.#still = false;
      return undefined;
    }
    const basis: DocumentBasis = { path, out, scan, shape, ...files, ...this.#source(path) };
    this.#bases.set(path, basis);
    const { pages, messages, tokens, contribution, context } = rest;
    const result: DocumentResult = { pages, messages, tokens, contribution, context };
    return [JSON.stringify(basis), JSON.stringify(site), JSON.stringify(result), line, entry];
  }

  /** The site scan and the worker read a document one after the other; both are to have seen the same. */
  #isUntouched(path: string): boolean {
    const file = this.#files.get(path)!;
    if (file.derived !== undefined) return true;
    const now = markOfFile(join(this.#options.plan.sourceRoot, path));
    return now !== undefined && equalMarks(now, markOfSource(file));
  }

  /** What was known of a document; where it was reused, with the marks of now. */
  #former({ path }: OutcomeDone): RecordFields | undefined {
    const { records, reused } = this.#options;
    const fields = records?.read(path);
    const last = records?.basisOf(path);
    if (fields === undefined || last === undefined) return undefined;
    const output = reused.get(path);
    const now = output && { output, ...this.#source(path) };
    if (now === undefined || isSame(last, now)) {
      this.#bases.set(path, last);
      return fields;
    }
    const { racy: _, ...rest } = last;
    const basis: DocumentBasis = { ...rest, ...now };
    this.#bases.set(path, basis);
    return [JSON.stringify(basis), ...fields.slice(1)] as unknown as RecordFields;
  }

  #source(path: string): { source: Mark; racy?: 1 } {
    const source = markOfSource(this.#files.get(path)!);
    return { source, ...(isRacy(source, this.#options.snapshot.at) && { racy: 1 }) };
  }

  #lastBuild({ files, result, messages }: BuildEnd): LastBuild {
    const { key, plan, snapshot, outRoot } = this.#options;
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
    for (const source of plan.sources) {
      const read = (source.onSite?.reads ?? []).map((one) => sourceName(source.folder, one));
      const packages = packageFiles(source).map((file) => slashed(relative(plan.sourceRoot, file)));
      for (const path of [...read, ...packages])
        includes.set(path, hashOfInclude(join(plan.sourceRoot, path)));
    }
    const { tokens, documents } = result.metrics;
    const { dropped } = result;
    const { errors, warnings, known } = documents;
    return {
      ...(dropped.length > 0 && { dropped }),
      key,
      entries: snapshot.entries,
      includes: [...includes].filter(([path]) => !walked.has(path)),
      siteFiles: siteFiles(plan.sources).map((file) => relative(plan.sourceRoot, file)),
      outputs: [...outputs],
      documents: bases.map(({ path, out }) => [path, out]),
      bytes: plan.files.reduce((sum, file) => sum + file.bytes, 0),
      dialect: plan.dialect,
      tokens,
      findings: { errors, warnings, known },
      messages: messages.toJSON(),
    };
  }
}

type Marks = Pick<DocumentBasis, 'source' | 'output' | 'racy'>;

function isSame(one: Marks, other: Marks): boolean {
  if (one.racy !== other.racy) return false;
  return equalMarks(one.source, other.source) && equalMarks(one.output, other.output);
}

/** Only builds that hold the lock of the output write here, so what is unfinished is of a killed one. */
function removeUnfinished(folder: string): void {
  const unfinished = readdirSync(folder).filter((name) => name.endsWith('.tmp'));
  for (const name of unfinished) rmSync(join(folder, name), { force: true });
}
