import { ContextorError } from '../errors.ts';
import { type Cleanups, isThenable, runCleanups } from './cleanups.ts';
import { type RunScope, StageContext } from './context.ts';
import type { JsonObject } from './json.ts';
import type { PlannedStage } from './plan.ts';
import { readResult, toError } from './results.ts';
import { waitBefore } from './retries.ts';
import type { Turns } from './turns.ts';
import type { StageReport } from './types.ts';

/** How a stage, or an attempt of it, ended. */
export type Outcome =
  | { readonly status: 'ok'; readonly fields: JsonObject }
  | { readonly status: 'skipped'; readonly reason: string }
  | { readonly status: 'failed'; readonly error: Error }
  | { readonly status: 'cancelled'; readonly reason: string };

/** The report of a stage that never started. */
export const neverStarted: StageReport = {
  status: 'cancelled',
  data: undefined,
  reason: undefined,
  error: undefined,
  durationMs: 0,
  attempts: 0,
};

/** What a stage asks of the run that it belongs to. */
export interface StageHost extends RunScope {
  readonly signal: AbortSignal | undefined;
  readonly turns: Turns;
  /** Tells this run from others. */
  readonly name: string;
  /** Why nothing more starts. */
  readonly stopped: Error | undefined;
  /** The input for this stage, a copy when it forks. */
  inputFor(stage: PlannedStage): unknown;
  /** Takes over the copy that a stage has worked on. */
  adopt(copy: unknown): void;
  attemptStarts(stage: PlannedStage, attempt: number): void;
  cleanupFailed(error: Error, stage: PlannedStage): void;
  stageEnded(stage: PlannedStage, outcome: Outcome): void;
}

/** One stage of one run, from its first attempt to its last cleanup. */
export class StageRun {
  readonly #host: StageHost;
  readonly #stage: PlannedStage;
  readonly #startedAt = performance.now();
  #endedAt: number | undefined;
  #outcome: Outcome | undefined;
  #attempt = 0;
  /** The attempt that runs. */
  #context: StageContext | undefined;
  #giveBack: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isStarting = false;
  #repeats = false;

  constructor(host: StageHost, stage: PlannedStage) {
    this.#host = host;
    this.#stage = stage;
  }

  get outcome(): Outcome | undefined {
    return this.#outcome;
  }

  start(): void {
    const { name, concurrency } = this.#stage;
    if (concurrency === undefined) {
      this.#open();
      return;
    }
    void this.#host.turns.take(name, concurrency).then((giveBack) => {
      if (this.#outcome !== undefined) return giveBack();
      this.#giveBack = giveBack;
      this.#open();
    });
  }

  /** Ends it, whatever it does. */
  cancel(reason: Error): void {
    const outcome = { status: 'cancelled', reason: reason.message } as const;
    if (this.#context !== undefined) this.#end(this.#context, outcome, reason);
    else this.settle(outcome);
  }

  /** Asks what runs to stop; what waits ends. */
  abort(reason: Error): void {
    if (this.#context !== undefined) this.#context.abort(reason);
    else this.settle({ status: 'cancelled', reason: `cancelled: ${reason.message}` });
  }

  settle(outcome: Outcome): void {
    if (this.#outcome !== undefined) return;
    clearTimeout(this.#timer);
    this.#outcome = outcome;
    this.#endedAt = performance.now();
    this.#host.stageEnded(this.#stage, outcome);
  }

  report(): StageReport {
    const { skipsOnError } = this.#stage;
    const outcome = this.#outcome;
    const error = outcome?.status === 'failed' ? outcome.error : undefined;
    const skips = error !== undefined && skipsOnError;
    return Object.freeze({
      status: skips ? 'skipped' : (outcome?.status ?? 'cancelled'),
      data: outcome?.status === 'ok' ? outcome.fields : undefined,
      reason: skips ? error.message : outcome && 'reason' in outcome ? outcome.reason : undefined,
      error,
      durationMs: (this.#endedAt ?? this.#startedAt) - this.#startedAt,
      attempts: this.#attempt,
    });
  }

  /** Begins attempts until one does not fail at once; a loop, since thousands may. */
  #open(): void {
    this.#isStarting = true;
    do {
      this.#repeats = false;
      this.#call();
    } while (this.#repeats);
    this.#isStarting = false;
  }

  #call(): void {
    const stage = this.#stage;
    this.#attempt++;
    const context = new StageContext(this.#host, stage, this.#attempt);
    this.#context = context;
    this.#host.attemptStarts(stage, this.#attempt);
    // A listener may have aborted the run, before or now.
    if (this.#host.stopped !== undefined) this.cancel(this.#host.stopped);
    if (context.ended) return;
    let input: unknown;
    let returned: unknown;
    let pending: PromiseLike<unknown> | undefined;
    try {
      input = this.#host.inputFor(stage);
      returned = stage.run(input, context);
      if (isThenable(returned)) pending = returned;
    } catch (thrown) {
      this.#fail(context, thrown);
      return;
    }
    if (pending === undefined) this.#finish(context, returned, input);
    else this.#wait(context, pending, input);
  }

  #wait(context: StageContext, pending: PromiseLike<unknown>, input: unknown): void {
    const { timeoutMs } = this.#stage;
    if (timeoutMs !== undefined && !context.ended) {
      this.#timer = setTimeout(() => this.#timeOut(context, timeoutMs), timeoutMs);
    }
    // A `then` of somebody's own may throw.
    Promise.resolve(pending).then(
      (value) => this.#finish(context, value, input),
      (thrown) => this.#fail(context, thrown),
    );
  }

  #timeOut(context: StageContext, timeoutMs: number): void {
    const error = new ContextorError(`Stage '${context.stage}' took longer than ${timeoutMs} ms`, {
      code: 'STAGE_TIMEOUT',
      remedy: 'Raise timeoutMs, or make the stage stop at context.signal.',
    });
    this.#end(context, { status: 'failed', error }, error);
  }

  #finish(context: StageContext, returned: unknown, input: unknown): void {
    if (context.ended) return;
    let outcome: Outcome;
    try {
      outcome = readResult(returned, this.#stage.name);
      if (this.#stage.forks && outcome.status === 'ok') this.#host.adopt(input);
    } catch (thrown) {
      this.#fail(context, thrown);
      return;
    }
    this.#end(context, outcome);
  }

  #fail(context: StageContext, thrown: unknown): void {
    const error = toError(thrown);
    const { aborted } = context;
    const stopped = aborted !== undefined && (error === aborted || error.name === 'AbortError');
    if (stopped)
      this.#end(context, { status: 'cancelled', reason: `cancelled: ${aborted.message}` });
    else this.#end(context, { status: 'failed', error });
  }

  #end(context: StageContext, outcome: Outcome, abort?: Error): void {
    if (context.ended) return;
    clearTimeout(this.#timer);
    const cleanups = context.end(abort);
    const pending = cleanups && this.#cleanUp(cleanups);
    if (pending === undefined) this.#attemptEnded(outcome);
    else void pending.then(() => this.#attemptEnded(outcome));
  }

  #cleanUp(cleanups: Cleanups): Promise<void> | undefined {
    return runCleanups(cleanups, {
      onError: (error) => this.#host.cleanupFailed(error, this.#stage),
      timeoutMs: this.#stage.timeoutMs,
      signal: this.#host.signal,
    });
  }

  #attemptEnded(outcome: Outcome): void {
    this.#context = undefined;
    this.#giveBack?.();
    this.#giveBack = undefined;
    const { retries, name } = this.#stage;
    const again = outcome.status === 'failed' && this.#attempt <= retries.times;
    if (!again || this.#host.stopped !== undefined) {
      this.settle(outcome);
      return;
    }
    const wait = waitBefore(this.#attempt + 1, retries, `${name} ${this.#host.name}`);
    if (wait > 0) this.#timer = setTimeout(() => this.start(), wait);
    else if (this.#isStarting && this.#stage.concurrency === undefined) this.#repeats = true;
    else this.start();
  }
}
