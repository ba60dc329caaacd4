import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import type { BuildOptions } from '../contract/build.ts';
import type { DocumentDependencies } from '../contract/record.ts';
import { cacheFolder } from '../files/cache-base.ts';
import { readCheckedJson, writeCheckedJson } from '../files/checked-json.ts';
import { entryPath } from '../files/inside.ts';
import { equalMarks, type Mark, markOfFile } from '../files/mark.ts';
import { hashOfInclude } from '../includes/include-text.ts';
import { realSourceRoot } from '../loader/source-root.ts';
import { lockName } from '../output/emitter/lock-name.ts';
import type { UnchangedBuild } from '../run/run.ts';
import { settingsKey } from './key.ts';
import { isSameEntry, type Snapshot, type SnapshotEntry, snapshotOf } from './snapshot.ts';
import { knownInputs } from './stage-inputs.ts';

/** What a build checks first. */
interface FirstLook {
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

const name = 'last-build.json';

/** What the last whole build saw and left; kept only where no document failed. */
export interface LastBuild extends UnchangedBuild {
  /** Of the tool and its settings. */
  key: string;
  entries: SnapshotEntry[];
  /** What documents include that is not among the entries, with the hash of its text. */
  includes: DocumentDependencies['includes'];
  /** Files that tell what site the documents are of, relative to the source root. */
  siteFiles: string[];
  /** Files that the build wrote or found right, relative to the output root. */
  outputs: [out: string, mark: Mark][];
}

/** Whether everything is as the last build left it: neither sources nor outputs have changed. */
function isUnchanged(last: LastBuild, settings: Settings, { entries }: Snapshot): boolean {
  const { outRoot } = settings;
  if (existsSync(join(outRoot, lockName))) return false;
  const sourceRoot = realSourceRoot(settings.sourceRoot);
  return (
    entries.length === last.entries.length &&
    entries.every((entry, index) => isSameEntry(entry, last.entries[index]!, sourceRoot)) &&
    last.includes.every(([path, hash]) => hashOfInclude(join(sourceRoot, path)) === hash) &&
    last.outputs.every(([out, mark]) => isAsLeft(entryPath(outRoot, out), mark))
  );
}

function isAsLeft(file: string, mark: Mark): boolean {
  const now = markOfFile(file);
  return now !== undefined && equalMarks(now, mark);
}

/** Undefined where there was none, or what is kept of it is damaged. */
const readLastBuild = (folder: string): LastBuild | undefined =>
  readCheckedJson(join(folder, name)) as LastBuild | undefined;

export function writeLastBuild(folder: string, last: LastBuild): void {
  writeCheckedJson(join(folder, name), last);
}

export function forgetLastBuild(folder: string): void {
  rmSync(join(folder, name), { force: true });
}
