import { type Dirent, readlinkSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { attempt } from '../attempt.ts';
import type { Settings } from '../config/settings.ts';
import { sourceRoots } from '../config/sources.ts';
import { statsOf, tryList } from '../files/disk.ts';
import { hashOf } from '../files/hash.ts';
import { entryPath } from '../files/inside.ts';
import { equalMarks, hashOfFile, isRacy, type Mark, markOf } from '../files/mark.ts';
import { realSourceRoot } from '../loader/source-root.ts';
import { findProject } from '../site/project.ts';

interface SnapshotOptions {
  /** The source root, or the folder that holds the sources. */
  sourceRoot: string;
  sources: readonly {
    sourceRoot: string;
    /** The source root or a folder above it; configuration is looked for from one to the other. */
    projectRoot: string;
  }[];
  /** Left out, as what a build changes itself. */
  outRoot: string;
}

/**
 * All that a build may look at, in the order of the walk: the files of the source tree, and the
 * entries of each folder above it up to the project's. Paths are relative to the source root.
 */
export interface Snapshot {
  /** When it was taken, in ms. */
  at: number;
  entries: SnapshotEntry[];
  /** Those that lead elsewhere, or are neither files nor folders. */
  links: SnapshotEntry[];
}

/**
 * Entries that are not files have no mark. `hash` is that of the content, where it is known, or the
 * target of a link to nothing; `racy` is set where the mark may hide a change.
 */
export type SnapshotEntry = [path: string, mark: Mark | 0, hash?: string, racy?: 1];

const ignored = new Set(['node_modules', '.git']);
/** A larger file that changed within the last tick is not hashed; the next build looks closer. */
const largestHashed = 4 * 1024 * 1024;

/** @throws ContextorError `SOURCE_MISSING` */
export async function snapshotOf(settings: Settings): Promise<Snapshot> {
  const { outRoot, cwd } = settings;
  const sources: SnapshotOptions['sources'][number][] = [];
  for (const given of sourceRoots(settings)) {
    const sourceRoot = realSourceRoot(given);
    sources.push({ sourceRoot, ...(await findProject(sourceRoot, cwd)) });
  }
  return takeSnapshot({ sourceRoot: realSourceRoot(settings.sourceRoot), sources, outRoot });
}

function takeSnapshot(options: SnapshotOptions): Snapshot {
  const at = Date.now();
  const { sourceRoot, sources } = options;
  const entries: SnapshotEntry[] = [];
  const links: SnapshotEntry[] = [];
  const add = (path: string, dirent: Dirent) => {
    const entry = entryOf(path, nameOf(path, sourceRoot), at);
    entries.push(entry);
    if (!dirent.isFile()) links.push(entry);
  };
  const waiting = sources.map((source) => source.sourceRoot);
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of entriesOf(folder, options)) {
      const path = entryPath(folder, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      else add(path, entry);
    }
  }
  for (const folder of new Set(sources.flatMap(foldersAbove))) {
    for (const entry of entriesOf(folder, options)) {
      const path = entryPath(folder, entry.name);
      if (entry.isDirectory()) entries.push([nameOf(path, sourceRoot), 0]);
      else add(path, entry);
    }
  }
  return { at, entries, links };
}

/** The folders above a source root, up to its project's. */
function foldersAbove({ sourceRoot, projectRoot }: SnapshotOptions['sources'][number]): string[] {
  const folders: string[] = [];
  for (let folder = sourceRoot; folder !== projectRoot && folder !== dirname(folder); ) {
    folder = dirname(folder);
    folders.push(folder);
  }
  return folders;
}

function entriesOf(folder: string, { outRoot }: SnapshotOptions): Dirent[] {
  return tryList(folder).filter(
    ({ name }) => !ignored.has(name) && !isWithin(entryPath(folder, name), outRoot),
  );
}

const isWithin = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(folder + sep);

function entryOf(path: string, name: string, at: number): SnapshotEntry {
  const stats = statsOf(path);
  if (stats === undefined) return [name, 0, targetOf(path)];
  const mark = markOf(stats);
  if (!isRacy(mark, at)) return [name, mark];
  return [name, mark, mark[0] <= largestHashed ? hashOfFile(path) : '', 1];
}

/** Where a link leads that leads to nothing. */
const targetOf = (path: string): string => attempt(() => readlinkSync(path), '');

/** Whether a file is what it was; looks into it where its mark does not tell. */
export function isSameEntry(
  now: SnapshotEntry,
  before: SnapshotEntry,
  sourceRoot: string,
): boolean {
  const [path, mark] = now;
  const [knownPath, knownMark, hash, racy] = before;
  if (path !== knownPath) return false;
  if (mark === 0 || knownMark === 0) return mark === knownMark && now[2] === hash;
  if (!racy && equalMarks(mark, knownMark)) return true;
  return Boolean(hash) && mark[0] === knownMark[0] && hashOfFile(join(sourceRoot, path)) === hash;
}

function nameOf(path: string, sourceRoot: string): string {
  return path.startsWith(sourceRoot + sep)
    ? path.slice(sourceRoot.length + 1)
    : relative(sourceRoot, path);
}

/** Digest of the names of all files, links and what they lead to among them. */
export function namesDigest({ entries, links }: Snapshot): string {
  const names = entries.map(([path, mark]) => (mark === 0 ? [path] : path));
  return hashOf(JSON.stringify([names, links]));
}
