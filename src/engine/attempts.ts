import { ContextorError } from '../errors.ts';
import {
  type Cleanups,
  isThenable,
  plannedOf,
  type RunScope,
  runCleanups,
  StageContext,
} from './context.ts';
import type { JsonObject } from './json.ts';
import type { PlannedStage } from './plan.ts';
import { readResult, toError } from './results.ts';

/** How an attempt ended. */
export type AttemptOutcome =
  | { readonly status: 'ok'; readonly fields: JsonObject }
  | { readonly status: 'skipped'; readonly reason: string }
  | { readonly status: 'failed'; readonly error: Error }
  | { readonly status: 'cancelled'; readonly reason: string };

/** What attempts ask of the run. */
export interface AttemptHost extends RunScope {
  /** The input for this stage, a copy when it forks. */
  inputFor(stage: PlannedStage): unknown;
  /** Takes over the copy that a stage has worked on. */
  adopt(copy: unknown): void;
  cleanupFailed(stage: PlannedStage, error: Error): void;
  attemptEnded(stage: PlannedStage, outcome: AttemptOutcome): void;
}

/** The attempts of one run, each a call of a runner, from its fresh context to its last cleanup. */
export class Attempts {
  readonly #host: AttemptHost;
  /** By the numbers of their stages, as the timers are. */
  readonly #running: (StageContext | undefined)[] = [];
  #timers: (NodeJS.Timeout | undefined)[] | undefined;

  constructor(host: AttemptHost) {
    this.#host = host;
  }

  /** @param number 1 for the first attempt of a stage */
  open(stage: PlannedStage, number: number): StageContext {
    const context = new StageContext(this.#host, stage, number);
    this.#running[stage.index] = context;
    return context;
  }

  /** Calls the runner, unless the attempt was cancelled before. */
  start(context: StageContext): void {
    if (context.ended) return;
    const stage = plannedOf(context);
    let input: unknown;
    let returned: unknown;
    let pending: PromiseLike<unknown> | undefined;
    try {
      input = this.#host.inputFor(stage);
      returned = stage.run(input, context);
      if (isThenable(returned)) pending = returned;
    } catch (thrown) {
      this.#end(context, failure(thrown));
      return;
    }
    if (pending === undefined) this.#finish(context, returned, input);
    else this.#wait(context, pending, input);
  }

  /** Ends all attempts that have not ended. */
  cancel(reason: Error): void {
    for (const context of [...this.#running]) {
      if (context === undefined) continue;
      this.#end(context, { status: 'cancelled', reason: reason.message }, reason);
    }
  }

  #wait(context: StageContext, pending: PromiseLike<unknown>, input: unknown): void {
    if (context.ended) {
      Promise.resolve(pending).then(undefined, () => undefined);
      return;
    }
    const { index, timeoutMs } = plannedOf(context);
    if (timeoutMs !== undefined) {
      this.#timers ??= [];
      this.#timers[index] = setTimeout(() => this.#timeOut(context, timeoutMs), timeoutMs);
    }
    // A `then` of somebody's own may throw.
    Promise.resolve(pending).then(
      (value) => this.#finish(context, value, input),
      (thrown) => this.#end(context, failure(thrown)),
    );
  }

  #timeOut(context: StageContext, timeoutMs: number): void {
    const error = new ContextorError(`Stage '${context.stage}' took longer than ${timeoutMs} ms`, {
      code: 'STAGE_TIMEOUT',
      remedy: 'raise timeoutMs, or make the stage stop at context.signal',
    });
    this.#end(context, { status: 'failed', error }, error);
  }

  #finish(context: StageContext, returned: unknown, input: unknown): void {
    if (context.ended) return;
    let outcome: AttemptOutcome;
    try {
      const stage = plannedOf(context);
      outcome = readResult(returned, stage);
      if (stage.forks && outcome.status === 'ok') this.#host.adopt(input);
    } catch (thrown) {
      outcome = failure(thrown);
    }
    this.#end(context, outcome);
  }

  #end(context: StageContext, outcome: AttemptOutcome, abort?: Error): void {
    if (context.ended) return;
    const stage = plannedOf(context);
    this.#running[stage.index] = undefined;
    if (this.#timers !== undefined) clearTimeout(this.#timers[stage.index]);
    const cleanups = context.end(abort);
    const pending = cleanups.length === 0 ? undefined : this.#cleanUp(stage, cleanups);
    if (pending === undefined) this.#host.attemptEnded(stage, outcome);
    else void pending.then(() => this.#host.attemptEnded(stage, outcome));
  }

  #cleanUp(stage: PlannedStage, cleanups: Cleanups): Promise<void> | undefined {
    return runCleanups(cleanups, (error) => this.#host.cleanupFailed(stage, error));
  }
}

function failure(thrown: unknown): AttemptOutcome {
  return { status: 'failed', error: toError(thrown) };
}
