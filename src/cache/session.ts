import type { Settings } from '../config/settings.ts';
import type { MergedRuns } from '../corpus/fold.ts';
import type { Carried, Outcome } from '../corpus/outcome.ts';
import type { LinkTotals } from '../corpus/stages.ts';
import type { KnownStats, SourceFile } from '../loader/discover.ts';
import type { KnownSources, Plan } from '../loader/plan.ts';
import type { DocumentDependencies } from '../pool/protocol.ts';
import type { BuildOptions } from '../run/contract.ts';
import { BuildCache } from './build-cache.ts';
import { type BuildEnd, CacheWriter } from './cache-writer.ts';
import type { Findings } from './findings.ts';
import { isSettled, type ListingBasis, listingBasis, namesDigest, staysInside } from './listing.ts';
import type { Mark } from './mark.ts';
import { siteMark } from './site-mark.ts';
import type { Snapshot } from './snapshot.ts';

/** The part that the cache has in one build: what it gives, and what it keeps. */
export class CacheSession {
  /** Documents whose last result holds, with the marks of their outputs. */
  reused: ReadonlyMap<string, Mark> = new Map();
  /** Documents that the run leaves alone and whose last result is known. */
  carried: ReadonlySet<string> = new Set();
  /** What the disk said of files when the build began. */
  readonly stats: KnownStats;
  readonly #settings: Settings;
  readonly #dry: boolean;
  readonly #cache: BuildCache;
  readonly #snapshot: Snapshot;
  /** Digest of the names of files. */
  readonly #names: string;
  #listing: ListingBasis | undefined;
  /** Whether the documents are those of the last build. */
  #isListed = false;
  /** Documents that did not fail. */
  #documents = 0;
  /** What each gives to the link report is what it gave before. */
  #sameLinks = true;
  #findings: Findings | undefined;
  #writer: CacheWriter | undefined;

  /** @throws ContextorError `SOURCE_MISSING` */
  constructor(
    settings: Settings,
    { force = false, dryRun = false }: BuildOptions,
    snapshot: () => Snapshot,
  ) {
    this.#settings = settings;
    this.#dry = dryRun;
    this.#snapshot = snapshot();
    this.#names = namesDigest(this.#snapshot);
    this.stats = statsOf(this.#snapshot);
    this.#cache = new BuildCache(settings, force);
  }

  /** Whether nothing is known of earlier builds. */
  get isEmpty(): boolean {
    return this.#cache.isEmpty;
  }

  /** The documents of the source folder, where none can have come or gone since the last build. */
  listed = (sourceRoot: string): readonly SourceFile[] | undefined => {
    if (!this.#settings.include.every(staysInside)) return undefined;
    const { key } = this.#cache;
    this.#listing = listingBasis({ key, names: this.#names }, this.#snapshot, sourceRoot);
    const listed = this.#cache.listed(this.#listing, this.stats);
    this.#isListed = listed !== undefined;
    return listed;
  };

  knownOf = (files: readonly SourceFile[], sourceRoot: string): KnownSources => {
    this.#findings = this.#cache.findings(files, sourceRoot);
    return this.#findings;
  };

  /** What the documents include that need not be transformed. */
  get includes(): DocumentDependencies['includes'] {
    const known = [...this.reused.keys(), ...this.carried];
    return known.flatMap((path) => this.#cache.basisOf(path)?.basis.includes ?? []);
  }

  indexed = () => this.#cache.indexed();

  /** Finds out what holds; from here on this build's results are kept. */
  begin(plan: Plan): void {
    const site = siteMark(plan, this.#names);
    this.reused = this.#cache.reusable(plan, site);
    this.carried = this.#cache.carried(plan);
    if (this.#dry || this.#findings === undefined) return;
    const { outRoot } = this.#settings;
    try {
      this.#writer = new CacheWriter({
        cache: this.#cache,
        plan,
        outRoot,
        snapshot: this.#snapshot,
        site,
        findings: this.#findings,
        listing: this.#listingOf(plan),
        reused: this.reused,
      });
    } catch {
      // Without a cache the next build takes longer; that is all.
    }
  }

  /**
   * What is known of a document; to be asked for in path order.
   *
   * @throws CacheDamaged
   */
  pull(path: string): Outcome | Carried | undefined {
    if (this.reused.has(path)) return this.#cache.resultOf(path);
    if (!this.carried.has(path)) return undefined;
    return { status: 'carried', path, result: this.#cache.resultOf(path) };
  }

  /** What the link report of the last build says, where that of this one can be no other. */
  get links(): LinkTotals | undefined {
    return this.#sameLinks ? this.#cache.linkTotals(this.#documents) : undefined;
  }

  /** Takes outcomes in path order. */
  keep(outcome: Outcome): void {
    if (outcome.status === 'failed') {
      this.#sameLinks = false;
      return;
    }
    this.#documents += 1;
    const known = this.reused.has(outcome.path) || this.carried.has(outcome.path);
    this.#sameLinks &&= known || this.#cache.linksAsBefore(outcome);
    if (outcome.made !== undefined || known) this.#write((writer) => writer.keep(outcome));
  }

  /** Contexts that an earlier build merged. */
  readonly merged: MergedRuns = {
    next: (parts) => this.#cache.nextRun(parts),
    keep: (parts, fields) => this.#write((writer) => writer.keepRun(parts, fields)),
  };

  finish(end: BuildEnd): void {
    this.#write((writer) => writer.finish(end));
    this.#writer = undefined;
  }

  close(): void {
    this.#writer?.discard();
    this.#cache.close();
  }

  #listingOf({ sourceRoot }: Plan): ListingBasis | undefined {
    return this.#isListed || isSettled(this.#snapshot, sourceRoot) ? this.#listing : undefined;
  }

  /** Where the disk takes no more, there is no cache, and the next build takes longer; that is all. */
  #write(act: (writer: CacheWriter) => void): void {
    if (this.#writer === undefined) return;
    try {
      act(this.#writer);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      this.#writer.discard();
      this.#writer = undefined;
    }
  }
}

function statsOf({ entries }: Snapshot): KnownStats {
  return new Map(entries.flatMap(([path, mark]) => (mark === 0 ? [] : [[path, mark]])));
}
