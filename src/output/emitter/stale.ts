import { existsSync, readdirSync, realpathSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { Target } from '../../loader/collisions.ts';

interface StaleOptions {
  sourceRoot: string;
  /** Output by source path of the documents that this run stands for. */
  current: ReadonlyMap<string, string>;
  /** The same of those that are in the index of this run. */
  done: ReadonlyMap<string, string>;
  /** Documents that fail before they are read. */
  withheld: ReadonlySet<string>;
  /** Paths of documents that have no output any more. */
  dropped: ReadonlySet<string>;
}

/**
 * Sorts outputs of earlier builds into those to remove and those that stay though no document of this
 * run has them: of documents that failed, and of those that were not selected and failed before.
 */
export function sortOutStale(
  ledger: readonly Target[],
  { sourceRoot, current, done, withheld, dropped }: StaleOptions,
): { stale: Target[]; kept: Target[] } {
  const taken = new Set(done.values());
  const stale: Target[] = [];
  const kept: Target[] = [];
  for (const target of ledger) {
    const { path, out } = target;
    if (taken.has(out)) continue;
    const planned = current.get(path) === out || withheld.has(path);
    const stays = planned && !dropped.has(path) && existsSync(join(sourceRoot, path));
    (stays ? kept : stale).push(target);
  }
  return { stale, kept };
}

/** Removes an output and the folders that it leaves empty; false where it was gone, or is out of reach. */
export function removeOutput(outRoot: string, out: string): boolean {
  const root = realpathSync(outRoot);
  const path = join(root, out);
  if (!existsSync(path)) return false;
  const folder = realpathSync(dirname(path));
  if (folder !== root && !folder.startsWith(root + sep)) return false;
  rmSync(path);
  for (let empty = folder; empty !== root && readdirSync(empty).length === 0; ) {
    rmdirSync(empty);
    empty = dirname(empty);
  }
  return true;
}
