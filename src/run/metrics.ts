import type { RunMetrics } from '../contract/build.ts';
import type { Message } from '../contract/message.ts';
import type { Outcome } from '../contract/outcome.ts';

interface RunSetup {
  parallel: boolean;
  workers: number;
  batchSize: number;
}

/** What dispatching took. */
export interface DispatchTotals {
  batches: number;
  /** From the dispatch of a batch until its last document is emitted, summed over batches. */
  milliseconds: number;
  /** Only where workers have names, as those of a queue. */
  documentsByWorker?: Record<string, number> | undefined;
}

/** How many findings were reported, by severity, and how many the baseline knows. */
export type FindingCounts = Pick<RunMetrics['documents'], 'errors' | 'warnings' | 'known'>;

/** Adds up the figures of a run. */
export class Metrics {
  readonly #started = now();
  readonly #cpu = process.cpuUsage();
  readonly #documents = {
    processed: 0,
    written: 0,
    unchanged: 0,
    dropped: 0,
    failed: 0,
    errors: 0,
    warnings: 0,
    known: 0,
  };
  readonly #tokens = { before: 0, included: 0, after: 0, front: 0, derived: 0 };
  readonly #merge = { joins: 0, fields: 0, conflicts: 0, duration_ms: 0 };
  readonly #stages = new Map<string, number>();
  #documentCpuMs = 0;
  #documentsByWorker: Record<string, number> | undefined;
  #batches = 0;
  #batchMs = 0;

  document(outcome: Outcome): void {
    if (outcome.status === 'carried') return;
    this.#documents.processed += 1;
    this.#documents[outcome.status] += 1;
    for (const message of outcome.messages) this.message(message);
    if (outcome.status !== 'failed' && outcome.status !== 'dropped') {
      this.#tokens.before += outcome.tokens.before;
      this.#tokens.included += outcome.tokens.included ?? 0;
      this.#tokens.after += outcome.tokens.after;
      this.#tokens.front += outcome.tokens.front;
      this.#tokens.derived += outcome.tokens.derived ?? 0;
    }
    if (outcome.timing !== undefined) this.#timing(outcome.timing);
  }

  message({ severity }: Message): void {
    if (severity === 'error') this.#documents.errors += 1;
    if (severity === 'warning') this.#documents.warnings += 1;
  }

  /** Takes the number of findings that the baseline knows. */
  known(count: number): void {
    this.#documents.known = count;
  }

  /** Takes the figures of a run that had nothing to do. */
  unchanged(last: {
    documents: readonly unknown[];
    dropped?: readonly unknown[] | undefined;
    tokens: RunMetrics['tokens'];
    findings: FindingCounts;
  }): void {
    const unchanged = last.documents.length;
    const dropped = last.dropped?.length ?? 0;
    const counts = { processed: unchanged + dropped, unchanged, dropped };
    Object.assign(this.#documents, { ...counts, ...last.findings });
    Object.assign(this.#tokens, last.tokens);
  }

  dispatched({ batches, milliseconds, documentsByWorker }: DispatchTotals): void {
    this.#batches = batches;
    this.#batchMs = milliseconds;
    this.#documentsByWorker = documentsByWorker;
  }

  result({ parallel, workers, batchSize }: RunSetup): RunMetrics {
    const duration = now() - this.#started;
    const { user, system } = process.cpuUsage(this.#cpu);
    const cpuMs = (user + system) / 1_000;
    return {
      schemaVersion: 1,
      documents: this.#documents,
      tokens: this.#tokens,
      duration_ms: round(duration),
      parallel_enabled: parallel,
      max_workers: workers,
      ...(this.#documentsByWorker && { workers: this.#documentsByWorker }),
      batch_size: batchSize,
      total_batches: this.#batches,
      avg_batch_time: round(this.#batches === 0 ? 0 : this.#batchMs / this.#batches),
      cpu_utilization: round(Math.min(1, cpuMs / (duration * Math.max(1, workers)))),
      memory_peak_mb: round(process.resourceUsage().maxRSS / 1_024),
      speedup_factor: round(this.#documentCpuMs / duration),
      merge: { ...this.#merge, duration_ms: round(this.#merge.duration_ms) },
      stages: Object.fromEntries([...this.#stages].map(([name, ms]) => [name, round(ms)])),
    };
  }

  #timing({ cpuMs, stages, merge }: NonNullable<Outcome['timing']>): void {
    this.#documentCpuMs += cpuMs;
    for (const [name, ms] of Object.entries(stages)) {
      this.#stages.set(name, (this.#stages.get(name) ?? 0) + ms);
    }
    this.#merge.joins += merge.joins;
    this.#merge.fields += merge.fields;
    this.#merge.conflicts += merge.conflicts;
    this.#merge.duration_ms += merge.durationMs;
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Milliseconds; `performance` would load ten modules of Node that a build without changes does not need. */
function now(): number {
  return process.uptime() * 1_000;
}
