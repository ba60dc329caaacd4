import { ContextorError } from '../errors.ts';
import { disregard, heed } from './aborts.ts';
import { noFields } from './adopt.ts';
import { type AttemptHost, type AttemptOutcome, Attempts } from './attempts.ts';
import { type Cleanups, type Resource, runCleanups } from './context.ts';
import { Joins } from './joins.ts';
import type { JsonObject } from './json.ts';
import type { Joined } from './merge/join.ts';
import { untouched } from './merge/join.ts';
import type { Plan, PlannedStage } from './plan.ts';
import { ProgressTable } from './progress.ts';
import { Resources } from './resources.ts';
import { toError } from './results.ts';
import { Schedule } from './schedule.ts';
import type { EngineEvent, RunStatus, StageReport } from './types.ts';

export interface RunSettings {
  readonly input: unknown;
  readonly base: JsonObject;
  readonly signal: AbortSignal | undefined;
  readonly onEvent: ((event: EngineEvent) => void) | undefined;
  /** What `onEvent` is told of. */
  readonly events: readonly EngineEvent['type'][];
  readonly parallel: boolean;
  readonly fork: (input: unknown) => unknown;
  readonly adopt: (input: unknown, copy: unknown) => void;
}

/** What came of a run. */
interface Conclusion {
  readonly status: RunStatus;
  readonly joined: Joined;
  readonly error: Error | undefined;
}

/** The bare result of a run. */
export interface RunEnd extends Conclusion {
  readonly progress: ProgressTable;
  readonly durationMs: number;
  /** What `onEvent` threw. */
  readonly listenerError: Error | undefined;
}

/** One run of a graph: starts what is ready, until nothing is. */
export class Run implements AttemptHost {
  readonly #plan: Plan;
  readonly #settings: RunSettings;
  readonly #joins: Joins;
  readonly #progress: ProgressTable;
  readonly #schedule: Schedule;
  readonly #attempts = new Attempts(this);
  readonly #resources = new Resources();
  readonly #tellsStarts: boolean;
  readonly #tellsEnds: boolean;
  readonly #done: (end: RunEnd) => void;
  #pumping = false;
  #stopped: Error | undefined;
  #ended = false;
  #listenerError: Error | undefined;
  readonly #startedAt = performance.now();

  constructor(plan: Plan, settings: RunSettings, done: (end: RunEnd) => void) {
    this.#plan = plan;
    this.#settings = settings;
    this.#done = done;
    this.#tellsStarts = this.#tells('stage-start');
    this.#tellsEnds = this.#tells('stage-end');
    this.#joins = new Joins(plan, settings.base, this.#tells('merge') ? this.#emit : undefined);
    this.#progress = new ProgressTable(plan);
    this.#schedule = new Schedule(plan, settings.parallel);
  }

  start(): void {
    const { signal } = this.#settings;
    if (signal !== undefined) heed(signal, this.#abort);
    if (signal?.aborted) this.#abort();
    this.#pump();
  }

  fieldsBefore(stage: PlannedStage): JsonObject {
    return this.#joins.fields(stage);
  }

  report(name: string): StageReport {
    return this.#progress.report(this.#plan.stages[this.#plan.numbers.get(name)!]!);
  }

  resource<T>(name: string, resource: Resource<T>): T {
    return this.#resources.get(name, resource);
  }

  inputFor({ forks }: PlannedStage): unknown {
    const { fork, input } = this.#settings;
    return forks ? fork(input) : input;
  }

  adopt(copy: unknown): void {
    this.#settings.adopt(this.#settings.input, copy);
  }

  cleanupFailed(stage: PlannedStage, error: Error): void {
    this.#tellCleanupError(stage.name, error);
  }

  attemptEnded(stage: PlannedStage, outcome: AttemptOutcome): void {
    if (outcome.status === 'failed' && this.#repeats(stage)) this.#schedule.repeat(stage);
    else this.#settle(stage, outcome);
    if (!this.#pumping) this.#pump();
  }

  readonly #abort = (): void => {
    if (this.#ended) return;
    const cause = this.#settings.signal?.reason;
    const error = new ContextorError(`The run of '${this.#plan.name}' was aborted`, {
      code: 'RUN_ABORTED',
      cause,
    });
    this.#stopped ??= error;
    this.#attempts.cancel(error);
  };

  #pump(): void {
    this.#pumping = true;
    while (this.#stopped === undefined) {
      const stage = this.#schedule.next();
      if (stage === undefined) break;
      this.#begin(stage);
    }
    this.#pumping = false;
    if (!this.#schedule.busy && !this.#ended) this.#finish();
  }

  #begin(stage: PlannedStage): void {
    if (!this.#progress.hasStarted(stage)) {
      this.#progress.start(stage);
      if (!(stage.mergesOnDemand || this.#meets(stage))) return;
    }
    const attempt = this.#progress.countAttempt(stage);
    const context = this.#attempts.open(stage, attempt);
    if (this.#tellsStarts) this.#emit({ type: 'stage-start', stage: stage.name, attempt });
    // A listener may have aborted the run, before the attempt was there or now.
    if (this.#stopped !== undefined) this.#attempts.cancel(this.#stopped);
    this.#attempts.start(context);
  }

  /** Merges what meets before a stage; tells whether it could be merged. */
  #meets(stage: PlannedStage): boolean {
    try {
      this.#joins.before(stage);
      return true;
    } catch (thrown) {
      this.#settle(stage, { status: 'failed', error: toError(thrown) });
      return false;
    }
  }

  #repeats(stage: PlannedStage): boolean {
    return this.#progress.attemptsOf(stage) <= stage.retries && this.#stopped === undefined;
  }

  #settle(stage: PlannedStage, outcome: AttemptOutcome): void {
    this.#progress.end(stage, outcome);
    if (outcome.status === 'ok' && outcome.fields !== noFields) {
      this.#joins.contribute(stage, outcome.fields);
    }
    if (outcome.status === 'failed' && !stage.skipsOnError) this.#stopped ??= outcome.error;
    if (this.#tellsEnds) this.#stageEnded(stage);
    this.#schedule.end(stage);
  }

  #finish(): void {
    this.#ended = true;
    const { signal } = this.#settings;
    if (signal !== undefined) disregard(signal, this.#abort);
    const disposals = this.#resources.takeDisposals();
    const pending = disposals.length === 0 ? undefined : this.#dispose(disposals);
    if (pending === undefined) this.#conclude();
    else void pending.then(() => this.#conclude());
  }

  #dispose(disposals: Cleanups): Promise<void> | undefined {
    return runCleanups(disposals, (error) => this.#tellCleanupError(undefined, error));
  }

  #conclude(): void {
    const { status, joined, error } =
      this.#stopped === undefined ? this.#merged() : this.#halted(this.#stopped);
    const durationMs = performance.now() - this.#startedAt;
    const progress = this.#progress;
    const listenerError = this.#listenerError;
    this.#done({ status, joined, error, progress, durationMs, listenerError });
  }

  #merged(): Conclusion {
    try {
      return { status: 'ok', joined: this.#joins.end(), error: undefined };
    } catch (thrown) {
      return { status: 'failed', joined: untouched(this.#settings.base), error: toError(thrown) };
    }
  }

  #halted(reason: Error): Conclusion {
    const failure = this.#progress.firstFailure();
    const error = failure ?? reason;
    const rest = this.#progress.cancelRest(error);
    if (this.#tellsEnds) for (const stage of rest) this.#stageEnded(stage);
    const status = failure === undefined ? 'cancelled' : 'failed';
    return { status, joined: untouched(this.#settings.base), error };
  }

  #stageEnded(stage: PlannedStage): void {
    const { status, durationMs, reason, error } = this.#progress.report(stage);
    this.#emit({ type: 'stage-end', stage: stage.name, status, durationMs, reason, error });
  }

  #tellCleanupError(stage: string | undefined, error: Error): void {
    if (this.#tells('cleanup-error')) this.#emit({ type: 'cleanup-error', stage, error });
  }

  #tells(type: EngineEvent['type']): boolean {
    return this.#settings.onEvent !== undefined && this.#settings.events.includes(type);
  }

  readonly #emit = (event: EngineEvent): void => {
    if (this.#listenerError !== undefined) return;
    try {
      this.#settings.onEvent?.(event);
    } catch (thrown) {
      this.#listenerError = toError(thrown);
    }
  };
}
