import { ContextorError } from '../errors.ts';
import { describe } from './adopt.ts';
import type { StageContext } from './context.ts';
import { checkOptions, type StageDeclaration } from './declaration.ts';
import { Graph } from './graph.ts';
import { makePlan } from './plan.ts';
import type {
  AnyRunner,
  DataOf,
  FieldsOf,
  NoStages,
  PipelineOptions,
  Returnable,
  Runner,
  StageOptions,
} from './types.ts';

type UpstreamOf<Stages, After extends readonly string[]> = {
  readonly [Name in After[number]]: Name extends keyof Stages
    ? Stages[Name]
    : Readonly<Record<string, unknown>>;
};

/** The stages so far, last first: builders share what they were made from. */
interface Declared {
  readonly declaration: StageDeclaration;
  readonly before: Declared | undefined;
}

/** Builds a graph stage by stage. Immutable: `.stage()` returns a new builder. */
export class Pipeline<Input, Initial, Stages> {
  readonly #name: string;
  readonly #options: PipelineOptions<Input>;
  readonly #last: Declared | undefined;

  /** @internal */
  constructor(name: string, options: PipelineOptions<Input>, last?: Declared) {
    this.#name = name;
    this.#options = options;
    this.#last = last;
  }

  /**
   * Adds a stage.
   *
   * @param name unique in this pipeline
   * @param runner `(input, context) => result`, an object with `run`, or a class with `run`; may be
   *   asynchronous. It returns `ok(fields)`, `skip(reason)`, `fail(error)`, a plain object, or nothing
   * @param options `kind`, `after`, `merge`, `timeoutMs`, `retries`, `onError`, `concurrency`
   */
  stage<
    const Name extends string,
    Returned extends Returnable,
    const After extends readonly string[] = readonly [],
  >(
    name: Name,
    runner: Runner<
      Input,
      StageContext<FieldsOf<Initial, Stages>, UpstreamOf<Stages, After>>,
      Returned
    >,
    options: StageOptions<After> = {},
  ): Pipeline<Input, Initial, Stages & { readonly [Key in Name]: DataOf<Awaited<Returned>> }> {
    const declaration = { name, runner: runner as AnyRunner, options };
    return new Pipeline(this.#name, this.#options, { declaration, before: this.#last });
  }

  /**
   * Checks the pipeline and returns its graph.
   *
   * @throws ContextorError `ENGINE_EMPTY_PIPELINE`, `ENGINE_STAGE_NAME`, `ENGINE_DUPLICATE_STAGE`,
   *   `ENGINE_UNKNOWN_DEPENDENCY`, `ENGINE_CYCLE`, `ENGINE_UNORDERED_TRANSFORMS`,
   *   `ENGINE_UNORDERED_ENRICHER`, `ENGINE_BAD_RUNNER`, `ENGINE_BAD_OPTION`, and the mistakes of merge
   *   specs (see `compileMerge`)
   */
  build(): Graph<Input, Initial, Stages> {
    const stages: StageDeclaration[] = [];
    for (let at = this.#last; at !== undefined; at = at.before) stages.push(at.declaration);
    return new Graph(makePlan(this.#name, stages.reverse(), this.#options), this.#options);
  }
}

/**
 * Begins a pipeline of stages.
 *
 * @param name for messages and diagrams
 * @param options `merge`: how contributions merge at the end, and before every stage that has no
 *   merge of its own; `findable`: whether `getContext()` works; `fork` and `adopt`: how the input is
 *   copied for transforms that may be repeated
 * @example
 * const graph = pipeline('trip')
 *   .stage('profile', loadProfile)
 *   .stage('weather', loadWeather)
 *   .stage('report', writeReport, { kind: 'transform', after: ['profile', 'weather'] })
 *   .build();
 */
// biome-ignore lint/suspicious/noExplicitAny: without a type the input is the caller's own affair
export function pipeline<Input = any, Initial extends object = Record<string, unknown>>(
  name: string,
  options: PipelineOptions<Input> = {},
): Pipeline<Input, Initial, NoStages> {
  if (typeof name !== 'string' || name.trim() === '') {
    throw badOption(`${describe(name)} is not a name for a pipeline`);
  }
  checkOptions(options, optionNames, (problem) => badOption(`Pipeline '${name}': ${problem}`));
  return new Pipeline(name, options);
}

const optionNames = ['merge', 'findable', 'fork', 'adopt'];

function badOption(message: string): ContextorError {
  return new ContextorError(message, {
    code: 'ENGINE_BAD_OPTION',
    remedy: "Call pipeline('name', { merge })",
  });
}
