import { posix, relative } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { slashed } from '../files/source-name.ts';
import type { SourceSetup, WorkerSetup } from '../job/setup.ts';
import { derivedAmong } from './derived.ts';
import { resolveMerge, resolveTransforms } from './modules.ts';
import type { Plan, ScannedSource } from './plan.ts';

/** @throws ContextorError `MODULE_MISSING` */
export function workerSetup(settings: Settings, plan: Plan): WorkerSetup {
  return {
    sourceRoot: plan.sourceRoot,
    projectRoot: plan.projectRoot,
    settings: plan.settings,
    sources: plan.sources.map((source) => sourceSetup(source, plan)),
    view: viewOptions(settings),
    // What is not a module cannot travel; a stage of all documents together has no need to.
    transforms: resolveTransforms(settings).filter(({ inline }) => !isCorpusStage(inline)),
    mergeModule: resolveMerge(settings),
    documentTimeoutMs: settings.documentTimeoutMs,
  };
}

function sourceSetup(source: ScannedSource, plan: Plan): SourceSetup {
  const { folder, settings, site } = source;
  const project = projectOf(source, plan);
  const derived = derivedAmong(source.pages);
  return {
    folder,
    project,
    settings,
    site,
    siteFile: siteFileOf(source, plan),
    ...(derived.size > 0 && { derived: Object.fromEntries(derived) }),
  };
}

/** The configuration file of the site that serves a source, from the folder of all projects. */
export function siteFileOf(source: ScannedSource, plan: Plan): string | undefined {
  const { onSite } = source;
  return onSite && posix.join(projectOf(source, plan), onSite.record.config);
}

const projectOf = ({ projectRoot }: ScannedSource, plan: Plan): string =>
  slashed(relative(plan.projectRoot, projectRoot));

function isCorpusStage(inline: unknown): boolean {
  return (
    typeof inline === 'object' && inline !== null && 'kind' in inline && inline.kind === 'corpus'
  );
}

/** A worker of a queue gets files while it works, and reports those that it has missed. */
function viewOptions({ executor, cache, transforms }: Settings): WorkerSetup['view'] {
  const queued = executor === 'bullmq';
  // Documents that looked up a page have to be rebuilt when a stage drops it.
  return { still: !queued, recording: queued || cache || transforms.length > 0 };
}
