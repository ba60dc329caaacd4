import type { Settings } from '../config/settings.ts';
import type { MergedRuns } from '../corpus/fold.ts';
import type { Carried, Outcome } from '../corpus/outcome.ts';
import type { KnownStats, SourceFile } from '../loader/discover.ts';
import type { KnownSources, Plan } from '../loader/plan.ts';
import type { DocumentDependencies } from '../pool/protocol.ts';
import type { BuildOptions } from '../run/contract.ts';
import { BuildCache } from './build-cache.ts';
import { type BuildEnd, CacheWriter } from './cache-writer.ts';
import type { Findings } from './findings.ts';
import type { Mark } from './mark.ts';
import { siteMark } from './site-mark.ts';
import type { Snapshot } from './snapshot.ts';

/** The part that the cache has in one build: what it gives, and what it keeps. */
export class CacheSession {
  /** Documents whose last result holds, with the marks of their outputs. */
  reused: ReadonlyMap<string, Mark> = new Map();
  /** Documents that the run leaves alone and whose last result is known. */
  carried: ReadonlySet<string> = new Set();
  readonly #settings: Settings;
  readonly #dry: boolean;
  readonly #cache: BuildCache;
  readonly #snapshot: Snapshot;
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
    this.#cache = new BuildCache(settings, force);
  }

  /** Whether nothing is known of earlier builds. */
  get isEmpty(): boolean {
    return this.#cache.isEmpty;
  }

  /** What the disk said of files when the build began. */
  get stats(): KnownStats {
    const { entries } = this.#snapshot;
    return new Map(entries.flatMap(([path, mark]) => (mark === 0 ? [] : [[path, mark]])));
  }

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
    const site = siteMark(plan, this.#snapshot);
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

  keep(outcome: Outcome): void {
    if (outcome.status === 'failed') return;
    const known = this.reused.has(outcome.path) || this.carried.has(outcome.path);
    if (outcome.made !== undefined || known) this.#write((writer) => writer.keep(outcome));
  }

  /** Contexts that an earlier build merged. */
  readonly merged: MergedRuns = {
    next: (paths) => this.#cache.nextRun(paths),
    keep: (paths, fields) => this.#write((writer) => writer.keepRun({ paths, fields })),
  };

  finish(end: BuildEnd): void {
    this.#write((writer) => writer.finish(end));
    this.#writer = undefined;
  }

  close(): void {
    this.#writer?.discard();
    this.#cache.close();
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
