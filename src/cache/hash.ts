import { readFileSync, statSync } from 'node:fs';
import { hashOf } from '../document/hash.ts';

/** Hash of a file; empty where there is no file that can be read. */
export function hashOfFile(path: string): string {
  try {
    return statSync(path).isFile() ? hashOf(readFileSync(path)) : '';
  } catch {
    return '';
  }
}
