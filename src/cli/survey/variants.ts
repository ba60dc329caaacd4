import { join, posix } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { sourceRoots } from '../../config/sources.ts';
import { Disk, tryList } from '../../files/disk.ts';
import { variantOf } from '../../site/variants.ts';
import { printable } from '../terminal.ts';
import { countDocuments } from './documents.ts';
import type { FoundSite } from './survey.ts';

/** Fewer are soon built. */
const fewest = 3;

/**
 * Lines for each source that has folders of versions or languages, all of which are built: how to build one of them.
 *
 * @param site the versions of the site, the one that readers see first before the others, and its languages likewise
 * @param taken the sources as a configuration names them
 */
export const variantLines = (
  settings: Settings,
  { versions, locales }: Pick<FoundSite, 'versions' | 'locales'>,
  taken: readonly string[],
): string[] =>
  sourceRoots(settings).flatMap((root, at) => [
    ...languagesLine(root, locales),
    ...versionsLine(root, { named: versions, src: taken[at] }),
  ]);

/** Pages of the main language of a site may stand beside the folders of the others. */
function languagesLine(root: string, locales: readonly string[]): string[] {
  const tops = foldersIn(root);
  const isOf = (top: string, locale: string) => locale === top || locale.startsWith(`${top}-`);
  const found = tops.filter(
    (top) =>
      locales.some((locale) => isOf(top, locale)) ||
      variantOf(`${top}/x.md`, tops).locale !== undefined,
  );
  const [main = found.includes('en') ? 'en' : (found[0] ?? '')] = locales;
  const isBeside = found.length > 0 && !found.some((top) => isOf(top, main));
  const count = found.length + (locales.length > 1 && isBeside ? 1 : 0);
  if (count < 2) return [];
  return [line(count, 'languages', `variants: { locales: [${JSON.stringify(main)}] }`)];
}

function versionsLine(
  root: string,
  { named, src }: { named: readonly string[]; src: string | undefined },
): string[] {
  const tops = foldersIn(root);
  const paths = foldersBelow(root, 2);
  const found = new Set(paths.map((path) => variantOf(`${path}/x.md`, tops).version));
  found.delete(undefined);
  const one = named.find((name) => found.has(name)) ?? newest([...found] as string[]);
  if (found.size >= fewest && one !== undefined)
    return [line(found.size, 'versions', `variants: { versions: [${JSON.stringify(one)}] }`)];
  return src === undefined ? [] : innerLine(root, src);
}

/** `v2`, `2.0`, `v0.47.x`; a number alone is a year or a step. */
const versionName = /^(?:v\d+|v?\d+(?:\.(?:\d+|x)){1,3})$/i;

/** The same for versions further below, with most of the documents: no setting names them, so one becomes the source. */
function innerLine(root: string, src: string): string[] {
  for (const parent of foldersBelow(root, 3)) {
    const versions = foldersIn(join(root, parent)).filter((name) => versionName.test(name));
    if (versions.length >= fewest && areMost(root, { parent, versions }))
      return [
        line(versions.length, 'versions', `src: ${posix.join(src, parent, newest(versions)!)}`),
      ];
  }
  return [];
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

const line = (count: number, kind: string, setting: string): string =>
  printable(
    `All ${count} ${kind} are built; for one of them, write ${setting} in the configuration.`,
  );

const newest = (names: readonly string[]): string | undefined =>
  names.toSorted(new Intl.Collator('en', { numeric: true }).compare).at(-1);

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
