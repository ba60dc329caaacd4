import { ContextorError } from '../errors.ts';
import { isThenable, type RunScope, runCleanups, StageContext } from './context.ts';
import type { JsonObject } from './json.ts';
import type { PlannedStage } from './plan.ts';
import { readResult, toError } from './results.ts';

/** How an attempt ended. */
export type AttemptOutcome =
  | { readonly status: 'ok'; readonly fields: JsonObject }
  | { readonly status: 'skipped'; readonly reason: string }
  | { readonly status: 'failed'; readonly error: Error }
  | { readonly status: 'cancelled'; readonly reason: string };

/** What an attempt asks of the run. */
export interface AttemptHost extends RunScope {
  /** The input for this stage, a copy when it forks. */
  inputFor(stage: PlannedStage): unknown;
  /** Takes over the copy that a stage has worked on. */
  adopt(copy: unknown): void;
  cleanupFailed(stage: PlannedStage, error: Error): void;
  attemptEnded(stage: PlannedStage, outcome: AttemptOutcome): void;
}

/** One call of a runner, from its fresh context to its last cleanup. */
export class Attempt {
  readonly #host: AttemptHost;
  readonly #stage: PlannedStage;
  readonly #context: StageContext;
  #input: unknown;
  #timer: NodeJS.Timeout | undefined;
  #over = false;

  constructor(host: AttemptHost, stage: PlannedStage, number: number) {
    this.#host = host;
    this.#stage = stage;
    this.#context = new StageContext(host, stage, number);
  }

  start(): void {
    if (this.#over) return;
    let returned: unknown;
    let pending: PromiseLike<unknown> | undefined;
    try {
      this.#input = this.#host.inputFor(this.#stage);
      returned = this.#stage.run(this.#input, this.#context);
      if (isThenable(returned)) pending = returned;
    } catch (thrown) {
      this.#fail(toError(thrown));
      return;
    }
    if (pending === undefined) this.#finish(returned);
    else this.#wait(pending);
  }

  cancel(reason: Error): void {
    this.#end({ status: 'cancelled', reason: reason.message }, reason);
  }

  #wait(returned: PromiseLike<unknown>): void {
    if (this.#over) {
      returned.then(undefined, () => undefined);
      return;
    }
    const { timeoutMs } = this.#stage;
    if (timeoutMs !== undefined)
      this.#timer = setTimeout(() => this.#timeOut(timeoutMs), timeoutMs);
    returned.then(
      (value) => this.#finish(value),
      (thrown) => this.#fail(toError(thrown)),
    );
  }

  #timeOut(timeoutMs: number): void {
    const error = new ContextorError(
      `Stage '${this.#stage.name}' took longer than ${timeoutMs} ms`,
      {
        code: 'STAGE_TIMEOUT',
        remedy: 'raise timeoutMs, or make the stage stop at context.signal',
      },
    );
    this.#end({ status: 'failed', error }, error);
  }

  #finish(returned: unknown): void {
    if (!this.#over) this.#end(this.#read(returned));
  }

  #read(returned: unknown): AttemptOutcome {
    const { name, forks } = this.#stage;
    try {
      const result = readResult(returned, name);
      if (forks && result.status === 'ok') this.#host.adopt(this.#input);
      return result;
    } catch (thrown) {
      return { status: 'failed', error: toError(thrown) };
    }
  }

  #fail(error: Error): void {
    this.#end({ status: 'failed', error });
  }

  #end(outcome: AttemptOutcome, abort?: Error): void {
    if (this.#over) return;
    this.#over = true;
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    const cleanups = this.#context.end(abort);
    const pending = cleanups.length === 0 ? undefined : this.#cleanUp(cleanups);
    if (pending === undefined) this.#host.attemptEnded(this.#stage, outcome);
    else void pending.then(() => this.#host.attemptEnded(this.#stage, outcome));
  }

  #cleanUp(cleanups: readonly (() => unknown)[]): Promise<void> | undefined {
    return runCleanups(cleanups, (error) => this.#host.cleanupFailed(this.#stage, error));
  }
}
