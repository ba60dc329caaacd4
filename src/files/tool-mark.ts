import { statSync } from 'node:fs';
import { distFile } from './dist-file.ts';

/** Tells builds of contextor apart: a version under development changes without its number. */
export function toolMark(): number {
  const file = distFile('src', 'pool', 'worker', 'entry.js');
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
