import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentRecord } from '../contract/record.ts';
import { isReallyInside } from '../site/inside.ts';
import type { RecordingSiteView } from '../site/view.ts';
import type { TaskFile } from './protocol.ts';

export interface Place {
  sourceRoot: string;
  projectRoot: string;
  site: RecordingSiteView;
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
    .filter((path) => given.get(path) !== true && isReadable(path, place))
    .map((path): Need => ({ path, content: true }));
  const assets = dependencies.site
    .flatMap((lookup) => missedAsset(lookup) ?? [])
    .filter((path) => !given.has(path) && isFile(join(place.sourceRoot, path)))
    .map((path): Need => ({ path, content: false }));
  return [...includes, ...assets];
}

/** The path of `asset:PATH=false`. */
function missedAsset(lookup: string): string | undefined {
  return /^asset:(.*)=false$/s.exec(lookup)?.[1];
}

function isReadable(path: string, { sourceRoot, projectRoot }: Place): boolean {
  const file = join(sourceRoot, path);
  return isFile(file) && isReallyInside([projectRoot, sourceRoot], file);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
