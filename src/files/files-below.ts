import { join } from 'node:path';
import { tryList } from './disk.ts';
import { isPrivatePath } from './private-path.ts';

/** More than a site has examples, pictures or data in one place. */
const mostFiles = 3000;
const deepest = 10;

/**
 * Paths of the files in a folder and below, relative to it, sorted; without hidden ones and those behind
 * links. None where there are too many to be meant.
 */
export function filesBelow(folder: string): string[] {
  const found: string[] = [];
  const look = (inner: string, depth: number): void => {
    for (const entry of tryList(join(folder, inner))) {
      const path = inner === '' ? entry.name : `${inner}/${entry.name}`;
      if (found.length > mostFiles || isPrivatePath(entry.name)) continue;
      if (entry.isFile()) found.push(path);
      else if (entry.isDirectory() && depth < deepest) look(path, depth + 1);
    }
  };
  look('', 0);
  return found.length > mostFiles ? [] : found.sort();
}

const below = '/**';

/** The name of all that is in a folder, as a document depends on it. */
export const listingOf = (folder: string): string => `${folder || '.'}${below}`;

/** The folder of such a name; undefined for the path of a file. */
export const listedFolder = (name: string): string | undefined =>
  name.endsWith(below) ? name.slice(0, -below.length) : undefined;
