import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildCache } from './cache/build-cache.ts';
import type { Settings } from './config/settings.ts';
import type { Dropped } from './contract/build.ts';
import type { Outcome } from './contract/outcome.ts';
import type { DocumentRecord } from './contract/record.ts';
import { byPath } from './files/source-name.ts';
import type { SourceFile } from './loader/discover.ts';
import { type Plan, withSite } from './loader/plan.ts';
import { workerSetup } from './loader/setup.ts';
import { siteViews } from './loader/site-files.ts';
import type { ShardDocument } from './output/shard/shard-documents.ts';
import type { LoadedStages } from './own-stages.ts';
import type { Run } from './run/run.ts';
import type { Workers } from './run/workers.ts';
import type { FileScan } from './site/scan-file.ts';

/** What the steps of a build work with, once its documents are planned. */
export interface Planned {
  plan: Plan;
  settings: Settings;
  run: Run;
  stages: LoadedStages;
  cache: BuildCache | undefined;
  workers: Workers;
  /** What earlier builds and this one know of the site's pages. */
  scans: Map<string, FileScan> | undefined;
  /** Documents that are assumed to be dropped, as the last build did. */
  dropped: ReadonlyMap<string, Dropped>;
}

interface Parts extends Planned {
  changed: readonly SourceFile[];
  emit: (record: DocumentRecord) => Promise<Outcome>;
}

/** A document that was built, and what it asked of the site. */
export interface BuiltDocument {
  outcome: Outcome;
  asked: readonly string[];
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

/** The documents that are dropped after all; undefined where they are those that were assumed. */
function newlyDropped(
  made: ReadonlyMap<string, BuiltDocument>,
  assumed: Iterable<string>,
): ReadonlySet<string> | undefined {
  const before = new Set(assumed);
  const dropped = new Set(before);
  for (const [path, { outcome }] of made) {
    if (outcome.status === 'dropped') dropped.add(path);
    else dropped.delete(path);
  }
  const same = dropped.size === before.size && [...dropped].every((path) => before.has(path));
  return same ? undefined : dropped;
}

/** The documents that the last build dropped, by path: its manifest lists them. */
export function lastDropped(outRoot: string): ReadonlyMap<string, Dropped> {
  try {
    const { dropped = [] } = JSON.parse(readFileSync(join(outRoot, 'manifest.json'), 'utf8'));
    return new Map((dropped as Dropped[]).map((one) => [one.path, one]));
  } catch {
    return new Map();
  }
}

/** What the part of a shard says of its documents, in path order. */
export function shardDocuments(made: ReadonlyMap<string, BuiltDocument>): ShardDocument[] {
  const documents = [...made.values()].flatMap(({ outcome, asked }) =>
    'contribution' in outcome
      ? [{ path: outcome.path, asked, contribution: outcome.contribution }]
      : [],
  );
  return documents.sort(byPath);
}
