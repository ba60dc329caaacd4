import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Made, OutcomeDone } from '../corpus/outcome.ts';
import type { LinkTotals } from '../corpus/stages.ts';
import type { Message } from '../document/message.ts';
import type { SourceFile } from '../loader/discover.ts';
import type { Plan } from '../loader/plan.ts';
import { makeFolders } from '../make-folders.ts';
import type { BuildCache } from './build-cache.ts';
import type { Findings } from './findings.ts';
import type { ListingBasis } from './listing.ts';
import { equalMarks, isRacy, type Mark, markOfFile, markOfSource } from './mark.ts';
import { changesFile, type RecordFiles, wholeFiles } from './record-files.ts';
import type {
  DocumentBasis,
  DocumentResult,
  KnownBasis,
  KnownSigns,
  MergedRun,
  SiteMark,
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
  site: SiteMark;
  findings: Findings;
  /** What its list of documents follows from, where nothing else can have touched it. */
  listing: ListingBasis | undefined;
  /** Documents whose last result holds, with the marks of their outputs. */
  reused: ReadonlyMap<string, Mark>;
}

/** What a build has done. */
export interface BuildEnd {
  /** Files that it wrote or found right, relative to the output root. */
  files: readonly string[];
  /** Documents in the index. */
  indexed: number;
  links: LinkTotals | undefined;
  /** Absent where the build was not a whole one without failures. */
  summary: BuildSummary | undefined;
}

/** What a build knows at its end that its documents do not tell. */
export type BuildSummary = Pick<BuildState, 'bytes' | 'dialect' | 'tokens' | 'warnings'> & {
  messages: readonly Message[];
};

/**
 * Of so many documents one may have changed since the results of all were written, and so many in
 * all: the next build holds their results in memory.
 */
const documentsPerChange = 8;
const mostChanges = 2_000;

/** Keeps what a build finds for the next one; it goes to the disk as it comes. */
export class CacheWriter {
  readonly #options: WriterOptions;
  readonly #files: ReadonlyMap<string, SourceFile>;
  readonly #shape: string;
  readonly #records: RecordFiles;
  readonly #bases = new Map<string, DocumentBasis>();
  /** No document changed while it was looked at. */
  #still = true;

  /** @throws where the cache's folder cannot be written */
  constructor(options: WriterOptions) {
    const { cache, plan } = options;
    this.#options = options;
    this.#files = new Map(plan.files.map((file) => [file.path, file]));
    this.#shape = cache.shapeOf(plan.settings, plan.site.source);
    makeFolders(cache.folder);
    removeUnfinished(cache.folder);
    const { results, folder } = cache;
    this.#records =
      results !== undefined && this.#fewChanged()
        ? changesFile(folder, results)
        : wholeFiles(folder);
  }

  /** Takes outcomes in path order. */
  keep({ path, contribution, pages, messages, tokens, line, made, kept }: OutcomeDone): void {
    const known = made === undefined ? this.#former(path) : this.#fresh(path, made);
    if (known === undefined) return;
    this.#bases.set(path, known.basis);
    const result: DocumentResult = { path, pages, messages, tokens };
    this.#records.add({
      basis: `${known.text}\n${known.lookups}`,
      result:
        kept?.lines ?? [JSON.stringify(result), line, JSON.stringify(contribution())].join('\n'),
      listed: this.#isListed(path, known),
    });
  }

  keepRun(parts: MergedRun['parts'], fields: () => MergedRun['fields']): void {
    this.#records.addRun(parts, fields);
  }

  /** Puts the new cache in place of the old one. */
  finish({ files, indexed, links, summary }: BuildEnd): void {
    const { cache, plan, site, listing, outRoot } = this.#options;
    const { folder } = cache;
    rmSync(join(folder, stateName), { force: true });
    const index =
      indexed === this.#bases.size ? markOfFile(join(outRoot, 'index.jsonl')) : undefined;
    // The lookups of a document that this run left alone are of an earlier site.
    const whole = plan.files.length === plan.outputs.size;
    const report = links && summary && markOfFile(join(outRoot, 'links.json'));
    const overall = {
      ...(whole && { site, signs: this.#knownSigns() }),
      ...(whole && listing && { listing: { ...listing, others: this.#others() } }),
      ...(report && links && { links: { key: cache.key, report, totals: links } }),
      ...(index && { index }),
    };
    this.#records.finish((path) => this.#bases.has(path), overall);
    if (summary === undefined || !this.#still) return;
    const { messages, ...rest } = summary;
    writeWhole(folder, messagesName, JSON.stringify(messages));
    writeWhole(folder, stateName, JSON.stringify(this.#state(files, rest)));
  }

  discard(): void {
    this.#records.remove();
  }

  /** Whether what will be kept is, for nearly all documents, what is there. */
  #fewChanged(): boolean {
    const { plan, reused } = this.#options;
    const changed = [...plan.outputs.keys()].filter((path) => {
      const worked = this.#files.has(path) && !reused.has(path);
      return worked || !this.#isListed(path, this.#former(path));
    });
    const most = Math.min(mostChanges, plan.outputs.size / documentsPerChange);
    return changed.length <= most;
  }

  #isListed(path: string, known: KnownBasis | undefined): boolean {
    const { cache } = this.#options;
    return known !== undefined && known === cache.basisOf(path) && cache.isListed(path);
  }

  #fresh(path: string, { site, ...made }: Made): KnownBasis | undefined {
    const scan = this.#options.findings.scanOf(path);
    if (scan === undefined) return undefined;
    if (!this.#isUntouched(path)) {
      this.#still = false;
      return undefined;
    }
    const basis = { path, scan, shape: this.#shape, ...made, ...this.#source(path) };
    return knownBasis(basis, JSON.stringify(site));
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
    if (same && racy === now.racy) return last;
    return knownBasis({ ...rest, output, ...now }, last.lookups);
  }

  #others(): readonly string[] {
    return this.#options.findings.paths.filter((path) => !this.#bases.has(path));
  }

  /** Of the documents whose bases tell of the text that was read. */
  #knownSigns(): KnownSigns {
    const { cache, findings } = this.#options;
    const documents = Array.from(findings.signsFound).flatMap(([path, found]) => {
      const hash = this.#bases.get(path)?.hash;
      return hash === undefined ? [] : [[path, hash, found] satisfies KnownSigns['documents'][0]];
    });
    return { key: cache.key, documents };
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

function knownBasis(basis: DocumentBasis, lookups: string): KnownBasis {
  return { basis, text: JSON.stringify(basis), lookups };
}

/** Only builds that hold the lock of the output write here, so what is unfinished is of a killed one. */
function removeUnfinished(folder: string): void {
  const unfinished = readdirSync(folder).filter((name) => name.endsWith('.tmp'));
  for (const name of unfinished) rmSync(join(folder, name), { force: true });
}
