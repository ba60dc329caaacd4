import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { hashOfInclude } from '../cache/include-hash.ts';
import { settingsKey } from '../cache/key.ts';
import { cacheFolder } from '../cache/location.ts';
import { equalMarks, type Mark, markOfFile } from '../cache/mark.ts';
import { outsideSource } from '../cache/outside.ts';
import { isSameEntry, type Snapshot } from '../cache/snapshot.ts';
import { type BuildState, messagesName, stateName } from '../cache/state.ts';
import { readJson } from '../cache/store.ts';
import type { Settings } from '../config/settings.ts';
import type { Message } from '../document/message.ts';
import { lockName } from '../emitter/lock-name.ts';
import type { BuildOptions, BuildResult } from './contract.ts';
import { Metrics } from './metrics.ts';

/**
 * The result of a build where nothing has changed since the last one: neither settings nor sources
 * nor outputs. Undefined where something has, or may have. Reads no document, but for those whose
 * marks may hide a change.
 */
export function unchangedBuild(
  settings: Settings,
  options: BuildOptions,
  snapshot: () => Snapshot,
): BuildResult | undefined {
  const metrics = new Metrics();
  const { only = [], force = false, shard, onEvent = () => {} } = options;
  if (!settings.cache || force || shard !== undefined || only.length > 0) return undefined;
  const folder = cacheFolder(settings);
  const state = readJson(folder, stateName) as BuildState | undefined;
  if (state === undefined || existsSync(join(settings.outRoot, lockName))) return undefined;
  try {
    if (!holds(state, settings, snapshot)) return undefined;
  } catch {
    return undefined;
  }
  const messages = readJson(folder, messagesName) as Message[] | undefined;
  if (messages === undefined) return undefined;
  const { documents, bytes, dialect } = state;
  onEvent({ type: 'started', documents: documents.length, bytes, workers: 0, dialect });
  const byPath = new Map<string, Message[]>();
  for (const message of messages) {
    byPath.set(message.path, [...(byPath.get(message.path) ?? []), message]);
  }
  for (const [path, out] of documents) {
    const own = byPath.get(path) ?? [];
    onEvent({ type: 'document', path, out, status: 'unchanged', messages: own });
  }
  metrics.unchanged(state);
  return {
    interrupted: false,
    dialect: dialect.name,
    drift: { stale: [], missing: [], orphaned: [] },
    removed: [],
    messages,
    includes: outsideSource(state.includes, realpathSync(settings.sourceRoot)),
    metrics: metrics.result({ parallel: false, workers: 0, batchSize: settings.batchSize }),
  };
}

function holds(state: BuildState, settings: Settings, snapshot: () => Snapshot): boolean {
  if (state.key !== settingsKey(settings)) return false;
  const { entries } = snapshot();
  const sourceRoot = realpathSync(settings.sourceRoot);
  return (
    entries.length === state.entries.length &&
    entries.every((entry, index) => isSameEntry(entry, state.entries[index]!, sourceRoot)) &&
    state.includes.every(([path, hash]) => hashOfInclude(join(sourceRoot, path)) === hash) &&
    state.outputs.every(([out, mark]) => isAsLeft(join(settings.outRoot, out), mark))
  );
}

function isAsLeft(file: string, mark: Mark): boolean {
  const now = markOfFile(file);
  return now !== undefined && equalMarks(now, mark);
}
