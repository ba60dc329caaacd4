import type { AttemptOutcome } from './attempts.ts';
import type { Plan, PlannedStage } from './plan.ts';
import type { StageReport } from './types.ts';

/** How far the stages of one run are; each list is by their numbers. */
export class ProgressTable {
  readonly #plan: Plan;
  readonly #attempts: number[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #outcomes: AttemptOutcome[] = [];

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /** Notes the first start of a stage. */
  start({ index }: PlannedStage): void {
    this.#attempts[index] = 0;
    this.#starts[index] = performance.now();
  }

  hasStarted({ index }: PlannedStage): boolean {
    return this.#attempts[index] !== undefined;
  }

  /** How often a stage was started. */
  attemptsOf({ index }: PlannedStage): number {
    return this.#attempts[index] ?? 0;
  }

  /** Counts an attempt; gives its number, 1 for the first. */
  countAttempt({ index }: PlannedStage): number {
    const number = this.#attempts[index]! + 1;
    this.#attempts[index] = number;
    return number;
  }

  end({ index }: PlannedStage, outcome: AttemptOutcome): void {
    this.#outcomes[index] = outcome;
    this.#ends[index] = performance.now();
  }

  /** What became of a stage so far; a stage that never starts stays cancelled. */
  report(stage: PlannedStage): StageReport {
    const { index, skipsOnError } = stage;
    const outcome = this.#outcomes[index] ?? notStarted;
    const error = outcome.status === 'failed' ? outcome.error : undefined;
    const end = this.#ends[index];
    return {
      status: error !== undefined && skipsOnError ? 'skipped' : outcome.status,
      data: outcome.status === 'ok' ? outcome.fields : undefined,
      reason: reasonOf(outcome, skipsOnError),
      error,
      durationMs: end === undefined ? 0 : end - this.#starts[index]!,
      attempts: this.attemptsOf(stage),
    };
  }

  /** The error of the failed stage that was declared first. */
  firstFailure(): Error | undefined {
    for (const index of this.#plan.declared) {
      const outcome = this.#outcomes[index];
      if (outcome?.status !== 'failed' || this.#plan.stages[index]!.skipsOnError) continue;
      return outcome.error;
    }
    return undefined;
  }

  /** Says why the rest was cancelled; gives it in declared order. */
  cancelRest(error: Error): readonly PlannedStage[] {
    const rest = this.#plan.declared.filter((index) => this.#outcomes[index] === undefined);
    const reason = `cancelled: ${error.message}`;
    for (const index of rest) this.#outcomes[index] = { status: 'cancelled', reason };
    return rest.map((index) => this.#plan.stages[index]!);
  }
}

/** Of a stage that has not ended. */
const notStarted = { status: 'cancelled', reason: undefined } as const;

function reasonOf(
  outcome: AttemptOutcome | typeof notStarted,
  skipsOnError: boolean,
): string | undefined {
  if (outcome.status === 'failed') return skipsOnError ? outcome.error.message : undefined;
  return outcome.status === 'ok' ? undefined : outcome.reason;
}
