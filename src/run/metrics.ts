import type { Outcome } from '../corpus/outcome.ts';
import type { Message } from '../document/message.ts';
import type { RunMetrics } from './contract.ts';

interface Circumstances {
  parallel: boolean;
  workers: number;
  batchSize: number;
}

/** Adds up the figures of a run. */
export class Metrics {
  /** Documents by worker of a queue. */
  documentsByWorker: Record<string, number> | undefined;
  readonly #started = performance.now();
  readonly #cpu = process.cpuUsage();
  readonly #documents = { processed: 0, written: 0, unchanged: 0, failed: 0, warnings: 0 };
  readonly #tokens = { before: 0, after: 0 };
  readonly #merge = { joins: 0, fields: 0, conflicts: 0, duration_ms: 0 };
  readonly #stages = new Map<string, number>();
  #documentCpuMs = 0;
  #batches = 0;
  #batchMs = 0;

  document(outcome: Outcome): void {
    this.#documents.processed += 1;
    this.#documents[outcome.status] += 1;
    for (const message of outcome.messages) this.message(message);
    if (outcome.status !== 'failed') {
      this.#tokens.before += outcome.tokens.before;
      this.#tokens.after += outcome.tokens.after;
    }
    if (outcome.timing !== undefined) this.#timing(outcome.timing);
  }

  message({ severity }: Message): void {
    if (severity === 'warning') this.#documents.warnings += 1;
  }

  /** Takes the figures of a run that had nothing to do. */
  unchanged(last: {
    documents: readonly unknown[];
    tokens: RunMetrics['tokens'];
    warnings: number;
  }): void {
    const { length } = last.documents;
    Object.assign(this.#documents, { processed: length, unchanged: length });
    this.#documents.warnings = last.warnings;
    Object.assign(this.#tokens, last.tokens);
  }

  batch(milliseconds: number): void {
    this.#batches += 1;
    this.#batchMs += milliseconds;
  }

  result({ parallel, workers, batchSize }: Circumstances): RunMetrics {
    const duration = performance.now() - this.#started;
    const { user, system } = process.cpuUsage(this.#cpu);
    const cpuMs = (user + system) / 1_000;
    return {
      schemaVersion: 1,
      documents: this.#documents,
      tokens: this.#tokens,
      duration_ms: round(duration),
      parallel_enabled: parallel,
      max_workers: workers,
      ...(this.documentsByWorker && { workers: this.documentsByWorker }),
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

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
