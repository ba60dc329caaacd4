import type { Settings } from '../config/settings.ts';
import type { WorkerSetup } from '../job/setup.ts';
import { resolveMerge, resolveTransforms } from './modules.ts';
import type { Plan } from './plan.ts';

/** @throws ContextorError `MODULE_MISSING` */
export function workerSetup(settings: Settings, plan: Plan): WorkerSetup {
  return {
    sourceRoot: plan.sourceRoot,
    projectRoot: plan.projectRoot,
    settings: plan.settings,
    site: plan.site,
    view: viewOptions(settings),
    // What is no module cannot travel; a stage of all documents together has no need to.
    transforms: resolveTransforms(settings).filter(({ inline }) => !isCorpusStage(inline)),
    mergeModule: resolveMerge(settings),
    documentTimeoutMs: settings.documentTimeoutMs,
  };
}

function isCorpusStage(inline: unknown): boolean {
  return (
    typeof inline === 'object' && inline !== null && 'kind' in inline && inline.kind === 'corpus'
  );
}

/** A worker of a queue is given files while it works, and tells which it has missed. */
function viewOptions({ executor, cache, transforms }: Settings): WorkerSetup['view'] {
  const queued = executor === 'bullmq';
  // A page that a stage drops is no page for those that asked for it.
  return { still: !queued, recording: queued || cache || transforms.length > 0 };
}
