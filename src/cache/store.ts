import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolders } from '../make-folders.ts';

/** Reads a JSON file of the cache; undefined where it is missing or damaged. */
export function readJson(folder: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Writes a file of the cache whole. A cache that cannot be written is none: the build has all it needs. */
export function writeWhole(folder: string, name: string, text: string): void {
  const unfinished = join(folder, `${name}.${process.pid}.tmp`);
  try {
    makeFolders(folder);
    writeFileSync(unfinished, text);
    renameSync(unfinished, join(folder, name));
  } catch {
    rmSync(unfinished, { force: true });
  }
}
