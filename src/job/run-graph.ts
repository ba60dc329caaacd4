import type { Document } from '../document/document.ts';
import type { EngineEvent, MergeEvent, RunResult, StageReport, Turns } from '../engine/index.ts';
import type { DocumentGraph } from './graph.ts';
import { withRemedy } from './messages.ts';
import { stateOf } from './run-state.ts';
import type { Stopwatch } from './stopwatch.ts';

interface GraphRun {
  graph: DocumentGraph;
  document: Document;
  watch: Stopwatch;
  signal: AbortSignal;
  /** False runs the stages in declared order. */
  parallel: boolean;
  turns?: Turns | undefined;
}

export type DocumentRun = RunResult<Readonly<Record<string, unknown>>, Record<string, object>>;

/** Runs the stages; throws the error of the stage or join that failed. */
export async function runGraph(options: GraphRun): Promise<DocumentRun> {
  const { graph, document, watch, signal, parallel, turns } = options;
  const onEvent = (event: EngineEvent) => watch.merged(event as MergeEvent);
  const run = await graph.run(document, {
    ...{ signal, parallel, turns, onEvent, name: document.path },
    events: ['merge'],
  });
  const stages = Object.entries(run.stages as Record<string, StageReport>);
  for (const [name, stage] of stages) watch.add(name, stage.durationMs);
  for (const [name, { status, error }] of stages) {
    if (status !== 'skipped' || error === undefined) continue;
    const reason = `The stage '${name}' failed and was skipped: ${error.message}`;
    const about = `${name}: ${error.message.split('\n')[0]}`;
    document.report({ severity: 'warning', rule: 'transform-error', reason, about });
    // It may do better next time.
    stateOf(document).keep = false;
  }
  if (run.status === 'ok') return run as DocumentRun;
  throw failure(stages, run.error);
}

function failure(stages: [string, StageReport][], runError: Error | undefined): unknown {
  for (const [name, { status, error }] of stages) {
    if (status !== 'failed' || error === undefined) continue;
    if ('code' in error && error.code === 'MERGE_CONFLICT') return error;
    return new Error(`The stage '${name}' failed: ${withRemedy(error)}`, { cause: error });
  }
  return runError ?? new Error('The run was cancelled.');
}
