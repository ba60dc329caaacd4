import { join, posix } from 'node:path';
import type { DocumentRecord } from '../contract/record.ts';
import { isOrdinaryFile } from '../files/ordinary-file.ts';
import { sourceName } from '../files/source-name.ts';
import { includeRefusals } from '../includes/include.ts';
import type { TaskFile } from './protocol.ts';

/** One source on the disk of the producer. */
export interface Place {
  /** Path of its root in the folder that holds all sources; empty where it is the only one. */
  folder: string;
  sourceRoot: string;
  projectRoot: string;
  mayInclude?: readonly string[] | undefined;
}

/** A file that a worker looked for and did not have, though it is here. */
export interface Need {
  path: string;
  /** Whether its content is needed, or only that it is there. */
  content: boolean;
}

/** What a record would have needed; empty where it is what this machine would have made. */
export function needsOf(
  { dependencies }: DocumentRecord,
  had: readonly TaskFile[],
  place: Place,
): Need[] {
  const given = new Map(had.map(({ path, content }) => [path, content !== undefined]));
  const includes = dependencies.includes
    .map(([path]) => path)
    .filter((path) => given.get(path) !== true && isReadable(toSource(path, place), place))
    .map((path): Need => ({ path, content: true }));
  const assets = dependencies.site
    .flatMap((lookup) => missedAsset(lookup) ?? [])
    .filter((path) => isOrdinaryFile(join(place.sourceRoot, path)))
    .map((path): Need => ({ path: sourceName(place.folder, path), content: false }))
    .filter(({ path }) => !given.has(path));
  return [...includes, ...assets];
}

/** A path of the folder that holds all sources, relative to this source. */
function toSource(path: string, { folder }: Place): string {
  return folder === '' ? path : posix.relative(folder, path);
}

/** The path of `asset:PATH=false`. */
function missedAsset(lookup: string): string | undefined {
  return /^asset:(.*)=false$/s.exec(lookup)?.[1];
}

function isReadable(path: string, place: Place): boolean {
  const file = join(place.sourceRoot, path);
  return isOrdinaryFile(file) && includeRefusals(place)(file) === undefined;
}
