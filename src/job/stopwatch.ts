import type { DocumentTiming, MergeTotals } from '../contract/record.ts';

/** Adds up where the time of one document goes. */
export class Stopwatch {
  readonly stages: Record<string, number> = {};
  readonly merge: MergeTotals = { joins: 0, fields: 0, conflicts: 0, durationMs: 0 };
  readonly #started = performance.now();
  readonly #cpu = cpuMicroseconds();

  /** Runs a step and books its time under a name. */
  time<T>(name: string, step: () => T): T {
    const started = performance.now();
    try {
      return step();
    } finally {
      this.add(name, performance.now() - started);
    }
  }

  add(name: string, milliseconds: number): void {
    this.stages[name] = (this.stages[name] ?? 0) + milliseconds;
  }

  merged(join: {
    fields: readonly string[];
    conflicts: readonly string[];
    durationMs: number;
  }): void {
    this.merge.joins += 1;
    this.merge.fields += join.fields.length;
    this.merge.conflicts += join.conflicts.length;
    this.merge.durationMs += join.durationMs;
  }

  timing(): DocumentTiming {
    return { cpuMs: this.cpuMs(), stages: this.stages, merge: this.merge };
  }

  /** CPU milliseconds since the start; wall time where Node cannot tell one thread's (before 23.9). */
  cpuMs(): number {
    const now = cpuMicroseconds();
    return now === undefined || this.#cpu === undefined
      ? performance.now() - this.#started
      : (now - this.#cpu) / 1_000;
  }
}

function cpuMicroseconds(): number | undefined {
  const { threadCpuUsage } = process as { threadCpuUsage?: () => NodeJS.CpuUsage };
  if (threadCpuUsage === undefined) return undefined;
  const { user, system } = threadCpuUsage.call(process);
  return user + system;
}
