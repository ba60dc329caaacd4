import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { distFolder } from './dist-folder.ts';

/** Path of a built file. */
export const distFile = (...path: string[]): string => join(distFolder(), ...path);

/** Loads a built file at once; gives undefined before the package is built. */
export function loadBuilt<Exports>(name: string): Exports | undefined {
  const file = distFile(name);
  return existsSync(file) ? (createRequire(file)(file) as Exports) : undefined;
}

/** Tells builds of contextor apart: a version under development changes without its number. */
export function toolMark(): number {
  const file = distFile('src', 'pool', 'worker', 'entry.js');
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
