import type { Plan, PlannedStage } from './plan.ts';

/**
 * Says which stage of a run starts next. While each stage has ended when the next one can start, that
 * is known beforehand; who waits for whom is followed from the first stage that takes longer.
 */
export class Schedule {
  readonly #plan: Plan;
  /** Several stages may go on at once. */
  readonly #parallel: boolean;
  /** The numbers of all stages, as they start while each has ended before the next. */
  readonly #order: readonly number[];
  /** The numbers of those that have started and of those that may; in place of `#order` once it is there. */
  #ready: number[] | undefined;
  /** For each stage, how many it waits for; once that is followed. */
  #waiting: number[] | undefined;
  #started = 0;
  #busy = 0;

  constructor(plan: Plan, parallel: boolean) {
    this.#plan = plan;
    this.#parallel = parallel;
    this.#order = parallel ? plan.starts : plan.stages.map(({ index }) => index);
  }

  /** Whether a stage goes on. */
  get busy(): boolean {
    return this.#busy > 0;
  }

  /** Starts the stage whose turn it is, if one can start. */
  next(): PlannedStage | undefined {
    if (this.#busy > 0) {
      if (!this.#parallel) return undefined;
      this.#follow();
    }
    const index = (this.#ready ?? this.#order)[this.#started];
    if (index === undefined) return undefined;
    this.#started++;
    this.#busy++;
    return this.#plan.stages[index];
  }

  /** A stage has ended. */
  end({ dependents }: PlannedStage): void {
    this.#busy--;
    if (this.#waiting !== undefined) release(dependents, this.#waiting, this.#ready!);
  }

  /** A stage has to start once more, before any other. */
  repeat({ index }: PlannedStage): void {
    this.#busy--;
    if (this.#parallel) this.#follow();
    this.#ready ??= this.#order.slice();
    this.#ready.splice(this.#started, 0, index);
  }

  /** Up to now all stages but the last that started have ended. */
  #follow(): void {
    if (this.#waiting !== undefined) return;
    const { stages, dependencyCounts } = this.#plan;
    const waiting = dependencyCounts.slice();
    const ready = this.#order.filter((index) => waiting[index] === 0);
    const ended = this.#order.slice(0, this.#started - 1);
    for (const index of ended) release(stages[index]!.dependents, waiting, ready);
    this.#waiting = waiting;
    this.#ready = ready;
  }
}

/** A stage has ended: those that waited for it alone are ready. */
function release(dependents: readonly number[], waiting: number[], ready: number[]): void {
  for (const dependent of dependents) {
    waiting[dependent] = waiting[dependent]! - 1;
    if (waiting[dependent] === 0) ready.push(dependent);
  }
}

/**
 * The numbers of stages as they start where each one ends before the next: those that wait for
 * nothing, then as what they wait for has ended.
 *
 * @param dependencyCounts for each stage, how many it waits for
 */
export function startsOf(
  stages: readonly PlannedStage[],
  dependencyCounts: readonly number[],
): readonly number[] {
  const waiting = dependencyCounts.slice();
  const starts = stages.map(({ index }) => index).filter((index) => waiting[index] === 0);
  for (const index of starts) release(stages[index]!.dependents, waiting, starts);
  return starts;
}
