import type { AnyStage, Transform } from '../../transforms/define.ts';
import { builtInTransforms } from '../../transforms/index.ts';
import type { Document } from '../document/document.ts';
import {
  type EngineEvent,
  type MergeEvent,
  type MergeSpec,
  pipeline,
  type RunResult,
  type StageContext,
  type StageOptions,
  type StageReport,
  skip,
  type Turns,
} from '../engine/index.ts';
import { ContextorError } from '../errors.ts';
import { saidOf } from '../files/thrown-at.ts';
import { adoptDocument, forgetBody, forkDocument } from './fork-document.ts';
import { withRemedy } from './messages.ts';
import { type PlacedTransform, placeTransforms } from './order.ts';
import { isDroppedAbove, type OwnStage, ownRunner } from './own-stage.ts';
import { Shared, stateOf } from './run-state.ts';
import type { WorkerSetup } from './setup.ts';
import type { Stopwatch } from './stopwatch.ts';

/** The graph that every document goes through, built once and used for many documents. */
export type DocumentGraph = ReturnType<typeof documentGraph>;

/**
 * @param merge how the contributions of concurrent stages join; default `context-update`
 * @throws ContextorError where the stages or the merge spec make no graph
 */
export function documentGraph(own: readonly OwnStage[], merge?: MergeSpec) {
  refuseNoMerge(merge);
  const transforms = own.map(({ transform }) => transform);
  const placed = placeTransforms(builtInTransforms, transforms);
  const stages = new Map(own.map((stage) => [stage.transform, stage]));
  const shared = new Shared();
  let builder = pipeline<Document>('document', {
    merge,
    // The built-in stages ask for no context that they are not given.
    findable: own.length > 0,
    fork: forkDocument,
    adopt: adoptDocument,
  });
  for (const one of placed) {
    const { transform, after } = one;
    const ancestors = ancestorsOf(one, placed);
    const stage = stages.get(transform);
    const runner =
      stage === undefined
        ? builtInRunner(transform, own.length > 0 ? ancestors : undefined)
        : ownRunner({ ...stage, ancestors }, shared);
    const run = transform.kind === 'transform' ? rewriting(runner) : runner;
    builder = builder.stage(
      transform.name,
      run as never,
      optionsOf(transform, after),
    ) as typeof builder;
  }
  return builder.build();
}

type StageRunner = (document: Document, context: StageContext) => unknown;

function builtInRunner(
  transform: Transform,
  ancestors: ReadonlySet<string> | undefined,
): StageRunner {
  const run = (document: Document, context: StageContext) =>
    transform.run(document, context as never);
  if (ancestors === undefined) return run;
  return (document, context) =>
    isDroppedAbove(document, ancestors) ? skip('the document was dropped') : run(document, context);
}

/** What was rendered before a stage rewrote the tree is out of date. */
function rewriting(run: StageRunner): StageRunner {
  return (document, context) => {
    forgetBody(document);
    return run(document, context);
  };
}

function optionsOf(transform: Transform, after: readonly string[]): StageOptions {
  const { kind, merge, timeoutMs, retries, onError, concurrency } = transform;
  const options = { kind, after, merge, timeoutMs, retries, onError, concurrency };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function ancestorsOf(
  { after }: PlacedTransform,
  placed: readonly PlacedTransform[],
): ReadonlySet<string> {
  const byName = new Map(placed.map((one) => [one.transform.name, one]));
  const ancestors = new Set(after);
  for (const name of ancestors) for (const above of byName.get(name)!.after) ancestors.add(above);
  return ancestors;
}

/** Without the built-in fields there is neither index nor front matter. */
function refuseNoMerge(merge: unknown): void {
  const strategy =
    typeof merge === 'object' && merge !== null ? (merge as MergeSpec).strategy : merge;
  if (strategy !== 'no-merge') return;
  throw new ContextorError("the merge of the document graph cannot be 'no-merge'", {
    code: 'MERGE_BAD_SPEC',
    remedy: "Set `merge: 'no-merge'` on a stage, or take fields out with `exclude`.",
  });
}

/** The graph of a setup and the user's stages in it, loaded with their merge spec. */
export async function graphOf(
  setup: WorkerSetup,
): Promise<{ graph: DocumentGraph; own: readonly Transform[] }> {
  const own = await ownStages(setup);
  const merge = (setup.mergeModule ? await importMerge(setup.mergeModule) : setup.settings.merge) as
    | MergeSpec
    | undefined;
  return { graph: documentGraph(own, merge), own: own.map(({ transform }) => transform) };
}

/** The user's stages of documents, as their modules and the configuration declare them. */
export async function ownStages(setup: Pick<WorkerSetup, 'transforms'>): Promise<OwnStage[]> {
  const all = await allOwnStages(setup);
  return all.flatMap(({ stage, options }) =>
    stage.kind === 'corpus' ? [] : [{ transform: stage, options }],
  );
}

/** All stages of the user's, corpus stages too, with the options of their entries. */
export async function allOwnStages({
  transforms,
}: Pick<WorkerSetup, 'transforms'>): Promise<{ stage: AnyStage; options: unknown }[]> {
  if (transforms.length === 0) return [];
  const { loadTransforms } = await import('./load-transforms.ts');
  const loaded = await loadTransforms(transforms);
  return loaded.map((stage, at) => ({ stage, options: transforms[at]!.options }));
}

async function importMerge(url: string): Promise<unknown> {
  const { importDefault } = await import('./load-transforms.ts');
  return importDefault(url);
}

interface GraphRun {
  graph: DocumentGraph;
  document: Document;
  watch: Stopwatch;
  signal: AbortSignal;
  /** False runs the stages in declared order. */
  parallel: boolean;
  turns?: Turns | undefined;
  /** Absolute path of the configuration's folder, where there are stages of the user's. */
  home?: string | undefined;
}

export type DocumentRun = RunResult<Readonly<Record<string, unknown>>, Record<string, object>>;

/** Runs the stages; throws the error of the stage or join that failed. */
export async function runGraph(options: GraphRun): Promise<DocumentRun> {
  const { graph, document, watch, signal, parallel, turns, home } = options;
  const onEvent = (event: EngineEvent) => watch.merged(event as MergeEvent);
  const run = await graph.run(document, {
    signal,
    parallel,
    turns,
    onEvent,
    name: document.path,
    events: ['merge'],
  });
  const stages = Object.entries(run.stages as Record<string, StageReport>);
  for (const [name, stage] of stages) watch.add(name, stage.durationMs);
  for (const [name, { status, error }] of stages) {
    if (status !== 'skipped' || error === undefined) continue;
    const reason = `The stage '${name}' failed and was skipped: ${saidOf(error, home)}`;
    const about = `${name}: ${error.message.split('\n')[0]}`;
    document.report({ severity: 'warning', rule: 'transform-error', reason, about });
    // It may do better next time.
    stateOf(document).keep = false;
  }
  if (run.status === 'ok') return run as DocumentRun;
  throw failureOf(run, home);
}

/** The error of a run that did not succeed, with the stage that failed. */
export function failureOf(
  { stages, error: runError }: Pick<DocumentRun, 'stages' | 'error'>,
  home?: string,
): unknown {
  for (const [name, { status, error }] of Object.entries(stages as Record<string, StageReport>)) {
    if (status !== 'failed' || error === undefined) continue;
    if ('code' in error && error.code === 'MERGE_CONFLICT') return error;
    const text = error instanceof ContextorError ? withRemedy(error) : undefined;
    const said = saidOf(error, home, text);
    return new Error(`The stage '${name}' failed: ${said}`, { cause: error });
  }
  return runError ?? new Error('The run was cancelled.');
}
