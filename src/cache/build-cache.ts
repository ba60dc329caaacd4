import { createHash } from 'node:crypto';
import type { Settings } from '../config/settings.ts';
import type { BuildOptions, BuildResult } from '../contract/build.ts';
import type { Outcome, OutcomeDone } from '../contract/outcome.ts';
import type { DocumentDependencies } from '../contract/record.ts';
import { cacheFolder } from '../files/cache-base.ts';
import type { Mark } from '../files/mark.ts';
import type { SourceFile } from '../loader/discover.ts';
import type { DocumentPlan, Plan } from '../loader/plan.ts';
import type { MessageLog } from '../run/message-log.ts';
import type { FileScan } from '../site/scan-file.ts';
import { CacheWriter } from './cache-writer.ts';
import { type DocumentStages, documentShape } from './document-key.ts';
import { settingsKey } from './key.ts';
import { Records, type SiteMark } from './records.ts';
import { intactOutput, isSameSource, reusableDocuments } from './reuse.ts';
import { namesDigest, type Snapshot } from './snapshot.ts';

/** What is known at the end of a build, besides its documents. */
export interface BuildEnd {
  /** Files that it wrote or found up to date, relative to the output root. */
  files: Iterable<string>;
  result: BuildResult;
  messages: MessageLog;
}

/** What earlier builds of this source and output folder know, and what this one stores for the next. */
export class BuildCache {
  readonly #settings: Settings;
  readonly #options: BuildOptions;
  readonly #folder: string;
  #key = '';
  #shapeOf: ReturnType<typeof documentShape> = () => '';
  readonly #snapshot: Snapshot;
  #records: Records | undefined;
  readonly #scans = new Map<string, FileScan>();
  #reused: ReadonlyMap<string, Mark> = new Map();
  #carried: ReadonlySet<string> = new Set();
  #writer: CacheWriter | undefined;
  /** Whether some result must not be reused, so that the next build has work to do. */
  #isTransient = false;

  /** @param snapshot what a build may look at, taken before anything else was read */
  constructor(settings: Settings, options: BuildOptions, snapshot: Snapshot) {
    this.#settings = settings;
    this.#options = options;
    this.#folder = cacheFolder(settings);
    this.#snapshot = snapshot;
  }

  /** Reads what is known of documents, now that the stages are loaded; gives whether nothing is. */
  open(stages: DocumentStages): boolean {
    this.#key = settingsKey(this.#settings);
    this.#shapeOf = documentShape(this.#settings, stages);
    this.#records = this.#options.force ? undefined : new Records(this.#folder);
    return this.#records?.isEmpty !== false;
  }

  /** Site scans of earlier builds that still hold; those that are added are kept. */
  scansOf(files: readonly SourceFile[], plan: DocumentPlan): Map<string, FileScan> {
    const { sourceRoot } = plan;
    const shape = this.#shapeOf(plan);
    for (const file of files) {
      const basis = this.#records?.basisOf(file.path);
      if (basis?.shape !== shape || !isSameSource(basis, file, sourceRoot)) continue;
      this.#scans.set(file.path, basis.scan);
    }
    return this.#scans;
  }

  /**
   * Finds out which results hold; from here on those of this build are kept.
   *
   * @param stageKeyOf what stages declare that the result of a document depends on
   */
  lookUp(plan: Plan, stageKeyOf?: (path: string) => string | undefined): void {
    this.#writer?.discard();
    const { outRoot } = this.#settings;
    const site = siteMark(plan, this.#snapshot);
    const shape = this.#shapeOf(plan);
    const records = this.#records;
    if (records !== undefined) {
      this.#reused = reusableDocuments({ plan, outRoot, records, shape, site, stageKeyOf });
      this.#carried = carriedDocuments(plan, { outRoot, records });
    }
    if (this.#options.dryRun) return;
    this.#writer = CacheWriter.open({
      folder: this.#folder,
      key: this.#key,
      plan,
      outRoot,
      snapshot: this.#snapshot,
      site,
      shape,
      scans: this.#scans,
      records,
      reused: this.#reused,
    });
  }

  /** Whether the last result of a document can be used again. */
  isReusable(path: string): boolean {
    return this.#reused.has(path);
  }

  /** Documents that were not selected and whose last result is known. */
  get carried(): Iterable<string> {
    return this.#carried;
  }

  /** What the documents include that are not transformed. */
  get includes(): DocumentDependencies['includes'] {
    const known = [...this.#reused.keys(), ...this.#carried];
    return known.flatMap((path) => this.#records?.basisOf(path)?.includes ?? []);
  }

  /** The last result of a document, where it holds. */
  outcomeOf(path: string): OutcomeDone | undefined {
    const reused = this.#reused.has(path);
    if (!reused && !this.#carried.has(path)) return undefined;
    const [, , result, line, entry] = this.#records!.read(path)!;
    const { out } = this.#records!.basisOf(path)!;
    const status = reused ? 'unchanged' : 'carried';
    return { status, path, out, line, entry: entry || undefined, ...JSON.parse(result) };
  }

  /** Takes outcomes in path order. */
  keep(outcome: Outcome): void {
    if (outcome.status === 'failed') return;
    if (outcome.status === 'dropped') {
      if (outcome.keep === false) this.#isTransient = true;
      return;
    }
    // A result without `made` must not be reused.
    if (
      outcome.status !== 'carried' &&
      outcome.made === undefined &&
      !this.isReusable(outcome.path)
    ) {
      this.#isTransient = true;
    } else this.#writer?.keep(outcome);
  }

  /** Something that this build made of all documents must not be reused. */
  forget(): void {
    this.#isTransient = true;
  }

  finish(end: BuildEnd): void {
    this.#records?.close();
    const { only = [] } = this.#options;
    const whole =
      only.length === 0 && end.result.metrics.documents.failed === 0 && !this.#isTransient;
    this.#writer?.finish(end, whole);
    this.#writer = undefined;
  }

  close(): void {
    this.#writer?.discard();
    this.#records?.close();
  }
}

/** Tells a site from others: by its pages and routes, and the names of all files. */
function siteMark({ sources }: Plan, snapshot: Snapshot): SiteMark {
  const pages = createHash('sha1');
  for (const { site } of sources) {
    const { pages: _, ...rest } = site;
    pages.update(JSON.stringify(rest));
    for (const page of site.pages) pages.update(JSON.stringify(page));
  }
  return { pages: pages.digest('base64url'), files: namesDigest(snapshot) };
}

/** The documents that were not selected and whose outputs are as they were written. */
function carriedDocuments(
  { files, outputs }: Plan,
  { outRoot, records }: { outRoot: string; records: Records },
): Set<string> {
  const carried = new Set<string>();
  if (files.length === outputs.size) return carried;
  const selected = new Set(files.map(({ path }) => path));
  for (const [path, out] of outputs) {
    const basis = selected.has(path) ? undefined : records.basisOf(path);
    if (basis?.out === out && intactOutput(basis, outRoot)) carried.add(path);
  }
  return carried;
}
