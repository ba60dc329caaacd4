import { ContextorError } from '../errors.ts';
import type { Cleanups } from './cleanups.ts';
import type { PlannedStage } from './plan.ts';
import type { Resource } from './resources.ts';
import type { StageReport, StageStatus } from './types.ts';

/** What a context needs from its run. */
export interface RunScope {
  fieldsBefore(stage: PlannedStage): object;
  report(name: string): StageReport;
  resource<T>(name: string, resource: Resource<T>): T;
}

/** What a stage sees of one that came before it. */
export interface UpstreamResult {
  readonly stage: string;
  readonly status: StageStatus;
  /** The data of the stage; undefined unless its status is `ok`. */
  readonly data: Readonly<Record<string, unknown>> | undefined;
  /** Why it was skipped. */
  readonly reason: string | undefined;
}

type AnyData = Readonly<Record<string, unknown>>;

/**
 * What a stage sees of its run: the fields that earlier stages contributed, and the data of the stages
 * that it declared in `after`. Each attempt has its own context.
 */
export class StageContext<Fields = AnyData, Upstream = Record<string, AnyData>> {
  /** The name of the stage. */
  readonly stage: string;
  /** 1 for the first attempt, 2 for its first retry. */
  readonly attempt: number;
  readonly #scope: RunScope;
  readonly #planned: PlannedStage;
  #cleanups: (() => unknown)[] | undefined;
  #controller: AbortController | undefined;
  #aborted: Error | undefined;
  #ended = false;

  /** @internal */
  constructor(scope: RunScope, planned: PlannedStage, attempt: number) {
    this.stage = planned.name;
    this.attempt = attempt;
    this.#scope = scope;
    this.#planned = planned;
    Object.freeze(this);
  }

  /** The initial context and the contributions of all ancestors, merged and frozen deeply. */
  get fields(): Fields {
    return this.#scope.fieldsBefore(this.#planned) as Fields;
  }

  /** Aborts when the run is aborted, another stage fails, or this attempt times out. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#aborted !== undefined) this.#controller.abort(this.#aborted);
    }
    return this.#controller.signal;
  }

  /** The declared dependencies, in the order of `after`. */
  get upstreamNames(): readonly (keyof Upstream & string)[] {
    return this.#planned.after as readonly (keyof Upstream & string)[];
  }

  /**
   * The data of a dependency.
   * @throws ContextorError `UPSTREAM_UNDECLARED` when it is not in `after`, `UPSTREAM_ABSENT` when
   *   it was skipped or failed
   * @example const { links } = context.upstream('links');
   */
  upstream<Name extends keyof Upstream & string>(name: Name): Upstream[Name] {
    const report = this.#declared(name);
    if (report.status === 'ok') return report.data as Upstream[Name];
    const because = report.reason ? `: ${report.reason}` : '';
    throw new ContextorError(
      `Stage '${this.stage}' reads '${name}', which is ${report.status}${because}; it declared ${this.#listDeclared()}`,
      { code: 'UPSTREAM_ABSENT', remedy: `Ask hasUpstream('${name}') first, or use upstreamOr().` },
    );
  }

  /** The data of a dependency, or the fallback when it was skipped or failed. */
  upstreamOr<Name extends keyof Upstream & string, const Fallback>(
    name: Name,
    fallback: Fallback,
  ): Upstream[Name] | Fallback {
    const report = this.#declared(name);
    return report.status === 'ok' ? (report.data as Upstream[Name]) : fallback;
  }

  /** Whether a stage is a declared dependency that completed ok. */
  hasUpstream(name: string): boolean {
    return this.#planned.after.includes(name) && this.#scope.report(name).status === 'ok';
  }

  /** The outcome of each declared dependency, in the order of `after`. */
  upstreamResults(): readonly UpstreamResult[] {
    const results = this.#planned.after.map((stage) => {
      const { status, data, reason } = this.#scope.report(stage);
      return Object.freeze({ stage, status, data, reason });
    });
    return Object.freeze(results);
  }

  /**
   * Calls a function when this attempt has ended, however it ended: last in, first out. If one throws,
   * the others still run and the stage does not fail; the error is reported by an event.
   */
  onCleanup(cleanup: () => unknown): void {
    this.#assertRunning('onCleanup');
    this.#cleanups ??= [];
    this.#cleanups.push(cleanup);
  }

  /**
   * A resource of the run: made when a stage first asks for its name, shared by all stages, and
   * disposed of at the end of the run, last made first. A creation that fails is not remembered.
   * @example const db = await context.lazy('db', () => open(url), (db) => db.close());
   */
  lazy<T>(name: string, create: () => T, dispose?: (value: Awaited<T>) => unknown): T {
    this.#assertRunning('lazy');
    return this.#scope.resource(name, { create, dispose });
  }

  /** @internal Whether the attempt is over. */
  get ended(): boolean {
    return this.#ended;
  }

  /** @internal Why the signal was aborted. */
  get aborted(): Error | undefined {
    return this.#aborted;
  }

  /** @internal Asks the attempt to stop. */
  abort(reason: Error): void {
    this.#aborted ??= reason;
    this.#controller?.abort(reason);
  }

  /** @internal Ends the attempt; a reason aborts what still runs. Returns the cleanups, in order. */
  end(reason?: Error): Cleanups | undefined {
    this.#ended = true;
    if (reason !== undefined) this.abort(reason);
    return this.#cleanups?.reverse();
  }

  #declared(name: string): StageReport {
    if (this.#planned.after.includes(name)) return this.#scope.report(name);
    throw new ContextorError(
      `Stage '${this.stage}' reads '${name}' without declaring it; it declared ${this.#listDeclared()}`,
      { code: 'UPSTREAM_UNDECLARED', remedy: `Add '${name}' to the \`after\` of '${this.stage}'.` },
    );
  }

  #listDeclared(): string {
    const names = this.#planned.after.map((name) => `'${name}'`);
    return names.length === 0 ? 'no dependency' : names.join(', ');
  }

  #assertRunning(method: string): void {
    if (!this.#ended) return;
    throw new ContextorError(`${method}() was called after stage '${this.stage}' had ended`, {
      code: 'STAGE_ENDED',
      remedy: 'Await what the stage starts before it returns.',
    });
  }
}
