import type { AttemptOutcome } from './attempt.ts';
import type { JsonObject } from './json.ts';
import type { Plan, PlannedStage } from './plan.ts';
import type { StageStatus } from './types.ts';

/** What became of a stage so far; a stage that never starts stays cancelled. */
export interface Progress {
  status: StageStatus;
  data: JsonObject | undefined;
  reason: string | undefined;
  error: Error | undefined;
  durationMs: number;
  attempts: number;
}

/** How far the stages of one run are. */
export class ProgressTable {
  readonly #plan: Plan;
  readonly stages: readonly Progress[];
  readonly #starts: number[] = [];

  constructor(plan: Plan) {
    this.#plan = plan;
    this.stages = plan.stages.map(notStarted);
  }

  of(stage: PlannedStage): Progress {
    return this.stages[stage.index]!;
  }

  start(stage: PlannedStage): void {
    this.#starts[stage.index] = performance.now();
  }

  settle(stage: PlannedStage, outcome: AttemptOutcome): Progress {
    const progress = this.of(stage);
    progress.durationMs = performance.now() - this.#starts[stage.index]!;
    progress.status = outcome.status;
    if (outcome.status === 'ok') {
      progress.data = outcome.fields;
    } else if (outcome.status !== 'failed') {
      progress.reason = outcome.reason;
    } else {
      progress.error = outcome.error;
      if (stage.skipsOnError) {
        progress.status = 'skipped';
        progress.reason = outcome.error.message;
      }
    }
    return progress;
  }

  /** The error of the failed stage that was declared first. */
  firstFailure(): Error | undefined {
    const failed = this.#plan.declared.find((index) => this.stages[index]!.status === 'failed');
    return failed === undefined ? undefined : this.stages[failed]!.error;
  }

  /** Says why the rest was cancelled; gives it in declared order. */
  cancelRest(error: Error): readonly PlannedStage[] {
    const rest = this.#plan.declared.filter((index) => {
      const { status, reason } = this.stages[index]!;
      return status === 'cancelled' && reason === undefined;
    });
    for (const index of rest) this.stages[index]!.reason = `cancelled: ${error.message}`;
    return rest.map((index) => this.#plan.stages[index]!);
  }
}

function notStarted(): Progress {
  return {
    status: 'cancelled',
    data: undefined,
    reason: undefined,
    error: undefined,
    durationMs: 0,
    attempts: 0,
  };
}
