import type { StageContext } from './context.ts';
import type { CompiledMerge } from './merge/spec.ts';
import type { MergeSpec, Strategy } from './merge/types.ts';
import type { Fail, Ok, Skip } from './results.ts';
import type { RetryOptions } from './retries.ts';
import type { Turns } from './turns.ts';

/** `transform` stages own the input and may change it, one after the other; `enrich` stages only read it. */
export type StageKind = 'enrich' | 'transform';
export type StageStatus = 'ok' | 'skipped' | 'failed' | 'cancelled';
export type RunStatus = 'ok' | 'failed' | 'cancelled';
/** How a join merges: a spec, a strategy alone, or a spec that `compileMerge` returned. */
export type MergeOption = MergeSpec | Strategy | CompiledMerge;

/** How a stage runs, and how contributions merge before it. */
export interface StageOptions<After extends readonly string[] = readonly string[]> {
  /** Default `enrich`. */
  readonly kind?: StageKind | undefined;
  /** The stages that must have ended before this one. Default: none, so it starts at once. */
  readonly after?: After | undefined;
  /** How the contributions of all ancestors merge before this stage. Default: the pipeline's `merge`. */
  readonly merge?: MergeOption | undefined;
  /** Time limit for one attempt of an asynchronous stage, in milliseconds. Default: none. */
  readonly timeoutMs?: number | undefined;
  /** How often a failed attempt is repeated, each time with a fresh context, and how long to wait. Default 0. */
  readonly retries?: number | RetryOptions | undefined;
  /** How many attempts of this stage may run at once, over all runs of the graph. Default: no limit. */
  readonly concurrency?: number | undefined;
  /** `skip`: a failure counts as skipped, and the run continues. Default `fail`. */
  readonly onError?: 'fail' | 'skip' | undefined;
}

/** What holds for all stages of a pipeline, and how it copies its input. */
export interface PipelineOptions<Input> {
  /** The merge at the end of the run, over all stages, and the default of every stage. */
  readonly merge?: MergeOption | undefined;
  /**
   * Whether `getContext()` finds the context of a running stage. Default true. Turning it off saves a
   * little time; within a stage of another graph, `getContext()` then returns that stage's context.
   */
  readonly findable?: boolean | undefined;
  /** Copies the input for a transform that may be retried, timed out or skipped on error. Default `structuredClone`. */
  readonly fork?: ((input: Input) => Input) | undefined;
  /** Takes over the copy when the transform has succeeded. Default: replaces the contents of the input. */
  readonly adopt?: ((input: Input, copy: Input) => void) | undefined;
}

/** The stages so far, by name, each with the type of its data. */
// biome-ignore lint/complexity/noBannedTypes: the empty record, to which stages add themselves
export type NoStages = {};

/** The type of data that a runner returns. */
export type DataOf<Returned> = [ContributedBy<Returned>] extends [never]
  ? NoStages
  : ContributedBy<Returned>;
type ContributedBy<Returned> =
  Returned extends Ok<infer Data>
    ? Data
    : Returned extends Skip | Fail | null | undefined | undefined
      ? never
      : Returned extends object
        ? Returned
        : never;

type KeysOfUnion<Union> = Union extends unknown ? keyof Union : never;
type ValueIn<Union, Key extends PropertyKey> = Union extends unknown
  ? Key extends keyof Union
    ? Union[Key]
    : never
  : never;

/** The fields of a context: the initial ones, and those that stages may have contributed. */
export type FieldsOf<Initial, Stages> = Readonly<Initial> & {
  readonly [Key in KeysOfUnion<Stages[keyof Stages]>]?: ValueIn<Stages[keyof Stages], Key>;
};

/** What a runner may return, or promise: a result, a plain object, or nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: a runner that returns nothing has the type void
export type Returnable = object | null | undefined | void;

/** A function, an object with `run`, or a class with `run` that is instantiated once. */
export type Runner<Input, Context, Returned> =
  | ((input: Input, context: Context) => Returned)
  | { run(input: Input, context: Context): Returned }
  | (new () => { run(input: Input, context: Context): Returned });

/** Any runner, where types do not matter. */
// biome-ignore lint/suspicious/noExplicitAny: a runner of any input takes part
export type AnyRunner = Runner<any, StageContext<any, any>, Returnable>;

/** Where a run starts from, who hears of it, and what ends it. */
export interface RunOptions<Initial = Readonly<Record<string, unknown>>> {
  /** The initial context: JSON data; copied. */
  readonly context?: Initial | undefined;
  /** Cancels the run. */
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: EngineEvent) => void) | undefined;
  /** The events that `onEvent` receives. Default: all. */
  readonly events?: readonly EngineEvent['type'][] | undefined;
  /** `false` runs one stage after the other, in declared order. Default true. */
  readonly parallel?: boolean | undefined;
  /** Limits stages that declare `concurrency`. Default: over all runs of this graph. */
  readonly turns?: Turns | undefined;
  /** Identifies the run; the `jitter` of retries is derived from it, too. Default: empty. */
  readonly name?: string | undefined;
}

/** The outcome of one stage. */
export interface StageReport<Data = Readonly<Record<string, unknown>>> {
  readonly status: StageStatus;
  /** What it contributed, frozen deeply; only when the status is `ok`. */
  readonly data: Data | undefined;
  /** Why it was skipped or cancelled. */
  readonly reason: string | undefined;
  /** Why it failed, also when `onError` turned that into a skip. */
  readonly error: Error | undefined;
  /** From its first start to its end, joins and retries included; 0 when it never started. */
  readonly durationMs: number;
  /** How often it was started. */
  readonly attempts: number;
}

/** What happens in a run, in order. */
export type EngineEvent =
  | { readonly type: 'stage-start'; readonly stage: string; readonly attempt: number }
  | {
      readonly type: 'stage-end';
      readonly stage: string;
      readonly status: StageStatus;
      readonly durationMs: number;
      readonly reason: string | undefined;
      readonly error: Error | undefined;
    }
  | MergeEvent
  | { readonly type: 'cleanup-error'; readonly stage: string | undefined; readonly error: Error };

/** A merge of contributions: before a stage, or at the end of the run. */
export interface MergeEvent {
  readonly type: 'merge';
  /** The stage after the join; undefined at the end of the run. */
  readonly stage: string | undefined;
  /** The name of the strategy, or `function`. */
  readonly strategy: string;
  /** The names of the fields that contributions set, in order. */
  readonly fields: readonly string[];
  /** The paths on which concurrent stages disagreed, resolved or not. */
  readonly conflicts: readonly string[];
  readonly durationMs: number;
}
