import { statSync } from 'node:fs';
import { dirname, isAbsolute, join, sep } from 'node:path';
import { hashOf } from '../document/hash.ts';
import { type KnownStats, type SourceFile, sourceFile } from '../loader/discover.ts';
import { ignoreFilesDigest } from '../loader/ignore-files.ts';
import { isRacy, markOf } from './mark.ts';
import type { Snapshot } from './snapshot.ts';

/** All that the list of documents follows from. */
export interface ListingBasis {
  /** Of the tool and its settings. */
  key: string;
  /** Digest of the names of all files. */
  names: string;
  /** Digest of the ignore files. */
  rules: string;
}

/** What a build listed; while its basis is what it was, no document can have come or gone. */
export interface KnownListing extends ListingBasis {
  /** Documents without a result of their own, such as those that others include. */
  others: readonly string[];
}

/** Digest of the names of all files, links and what they lead to among them. */
export function namesDigest({ entries, links }: Snapshot): string {
  const names = entries.map(([path, mark]) => (mark === 0 ? [path] : path));
  return hashOf(JSON.stringify([names, links]));
}

export function listingBasis(
  { key, names }: Pick<ListingBasis, 'key' | 'names'>,
  { entries }: Snapshot,
  sourceRoot: string,
): ListingBasis {
  const paths = entries.map(([path]) => path);
  return { key, names, rules: ignoreFilesDigest(sourceRoot, paths) };
}

/** Whether a pattern finds nothing beside the source folder, of which no names are known. */
export function staysInside(pattern: string): boolean {
  return !isAbsolute(pattern) && !/(?:^|[\\/])\.\.(?:[\\/]|$)/.test(pattern);
}

export function sameBasis(a: ListingBasis, b: ListingBasis): boolean {
  return a.key === b.key && a.names === b.names && a.rules === b.rules;
}

/** Documents with what the disk said of them; undefined where it said nothing of one. */
export function listedFiles(
  paths: readonly string[],
  stats: KnownStats,
): readonly SourceFile[] | undefined {
  const files: SourceFile[] = [];
  for (const path of [...paths].sort()) {
    const known = stats.get(path);
    if (known === undefined) return undefined;
    files.push(sourceFile(path, known));
  }
  return files;
}

/**
 * Whether what was listed after a snapshot tells of the same files as it does: there are no links,
 * which may lead elsewhere another time, and in no folder a file can have come or gone since.
 */
export function isSettled({ at, entries, links }: Snapshot, sourceRoot: string): boolean {
  if (links.length > 0) return false;
  const within = entries.filter(([path]) => !path.startsWith(`..${sep}`));
  const folders = new Set(within.map(([path]) => dirname(path)));
  return [...folders].every((folder) => {
    const stats = statSync(join(sourceRoot, folder), { throwIfNoEntry: false });
    return stats !== undefined && !isRacy(markOf(stats), at);
  });
}
