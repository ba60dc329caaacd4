import type { Settings } from '../../config/settings.ts';
import type { Plan } from '../../loader/plan.ts';
import type { WorkerSetup } from '../protocol.ts';
import { resolveMerge, resolveTransforms } from './resolve-modules.ts';

/** @throws ContextorError `MODULE_MISSING` */
export function workerSetup(settings: Settings, plan: Plan): WorkerSetup {
  return {
    sourceRoot: plan.sourceRoot,
    projectRoot: plan.projectRoot,
    settings: plan.settings,
    site: plan.site,
    view: viewOptions(settings),
    transforms: resolveTransforms(settings),
    mergeModule: resolveMerge(settings),
    documentTimeoutMs: settings.documentTimeoutMs,
  };
}

/** A worker of a queue is given files while it works, and tells which it has missed. */
function viewOptions({ executor, cache }: Settings): WorkerSetup['view'] {
  const queued = executor === 'bullmq';
  return { still: !queued, recording: queued || cache };
}

/** A mistake in the user's stages ends the run here, once, and not in each worker. */
export async function checkOwnStages(setup: WorkerSetup): Promise<void> {
  const { transforms, mergeModule, settings } = setup;
  if (transforms.length === 0 && mergeModule === undefined && settings.merge === undefined) return;
  const { graphOf } = await import('../worker/graph.ts');
  await graphOf(setup);
}
