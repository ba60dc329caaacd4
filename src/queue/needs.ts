import { realpathSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import type { DocumentRecord } from '../contract/record.ts';
import { isOrdinaryFile, statsOf } from '../files/disk.ts';
import { filesBelow, listedFolder } from '../files/files-below.ts';
import { includeRefusals } from '../files/refusals.ts';
import { slashed, sourceName } from '../files/source-name.ts';
import { includeFault } from '../includes/include-text.ts';
import type { SourceSetup } from '../job/setup.ts';
import type { StandIn, TaskFile } from './protocol.ts';

/** One source on the disk of the producer. */
export interface Place {
  /** Path of its root in the folder that holds all sources; empty where it is the only one. */
  folder: string;
  sourceRoot: string;
  projectRoot: string;
  mayInclude?: readonly string[] | undefined;
  derived?: SourceSetup['derived'];
}

/** A file that a worker needs and does not have, and that exists here. */
interface Need {
  path: string;
  /** Whether its content is needed, or only that it is there. */
  content: boolean;
  standIn?: StandIn;
}

/** What a record would have needed; empty where it is what this machine would have made. */
export function needsOf(
  { dependencies }: DocumentRecord,
  had: readonly TaskFile[],
  place: Place,
): Need[] {
  const given = new Map(had.map(({ path, content }) => [path, content !== undefined]));
  const laid = new Set(had.filter(({ standIn }) => standIn !== undefined).map(({ path }) => path));
  const includes = dependencies.includes
    .filter(([path]) => given.get(path) !== true && !laid.has(path))
    .flatMap(([path]) => needsOfListing(path, place) ?? needsOfInclude(path, place))
    .filter(({ path, content, standIn }) => content || standIn || !given.has(path));
  const included = new Set(includes.map(({ path }) => path));
  const assets = dependencies.site
    .flatMap((lookup) => missedAsset(lookup) ?? [])
    .filter((path) => isOrdinaryFile(join(place.sourceRoot, path)))
    .map((path): Need => ({ path: sourceName(place.folder, path), content: false }))
    .filter(({ path }) => !given.has(path) && !included.has(path));
  return [...includes, ...assets];
}

/** The files that a worker has to find in a folder; undefined for the path of a file. */
function needsOfListing(path: string, place: Place): Need[] | undefined {
  const folder = listedFolder(path);
  if (folder === undefined) return undefined;
  const files = filesBelow(join(place.sourceRoot, toSource(folder, place)));
  return files.map((file) => ({ path: posix.join(folder, file), content: false }));
}

/** What a worker has to have to read an included file, or to refuse it as this machine does. */
function needsOfInclude(path: string, place: Place): Need[] {
  const file = join(place.sourceRoot, toSource(path, place));
  const stats = statsOf(file);
  if (stats === undefined) return [];
  const refusal = includeRefusals(place)(file);
  if (refusal === 'outside') return [{ path, content: false, standIn: 'outside' }];
  if (refusal === 'private') return privateNeeds(path, file, place);
  const fault = includeFault(stats);
  if (fault === undefined) return [{ path, content: true }];
  return fault === 'missing' ? [] : [{ path, content: false, standIn: fault }];
}

/** A private file needs to be there, without its content; so does one that a link leads to. */
function privateNeeds(path: string, file: string, place: Place): Need[] {
  const root = realpathSync.native(place.sourceRoot);
  const target = slashed(relative(root, realpathSync.native(file)));
  const real = sourceName(place.folder, target);
  if (real === path) return [{ path, content: false }];
  return [
    { path: real, content: false },
    { path, content: false, standIn: { link: real } },
  ];
}

/** A path of the folder that holds all sources, relative to this source. */
const toSource = (path: string, { folder }: Place): string =>
  folder === '' ? path : posix.relative(folder, path);

/** The path of `asset:PATH=false`. */
const missedAsset = (lookup: string): string | undefined => /^asset:(.*)=false$/s.exec(lookup)?.[1];
