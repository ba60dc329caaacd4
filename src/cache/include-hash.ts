import { readFileSync } from 'node:fs';
import { hashOf } from '../document/hash.ts';
import { maxIncludeBytes, textOf } from '../site/include-text.ts';
import { markOfFile } from './mark.ts';

/** Hash of a file's text as documents include it; empty where they would get none. */
export function hashOfInclude(path: string): string {
  const mark = markOfFile(path);
  if (mark === undefined || mark[0] > maxIncludeBytes) return '';
  const bytes = readFileSync(path);
  return bytes.includes(0) ? '' : hashOf(textOf(bytes));
}
