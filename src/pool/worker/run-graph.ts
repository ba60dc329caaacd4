import type { Document } from '../../document/document.ts';
import type { EngineEvent, MergeEvent, StageReport } from '../../engine/index.ts';
import type { DocumentGraph } from './graph.ts';
import type { Stopwatch } from './stopwatch.ts';

interface GraphRun {
  graph: DocumentGraph;
  document: Document;
  watch: Stopwatch;
  signal: AbortSignal;
  /** False runs the stages in declared order. */
  parallel: boolean;
}

/** Runs the stages and gives the merged context; throws the error of the stage or join that failed. */
export async function runGraph(options: GraphRun): Promise<Readonly<Record<string, unknown>>> {
  const { graph, document, watch, signal, parallel } = options;
  const onEvent = (event: EngineEvent) => watch.merged(event as MergeEvent);
  const run = await graph.run(document, { signal, parallel, onEvent, events: ['merge'] });
  const stages = Object.entries(run.stages as Record<string, StageReport>);
  for (const [name, stage] of stages) watch.add(name, stage.durationMs);
  if (run.status === 'ok') return run.context;
  throw failure(stages, run.error);
}

function failure(stages: [string, StageReport][], runError: Error | undefined): unknown {
  for (const [name, { status, error }] of stages) {
    if (status !== 'failed' || error === undefined) continue;
    if ('code' in error && error.code === 'MERGE_CONFLICT') return error;
    return new Error(`The stage '${name}' failed: ${error.message}`, { cause: error });
  }
  return runError ?? new Error('The run was cancelled.');
}
