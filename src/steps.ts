/** The steps of a build. A build that has nothing to do does not load them. */
export { BuildCache } from './cache/build-cache.ts';
export { requireNative } from './document/parse/native.ts';
export { FoldOutcomes } from './fold-outcomes.ts';
export { discoverSources } from './loader/discover-sources.ts';
export { planDocuments, withSite } from './loader/plan.ts';
export { workerSetup } from './loader/setup.ts';
export { siteFiles, siteViews } from './loader/site-files.ts';
export { conclude } from './output/conclude.ts';
export { emitDocument } from './output/emit-document.ts';
export { explainedError } from './output/emitter/emit.ts';
export { lockOwner } from './output/emitter/lock.ts';
export { openOutput } from './output/output.ts';
export { loadStages } from './own-stages.ts';
export { Workers } from './run/workers.ts';
export { buildUntilSettled, lastDropped, shardDocuments } from './until-settled.ts';
