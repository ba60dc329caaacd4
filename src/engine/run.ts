import { ContextorError } from '../errors.ts';
import { runCleanups } from './cleanups.ts';
import { Joins } from './joins.ts';
import type { JsonObject } from './json.ts';
import { disregard, Listener, onAbort } from './listener.ts';
import type { Plan, PlannedStage } from './plan.ts';
import { type Resource, Resources } from './resources.ts';
import { toError } from './results.ts';
import { neverStarted, type Outcome, type StageHost, StageRun } from './stage-run.ts';
import type { Turns } from './turns.ts';
import type { EngineEvent, RunStatus, StageReport } from './types.ts';

interface RunSettings {
  readonly input: unknown;
  readonly base: JsonObject;
  readonly signal: AbortSignal | undefined;
  readonly onEvent: ((event: EngineEvent) => void) | undefined;
  /** The kinds of events that `onEvent` gets. */
  readonly events: readonly EngineEvent['type'][];
  readonly parallel: boolean;
  readonly turns: Turns;
  readonly name: string;
  readonly fork: (input: unknown) => unknown;
  readonly adopt: (input: unknown, copy: unknown) => void;
}

/** The bare result of a run. */
export interface RunEnd {
  readonly status: RunStatus;
  readonly context: JsonObject;
  readonly error: Error | undefined;
  readonly durationMs: number;
  readonly joins: Joins;
  readonly reports: Readonly<Record<string, StageReport>>;
  /** What `onEvent` threw. */
  readonly listenerError: Error | undefined;
}

/** One run of a graph: starts each stage when what it waits for has ended, until nothing is left. */
export class Run implements StageHost {
  readonly #plan: Plan;
  readonly #settings: RunSettings;
  readonly #done: (end: RunEnd) => void;
  readonly #joins: Joins;
  readonly #resources = new Resources();
  readonly #startedAt = performance.now();
  /** By `index`, as `#waiting`, which counts what each stage waits for. */
  readonly #stages: (StageRun | undefined)[] = [];
  readonly #waiting: number[];
  /** Stages that may start, in order. */
  readonly #ready: PlannedStage[];
  readonly #running = new Set<StageRun>();
  readonly #listener: Listener;
  #next = 0;
  #pumping = false;
  #ended = false;
  #stopped: Error | undefined;

  constructor(plan: Plan, settings: RunSettings, done: (end: RunEnd) => void) {
    this.#plan = plan;
    this.#settings = settings;
    this.#done = done;
    this.#listener = new Listener(settings);
    const onMerge = this.#listener.wants('merge') ? this.#listener.tell : undefined;
    this.#joins = new Joins(plan, settings.base, onMerge);
    this.#waiting = plan.stages.map(({ dependencies }) => dependencies.length);
    // One after the other, stages run in the plan's order; that holds what they wait for.
    this.#ready = settings.parallel
      ? plan.stages.filter(({ dependencies }) => dependencies.length === 0)
      : [...plan.stages];
  }

  start(): void {
    const { signal } = this.#settings;
    if (signal !== undefined) onAbort(signal, this.#abort);
    if (signal?.aborted) this.#abort();
    this.#pump();
  }

  get signal(): AbortSignal | undefined {
    return this.#settings.signal;
  }

  get name(): string {
    return this.#settings.name;
  }

  get turns(): Turns {
    return this.#settings.turns;
  }

  get stopped(): Error | undefined {
    return this.#stopped;
  }

  fieldsBefore(stage: PlannedStage): JsonObject {
    return this.#joins.fields(stage);
  }

  report(name: string): StageReport {
    return this.#stages[this.#plan.byName.get(name)!.index]?.report() ?? neverStarted;
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

  attemptStarts({ name }: PlannedStage, attempt: number): void {
    this.#listener.tell({ type: 'stage-start', stage: name, attempt });
  }

  cleanupFailed(error: Error, stage?: PlannedStage): void {
    this.#listener.tell({ type: 'cleanup-error', stage: stage?.name, error });
  }

  stageEnded(stage: PlannedStage, outcome: Outcome): void {
    this.#running.delete(this.#stages[stage.index]!);
    if (outcome.status === 'ok') this.#joins.contribute(stage, outcome.fields);
    if (outcome.status === 'failed' && !stage.skipsOnError) this.#stop(outcome.error);
    this.#tellEnd(stage.name);
    for (const dependent of stage.dependents) {
      this.#waiting[dependent]!--;
      const free = this.#waiting[dependent] === 0 && this.#settings.parallel;
      if (free) this.#ready.push(this.#plan.stages[dependent]!);
    }
    if (!this.#pumping) this.#pump();
  }

  readonly #abort = (): void => {
    if (this.#ended) return;
    const error = new ContextorError(`The run of '${this.#plan.name}' was aborted`, {
      code: 'RUN_ABORTED',
      cause: this.#settings.signal?.reason,
    });
    this.#stopped ??= error;
    for (const { index } of this.#plan.declared) {
      const stage = this.#stages[index];
      if (stage !== undefined && this.#running.has(stage)) stage.cancel(error);
    }
  };

  /** Nothing more starts, and what runs is asked to stop. */
  #stop(error: Error): void {
    this.#stopped ??= error;
    for (const stage of [...this.#running]) stage.abort(this.#stopped);
  }

  #pump(): void {
    this.#pumping = true;
    while (this.#stopped === undefined && (this.#settings.parallel || this.#running.size === 0)) {
      const stage = this.#ready[this.#next++];
      if (stage === undefined) {
        this.#next--;
        break;
      }
      this.#begin(stage);
    }
    this.#pumping = false;
    if (this.#running.size === 0 && !this.#ended) this.#finish();
  }

  #begin(stage: PlannedStage): void {
    const begun = new StageRun(this, stage);
    this.#stages[stage.index] = begun;
    this.#running.add(begun);
    try {
      this.#joins.before(stage);
    } catch (thrown) {
      begun.settle({ status: 'failed', error: toError(thrown) });
      return;
    }
    begun.start();
  }

  #finish(): void {
    this.#ended = true;
    const { signal } = this.#settings;
    if (signal !== undefined) disregard(signal, this.#abort);
    const disposals = this.#resources.takeDisposals();
    const pending = runCleanups(disposals, {
      onError: (error) => this.cleanupFailed(error),
      timeoutMs: this.#plan.longestTimeoutMs,
      signal,
    });
    if (pending === undefined) this.#conclude();
    else void pending.then(() => this.#conclude());
  }

  #conclude(): void {
    const { status, context, error } =
      this.#stopped === undefined ? this.#merged() : this.#halted(this.#stopped);
    const { declared } = this.#plan;
    const reports = Object.fromEntries(
      declared.map(({ name }) => [name, this.#finalReport(name, error)]),
    );
    this.#done({
      status,
      context,
      error,
      durationMs: performance.now() - this.#startedAt,
      joins: this.#joins,
      reports: Object.freeze(reports),
      listenerError: this.#listener.error,
    });
  }

  #merged(): Pick<RunEnd, 'status' | 'context' | 'error'> {
    try {
      return { status: 'ok', context: this.#joins.end().context.whole, error: undefined };
    } catch (thrown) {
      return { status: 'failed', context: this.#settings.base, error: toError(thrown) };
    }
  }

  #halted(reason: Error): Pick<RunEnd, 'status' | 'context' | 'error'> {
    const failure = this.#plan.declared
      .filter(({ skipsOnError }) => !skipsOnError)
      .map(({ index }) => this.#stages[index]?.outcome)
      .find((outcome) => outcome?.status === 'failed');
    const error = failure?.error ?? reason;
    for (const { index, name } of this.#plan.declared) {
      if (this.#stages[index] === undefined) this.#tellEnd(name, `cancelled: ${error.message}`);
    }
    const status = failure === undefined ? 'cancelled' : 'failed';
    return { status, context: this.#settings.base, error };
  }

  #finalReport(name: string, error: Error | undefined): StageReport {
    const report = this.report(name);
    if (report !== neverStarted || error === undefined) return report;
    return Object.freeze({ ...report, reason: `cancelled: ${error.message}` });
  }

  #tellEnd(name: string, why?: string): void {
    if (!this.#listener.wants('stage-end')) return;
    const { status, durationMs, reason = why, error } = this.report(name);
    this.#listener.tell({ type: 'stage-end', stage: name, status, durationMs, reason, error });
  }
}
