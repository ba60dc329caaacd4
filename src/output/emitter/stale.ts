import { existsSync, readdirSync, realpathSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { Target } from '../../loader/collisions.ts';

export interface StaleOptions {
  sourceRoot: string;
  /** Outputs that this run stands for, written or not. */
  current: ReadonlyMap<string, string>;
  /** Paths of documents that have no output any more. */
  dropped?: ReadonlySet<string>;
}

/** Sorts outputs of earlier builds into those to remove and those that this run leaves alone. */
export function sortOutStale(
  ledger: readonly Target[],
  { sourceRoot, current, dropped }: StaleOptions,
): { stale: Target[]; kept: Target[] } {
  const outs = new Set(current.values());
  const stale: Target[] = [];
  const kept: Target[] = [];
  for (const target of ledger) {
    const isDropped = dropped?.has(target.path) === true;
    if (outs.has(target.out) && !isDropped) continue;
    const moved = current.has(target.path);
    const gone = !existsSync(join(sourceRoot, target.path));
    (moved || gone || isDropped ? stale : kept).push(target);
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
