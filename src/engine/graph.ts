import { ContextorError } from '../errors.ts';
import { adoptFields, describe } from './adopt.ts';
import { checkOptions } from './declaration.ts';
import { levelsOf, renderMermaid, renderText } from './diagram.ts';
import { provenanceOf } from './merge/provenance.ts';
import type { Provenance } from './merge/types.ts';
import type { Plan } from './plan.ts';
import { Run, type RunEnd } from './run.ts';
import { localTurns } from './turns.ts';
import type {
  EngineEvent,
  FieldsOf,
  PipelineOptions,
  RunOptions,
  RunStatus,
  StageKind,
  StageReport,
} from './types.ts';

const eventTypes: readonly EngineEvent['type'][] = [
  'stage-start',
  'stage-end',
  'merge',
  'cleanup-error',
];

/** The result of a run, failed or not. */
export interface RunResult<Initial, Stages> {
  readonly status: RunStatus;
  /** The merged context, frozen deeply; the initial one unless the status is `ok`. */
  readonly context: FieldsOf<Initial, Stages>;
  /** Maps each path of the context to the stages that made its value; none: it was there initially. */
  readonly provenance: Provenance;
  /** What became of each stage, in declared order. */
  readonly stages: { readonly [Name in keyof Stages]: StageReport<Stages[Name]> };
  /** Why the run failed or was cancelled: the error of its first failed stage, or of the final merge. */
  readonly error: Error | undefined;
  readonly durationMs: number;
}

/** What is known of a stage before any run. */
export interface StageInfo {
  readonly name: string;
  readonly kind: StageKind;
  readonly after: readonly string[];
}

/** A checked graph of stages. It keeps no state of a run, so any number of runs may go on at once. */
export class Graph<Input, Initial, Stages> {
  readonly name: string;
  /** The stages in declared order. */
  readonly stages: readonly StageInfo[];
  readonly #plan: Plan;
  readonly #options: PipelineOptions<Input>;
  readonly #turns = localTurns();

  /** @internal */
  constructor(plan: Plan, options: PipelineOptions<Input>) {
    this.name = plan.name;
    this.#plan = plan;
    this.#options = options;
    const infos = plan.declared.map(({ name, kind, after }) =>
      Object.freeze({ name, kind, after }),
    );
    this.stages = Object.freeze(infos);
    Object.freeze(this);
  }

  /**
   * Runs all stages for one input. Resolves, failed or not; rejects only for misuse.
   *
   * @param input what every runner gets; transforms may change it
   * @param options `context`: the initial context; `signal` cancels; `onEvent` gets what happens,
   *   or only of `events`; `parallel: false` runs one stage after the other; `turns`: who gives turns to
   *   stages that declare `concurrency`; `name` tells the run from others, so that not all of them wait
   *   alike before retries with `jitter`
   * @throws ContextorError `ENGINE_BAD_OPTION`, `CONTRIBUTION_INVALID`, `CONTRIBUTION_UNSAFE_KEY`
   * @example
   * const run = await graph.run(document, { context: { source: 'guide.md' } });
   * if (run.status === 'ok') use(run.context);
   */
  async run(input: Input, options: RunOptions<Initial> = {}): Promise<RunResult<Initial, Stages>> {
    checkRunOptions(options);
    const { context = {}, signal, onEvent, events = eventTypes, parallel = true } = options;
    const { turns = this.#turns, name = '' } = options;
    const base = adoptFields(context, 'the initial context');
    const { fork = forkInput, adopt = adoptInPlace } = this.#options;
    const settings = { input, base, signal, onEvent, events, parallel, turns, name, fork, adopt };
    const end = await new Promise<RunEnd>((resolve) => {
      new Run(this.#plan, settings as never, resolve).start();
    });
    if (end.listenerError !== undefined) {
      throw badOption(`onEvent threw: ${end.listenerError.message}`, end.listenerError);
    }
    return resultOf(end) as RunResult<Initial, Stages>;
  }

  /** The names of the stages that can run at once, level by level. */
  levels(): readonly (readonly string[])[] {
    return levelsOf(this.stages);
  }

  /** The graph as a Mermaid flowchart. */
  toMermaid(): string {
    return renderMermaid(this.stages);
  }

  /** The graph as text, a line a stage. */
  toText(): string {
    return renderText(this.name, this.stages);
  }
}

/** Who made what is worked out when somebody asks. */
function resultOf(end: RunEnd): RunResult<object, Record<string, object>> {
  const { status, context, reports: stages, error, durationMs, joins } = end;
  let provenance: Provenance | undefined;
  return Object.freeze({
    status,
    context,
    get provenance() {
      provenance ??= provenanceOf(context, status === 'ok' ? joins.origins() : new Map());
      return provenance;
    },
    stages,
    error,
    durationMs,
  });
}

const runOptions = ['context', 'signal', 'onEvent', 'events', 'parallel', 'turns', 'name'];

function checkRunOptions(options: unknown): void {
  checkOptions(options, runOptions, badOption);
  const { signal, onEvent, events = eventTypes, parallel } = options;
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw badOption(`signal is ${describe(signal)}, not an AbortSignal`);
  }
  if (onEvent !== undefined && typeof onEvent !== 'function') {
    throw badOption(`onEvent is ${describe(onEvent)}, not a function`);
  }
  if (!Array.isArray(events)) throw badOption(`events is ${describe(events)}, not a list`);
  const unknown = events.find((type) => !eventTypes.includes(type));
  if (unknown !== undefined) {
    throw badOption(`there is no event '${String(unknown)}', only ${eventTypes.join(', ')}`);
  }
  if (parallel !== undefined && typeof parallel !== 'boolean') {
    throw badOption(`parallel is ${describe(parallel)}`);
  }
}

function badOption(problem: string, cause?: unknown): ContextorError {
  return new ContextorError(`graph.run(): ${problem}`, {
    code: 'ENGINE_BAD_OPTION',
    remedy: 'Call run(input, { context, signal, onEvent, events, parallel })',
    cause,
  });
}

/** Copies an input by structured clone. */
function forkInput<Input>(input: Input): Input {
  try {
    return structuredClone(input);
  } catch (cause) {
    throw new ContextorError('The input cannot be copied for a stage that may be repeated', {
      code: 'ENGINE_NO_FORK',
      remedy:
        'Give pipeline(name, { fork, adopt }) functions that copy the input and take the copy over.',
      cause,
    });
  }
}

/** Replaces the contents of an input by those of a copy. */
function adoptInPlace<Input>(input: Input, copy: Input): void {
  if (typeof input !== 'object' || input === null) return;
  if (Array.isArray(input) && Array.isArray(copy)) input.length = 0;
  else for (const key of Object.keys(input)) delete (input as Record<string, unknown>)[key];
  Object.assign(input, copy);
}
