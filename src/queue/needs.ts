import { join } from 'node:path';
import type { DocumentRecord } from '../contract/record.ts';
import { isOrdinaryFile } from '../files/ordinary-file.ts';
import { includeRefusals } from '../includes/include.ts';
import type { RecordingSiteView } from '../site/view.ts';
import type { TaskFile } from './protocol.ts';

export interface Place {
  sourceRoot: string;
  projectRoot: string;
  mayInclude?: readonly string[] | undefined;
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
    .filter((path) => !given.has(path) && isOrdinaryFile(join(place.sourceRoot, path)))
    .map((path): Need => ({ path, content: false }));
  return [...includes, ...assets];
}

/** The path of `asset:PATH=false`. */
function missedAsset(lookup: string): string | undefined {
  return /^asset:(.*)=false$/s.exec(lookup)?.[1];
}

function isReadable(path: string, place: Place): boolean {
  const file = join(place.sourceRoot, path);
  return isOrdinaryFile(file) && includeRefusals(place)(file) === undefined;
}
