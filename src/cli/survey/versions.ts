import { join } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { sourceRoots } from '../../config/sources.ts';
import { tryList } from '../../files/disk.ts';
import { variantOf } from '../../site/variants.ts';
import { printable } from '../terminal.ts';

/** Fewer are soon built. */
const fewest = 3;

/**
 * A line for each source that has folders of versions, all of which are built: how to build one of them.
 *
 * @param named versions of the site, the one that readers see first before the others
 */
export const versionLines = (settings: Settings, named: readonly string[]): string[] =>
  sourceRoots(settings).flatMap((root) => versionsLine(root, named) ?? []);

function versionsLine(root: string, named: readonly string[]): string | undefined {
  const tops = foldersIn(root);
  const paths = foldersBelow(root, 3);
  const found = new Set(paths.map((path) => variantOf(`${path}/x.md`, tops).version));
  found.delete(undefined);
  const one = named.find((name) => found.has(name)) ?? [...found].at(-1);
  if (found.size < fewest || one === undefined) return undefined;
  const setting = `variants: { versions: [${JSON.stringify(one)}] }`;
  return printable(
    `All ${found.size} versions are built; for one of them, write ${setting} in the configuration.`,
  );
}

const foldersBelow = (folder: string, depth: number): string[] =>
  foldersIn(folder).flatMap((name) => [
    name,
    ...(depth > 1 ? foldersBelow(join(folder, name), depth - 1).map((one) => `${name}/${one}`) : []),
  ]);

const foldersIn = (folder: string): string[] =>
  tryList(folder)
    .flatMap((one) => (one.isDirectory() ? one.name : []))
    .sort();
