import { ContextorError } from '../errors.ts';
import { disregard, heed } from './aborts.ts';
import { noFields } from './adopt.ts';
import { Attempt, type AttemptHost, type AttemptOutcome } from './attempt.ts';
import { type Resource, runCleanups } from './context.ts';
import { Joins } from './joins.ts';
import type { JsonObject } from './json.ts';
import type { Joined } from './merge/join.ts';
import { untouched } from './merge/join.ts';
import type { Plan, PlannedStage } from './plan.ts';
import { ProgressTable } from './progress.ts';
import { Resources } from './resources.ts';
import { toError } from './results.ts';
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

/** The bare result of a run. */
export interface RunEnd {
  readonly status: RunStatus;
  readonly joined: Joined;
  readonly reports: readonly StageReport[];
  readonly error: Error | undefined;
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
  readonly #waiting: number[];
  readonly #ready: number[] = [];
  /** By the numbers of their stages. */
  readonly #running: (Attempt | undefined)[] = [];
  readonly #resources = new Resources();
  readonly #tellsStarts: boolean;
  readonly #tellsEnds: boolean;
  readonly #done: (end: RunEnd) => void;
  #nextReady = 0;
  #busy = 0;
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
    this.#waiting = plan.dependencyCounts.slice();
  }

  start(): void {
    const { signal, parallel } = this.#settings;
    if (signal !== undefined) heed(signal, this.#abort);
    for (const { index } of this.#plan.stages) {
      if (!parallel || this.#waiting[index] === 0) this.#ready.push(index);
    }
    if (signal?.aborted) this.#abort();
    this.#pump();
  }

  fieldsBefore(stage: PlannedStage): JsonObject {
    return this.#joins.fields(stage);
  }

  report(name: string): StageReport {
    return this.#progress.stages[this.#plan.numbers.get(name)!]!;
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
    this.#running[stage.index] = undefined;
    const { attempts } = this.#progress.of(stage);
    const retry = outcome.status === 'failed' && attempts <= stage.retries && !this.#stopped;
    if (retry) {
      this.#busy--;
      this.#ready.splice(this.#nextReady, 0, stage.index);
    } else {
      this.#settle(stage, outcome);
    }
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
    for (const attempt of [...this.#running]) attempt?.cancel(error);
  };

  #pump(): void {
    this.#pumping = true;
    while (this.#stopped === undefined && this.#nextReady < this.#ready.length) {
      if (!this.#settings.parallel && this.#busy > 0) break;
      this.#begin(this.#plan.stages[this.#ready[this.#nextReady++]!]!);
    }
    this.#pumping = false;
    if (this.#busy === 0 && !this.#ended) this.#finish();
  }

  #begin(stage: PlannedStage): void {
    const progress = this.#progress.of(stage);
    this.#busy++;
    if (progress.attempts === 0) {
      this.#progress.start(stage);
      try {
        this.#joins.before(stage);
      } catch (thrown) {
        this.#settle(stage, { status: 'failed', error: toError(thrown) });
        return;
      }
    }
    progress.attempts++;
    const attempt = new Attempt(this, stage, progress.attempts);
    this.#running[stage.index] = attempt;
    if (this.#tellsStarts) {
      this.#emit({ type: 'stage-start', stage: stage.name, attempt: progress.attempts });
    }
    if (this.#stopped !== undefined) attempt.cancel(this.#stopped);
    attempt.start();
  }

  #settle(stage: PlannedStage, outcome: AttemptOutcome): void {
    this.#busy--;
    const progress = this.#progress.settle(stage, outcome);
    if (outcome.status === 'ok' && outcome.fields !== noFields) {
      this.#joins.contribute(stage, outcome.fields);
    }
    if (progress.status === 'failed') this.#stopped ??= progress.error;
    this.#stageEnded(stage);
    if (!this.#settings.parallel) return;
    for (const dependent of stage.dependents) {
      this.#waiting[dependent] = this.#waiting[dependent]! - 1;
      if (this.#waiting[dependent] === 0) this.#ready.push(dependent);
    }
  }

  #finish(): void {
    this.#ended = true;
    const { signal } = this.#settings;
    if (signal !== undefined) disregard(signal, this.#abort);
    const onError = (error: Error) => this.#tellCleanupError(undefined, error);
    const pending = runCleanups(this.#resources.takeDisposals(), onError);
    if (pending === undefined) this.#conclude();
    else void pending.then(() => this.#conclude());
  }

  #conclude(): void {
    let joined = untouched(this.#settings.base);
    const failure = this.#progress.firstFailure();
    let error = failure ?? this.#stopped;
    let status: RunStatus = failure === undefined ? 'cancelled' : 'failed';
    if (error === undefined) {
      try {
        joined = this.#joins.end();
        status = 'ok';
      } catch (thrown) {
        error = toError(thrown);
        status = 'failed';
      }
    } else {
      for (const stage of this.#progress.cancelRest(error)) this.#stageEnded(stage);
    }
    const durationMs = performance.now() - this.#startedAt;
    const listenerError = this.#listenerError;
    this.#done({
      status,
      joined,
      reports: this.#progress.stages,
      error,
      durationMs,
      listenerError,
    });
  }

  #stageEnded(stage: PlannedStage): void {
    if (!this.#tellsEnds) return;
    const { status, durationMs, reason, error } = this.#progress.of(stage);
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
