import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentSettings, Settings } from '../config/settings.ts';
import type { OutcomeDone } from '../corpus/outcome.ts';
import type { LinkTotals } from '../corpus/stages.ts';
import { hashOf } from '../document/hash.ts';
import type { Target } from '../emitter/collisions.ts';
import { byPath } from '../loader/by-path.ts';
import type { KnownStats, SourceFile } from '../loader/discover.ts';
import type { Plan } from '../loader/plan.ts';
import { CacheDamaged } from './damaged.ts';
import { Findings } from './findings.ts';
import { settingsKey } from './key.ts';
import { type Known, readKnown } from './known.ts';
import { linksAlike } from './link-comparison.ts';
import { type ListingBasis, listedFiles, sameBasis } from './listing.ts';
import { cacheFolder } from './location.ts';
import { equalMarks, type Mark, markOfFile } from './mark.ts';
import { MergedReader } from './merged-reader.ts';
import { type KnownBasis, type MergedRun, resultsName, type SiteMark } from './records.ts';
import { ResultsReader } from './results-reader.ts';
import { intactOutput, reusableDocuments } from './reuse.ts';

/** What earlier builds of this source and output folder know. */
export class BuildCache {
  readonly folder: string;
  readonly key: string;
  readonly #settings: Settings;
  readonly #known: Known;
  readonly #bases: ReadonlyMap<string, KnownBasis>;
  readonly #results: ResultsReader | undefined;
  readonly #merged: MergedReader | undefined;

  /** @param force ignores what is there, and keeps what this build finds */
  constructor(settings: Settings, force: boolean) {
    this.#settings = settings;
    this.folder = cacheFolder(settings);
    this.key = settingsKey(settings);
    this.#known = readKnown(this.folder);
    const results = join(this.folder, resultsName);
    const whole = sizeOf(results) === this.#known.resultsBytes;
    this.#results = whole && !force ? ResultsReader.open(results, this.#known) : undefined;
    const { build, bases } = this.#known;
    this.#bases = this.#results === undefined ? new Map() : bases;
    this.#merged = this.#results && new MergedReader(this.folder, build);
  }

  get isEmpty(): boolean {
    return this.#bases.size === 0;
  }

  /** Takes up the sources of this build. */
  findings(files: readonly SourceFile[], sourceRoot: string): Findings {
    const { signs } = this.#known;
    return new Findings({
      sourceRoot,
      files,
      bases: this.#bases,
      signs: signs?.key === this.key ? signs.documents : [],
      shapeOf: (settings, sourceName) => this.shapeOf(settings, sourceName),
    });
  }

  /**
   * The documents that the last build listed.
   *
   * @param basis what the list follows from now
   */
  listed(basis: ListingBasis, stats: KnownStats): readonly SourceFile[] | undefined {
    const { listing } = this.#known;
    if (this.#results === undefined || listing === undefined) return undefined;
    if (!sameBasis(listing, basis)) return undefined;
    return listedFiles([...this.#bases.keys(), ...listing.others], stats);
  }

  /** The results that changes can be kept beside; undefined where there are none. */
  get results(): Pick<Known, 'build' | 'listed'> | undefined {
    return this.#results && this.#known;
  }

  /** Whether the results of all hold that of a document as it is. */
  isListed(path: string): boolean {
    return this.#bases.has(path) && !this.#known.changed.has(path);
  }

  /** What the index of the output lists; undefined where it is not the one of the last build. */
  indexed(): Target[] | undefined {
    const { index } = this.#known;
    const now = index && markOfFile(join(this.#settings.outRoot, 'index.jsonl'));
    if (index === undefined || now === undefined || !equalMarks(now, index)) return undefined;
    const bases = Array.from(this.#known.bases.values(), ({ basis }) => basis);
    return bases.map(({ path, out }) => ({ path, out })).sort(byPath);
  }

  basisOf(path: string): KnownBasis | undefined {
    return this.#bases.get(path);
  }

  /**
   * Hash of all that shapes a document's result beside files.
   *
   * @param sourceName path of the source root in its repository
   */
  shapeOf(settings: DocumentSettings, sourceName = ''): string {
    return hashOf(JSON.stringify([this.key, settings, sourceName]));
  }

  /** The selected documents that need not be transformed, with the marks of their outputs. */
  reusable(plan: Plan, now: SiteMark): Map<string, Mark> {
    const { outRoot } = this.#settings;
    const { site } = this.#known;
    const pages = site?.pages === now.pages ? 'pages' : undefined;
    const same = pages && site?.files === now.files ? 'site' : pages;
    const shape = this.shapeOf(plan.settings, plan.site.source);
    return reusableDocuments({ plan, outRoot, bases: this.#bases, shape, same });
  }

  /** The documents that were not selected and whose outputs are as they were written. */
  carried(plan: Plan): Set<string> {
    const selected = new Set(plan.files.map(({ path }) => path));
    const carried = new Set<string>();
    for (const [path, out] of plan.outputs) {
      const basis = selected.has(path) ? undefined : this.#bases.get(path)?.basis;
      if (basis?.out === out && intactOutput(basis, this.#settings.outRoot)) carried.add(path);
    }
    return carried;
  }

  /**
   * The last result of a document; to be asked for in path order.
   *
   * @throws CacheDamaged
   */
  resultOf(path: string): OutcomeDone {
    const known = this.#results?.take(path);
    const out = this.#bases.get(path)?.basis.out;
    if (out === undefined || known === undefined) throw new CacheDamaged(path);
    const { result, line, contribution, text } = known;
    const kept = { lines: text, listed: this.isListed(path) };
    const parsed = () => contributionOf(path, contribution);
    return { status: 'unchanged', out, line, contribution: parsed, kept, ...result };
  }

  /**
   * Whether a result gives to the link report what the last one did; to be asked for in path order.
   *
   * @throws CacheDamaged
   */
  linksAsBefore(outcome: OutcomeDone): boolean {
    const { path } = outcome;
    const out = this.#bases.get(path)?.basis.out;
    if (out === undefined) return false;
    const known = this.#results?.take(path);
    if (known === undefined) throw new CacheDamaged(path);
    const before = { ...known.result, out, contribution: contributionOf(path, known.contribution) };
    return linksAlike({ ...outcome, contribution: outcome.contribution() }, before);
  }

  /** What the link report of the last build says, where it is there and tells of so many documents. */
  linkTotals(documents: number): LinkTotals | undefined {
    const { links } = this.#known;
    if (links?.key !== this.key || documents !== this.#bases.size) return undefined;
    const report = markOfFile(join(this.#settings.outRoot, 'links.json'));
    return report !== undefined && equalMarks(report, links.report) ? links.totals : undefined;
  }

  /** See `MergedRuns`. */
  nextRun(parts: readonly string[] | undefined): (() => MergedRun['fields']) | undefined {
    return this.#merged?.next(parts);
  }

  close(): void {
    this.#results?.close();
    this.#merged?.close();
  }
}

/** @throws CacheDamaged */
function contributionOf(path: string, text: string): ReturnType<OutcomeDone['contribution']> {
  try {
    return JSON.parse(text);
  } catch {
    throw new CacheDamaged(path);
  }
}

function sizeOf(file: string): number | undefined {
  try {
    return statSync(file).size;
  } catch {
    return undefined;
  }
}
