import type { BuildCache } from './cache/build-cache.ts';
import type { Settings } from './config/settings.ts';
import type { Dropped } from './contract/build.ts';
import type { Outcome } from './contract/outcome.ts';
import type { DocumentRecord } from './contract/record.ts';
import type { SourceFile } from './loader/discover.ts';
import { type Plan, withSite } from './loader/plan.ts';
import { workerSetup } from './loader/setup.ts';
import { siteViews } from './loader/site-views.ts';
import { type BuiltDocument, type LoadedStages, newlyDropped } from './own-stages.ts';
import type { Run } from './run/run.ts';
import type { Workers } from './run/workers.ts';
import type { FileScan } from './site/scan-file.ts';

interface Parts {
  plan: Plan;
  settings: Settings;
  run: Run;
  stages: LoadedStages;
  cache: BuildCache | undefined;
  workers: Workers;
  scans: Map<string, FileScan> | undefined;
  /** Documents that are assumed to be dropped, as the last build did. */
  dropped: ReadonlyMap<string, Dropped>;
  changed: readonly SourceFile[];
  emit: (record: DocumentRecord) => Promise<Outcome>;
}

/**
 * Builds documents whose stages may drop some. Dropped documents are not pages for the others: documents that asked
 * for one, or for one that is no longer dropped, are built again.
 */
export async function buildUntilSettled(parts: Parts): Promise<ReadonlyMap<string, BuiltDocument>> {
  const { plan, settings, run, stages, cache, workers, scans, changed, emit } = parts;
  const made = new Map<string, BuiltDocument>();
  const make = async (files: readonly SourceFile[]) => {
    for await (const record of workers.transform(files)) {
      const outcome = await emit(record);
      made.set(outcome.path, { outcome, asked: record.dependencies.site });
    }
  };
  await make(changed);
  const dropped = run.interrupted ? undefined : newlyDropped(made, parts.dropped.keys());
  if (dropped === undefined) return made;
  const settled = withSite(plan, scans, dropped);
  cache?.lookUp(settled, stages.keyOf(plan));
  const viewOf = siteViews(settled);
  const again = plan.files.filter(({ path }) => {
    const known = made.get(path);
    if (known === undefined) return !cache?.isReusable(path);
    return !viewOf(path).isCurrent([...known.asked]);
  });
  run.metrics.dispatched(await workers.close());
  await workers.start(workerSetup(settings, settled), again);
  await make(again);
  return made;
}
