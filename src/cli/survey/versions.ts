import { join, posix } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { sourceRoots } from '../../config/sources.ts';
import { Disk, tryList } from '../../files/disk.ts';
import { variantOf } from '../../site/variants.ts';
import { printable } from '../terminal.ts';
import { countDocuments } from './documents.ts';

/** Fewer are soon built. */
const fewest = 3;

/**
 * A line for each source that has folders of versions, all of which are built: how to build one of them.
 *
 * @param named versions of the site, the one that readers see first before the others
 * @param taken the sources as a configuration names them
 */
export const versionLines = (
  settings: Settings,
  named: readonly string[],
  taken: readonly string[],
): string[] =>
  sourceRoots(settings).flatMap((root, at) => versionsLine(root, { named, src: taken[at] }) ?? []);

interface Known {
  named: readonly string[];
  src: string | undefined;
}

function versionsLine(root: string, { named, src }: Known): string | undefined {
  const tops = foldersIn(root);
  const paths = foldersBelow(root, 2);
  const found = new Set(paths.map((path) => variantOf(`${path}/x.md`, tops).version));
  found.delete(undefined);
  const one = named.find((name) => found.has(name)) ?? newest([...found] as string[]);
  if (found.size >= fewest && one !== undefined)
    return line(found.size, `variants: { versions: [${JSON.stringify(one)}] }`);
  return src === undefined ? undefined : innerLine(root, src);
}

/** `v2`, `2.0`, `v0.47.x`; a number alone is a year or a step. */
const versionName = /^(?:v\d+|v?\d+(?:\.(?:\d+|x)){1,3})$/i;

/** The same for versions further below, with most of the documents: no setting names them, so one becomes the source. */
function innerLine(root: string, src: string): string | undefined {
  for (const parent of foldersBelow(root, 3)) {
    const versions = foldersIn(join(root, parent)).filter((name) => versionName.test(name));
    if (versions.length >= fewest && areMost(root, { parent, versions }))
      return line(versions.length, `src: ${posix.join(src, parent, newest(versions)!)}`);
  }
  return undefined;
}

function areMost(
  root: string,
  { parent, versions }: { parent: string; versions: readonly string[] },
): boolean {
  const disk = new Disk();
  const count = (...path: string[]) => countDocuments(disk, join(root, ...path));
  const theirs = versions.reduce((sum, version) => sum + count(parent, version), 0);
  return theirs * 2 > count();
}

const line = (versions: number, setting: string): string =>
  printable(
    `All ${versions} versions are built; for one of them, write ${setting} in the configuration.`,
  );

const byNumber = new Intl.Collator('en', { numeric: true });

const newest = (names: readonly string[]): string | undefined =>
  names.toSorted(byNumber.compare).at(-1);

/** Paths of the folders below one, with as many names at most. */
const foldersBelow = (folder: string, deep: number): string[] =>
  foldersIn(folder).flatMap((name) => [
    name,
    ...(deep > 1 ? foldersBelow(join(folder, name), deep - 1) : []).map((one) => `${name}/${one}`),
  ]);

const foldersIn = (folder: string): string[] =>
  tryList(folder)
    .flatMap((one) => (one.isDirectory() ? one.name : []))
    .filter((name) => !/^(?:\..*|node_modules)$/.test(name));
