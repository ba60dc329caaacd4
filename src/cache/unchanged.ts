import type { Settings } from '../config/settings.ts';
import type { BuildOptions } from '../contract/build.ts';
import { cacheFolder } from '../files/cache-base.ts';
import { settingsKey } from './key.ts';
import { isUnchanged, type LastBuild, readLastBuild } from './last-build.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';
import { knownInputs } from './stage-inputs.ts';

/** What a build checks first. */
export interface FirstLook {
  /** Taken before anything else was read. */
  snapshot: Snapshot;
  /** The last build, if neither settings nor sources nor outputs have changed since. */
  last: LastBuild | undefined;
}

/** @throws ContextorError `SOURCE_MISSING` */
export async function firstLook(settings: Settings, options: BuildOptions): Promise<FirstLook> {
  const snapshot = await snapshotOf(settings);
  return { snapshot, last: unchanged(settings, options, snapshot) };
}

function unchanged(
  settings: Settings,
  { only = [], force = false }: BuildOptions,
  snapshot: Snapshot,
): LastBuild | undefined {
  if (force || only.length > 0) return undefined;
  if (knownInputs(settings).asks !== undefined) return undefined;
  const last = readLastBuild(cacheFolder(settings));
  if (last?.key !== settingsKey(settings)) return undefined;
  return isUnchanged(last, settings, snapshot) ? last : undefined;
}
