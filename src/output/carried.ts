import type { IndexLine } from '../contract/index-line.ts';
import type { Plan } from '../loader/plan.ts';
import { readIndex } from './emitter/ledger.ts';

/**
 * Lines of the last index of documents that this run was not asked for, by path: they stay in the
 * index.
 */
export function carriedLines(
  outRoot: string,
  { files, outputs, shard }: Plan,
): ReadonlyMap<string, IndexLine> {
  if (files.length === outputs.size || shard !== undefined) return new Map();
  const selected = new Set(files.map(({ path }) => path));
  const lines = readIndex(outRoot) as IndexLine[];
  return new Map(
    lines
      .filter(({ path, out }) => !selected.has(path) && outputs.get(path) === out)
      .map((line) => [line.path, line]),
  );
}
