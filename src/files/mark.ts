import { readFileSync, type Stats } from 'node:fs';
import { attempt } from '../attempt.ts';
import { isOrdinaryFile, statsOf } from './disk.ts';
import { hashOf } from './hash.ts';

/** What the disk says of a file without opening it: size, times of change in ms, number. */
export type Mark = readonly [size: number, mtimeMs: number, ctimeMs: number, ino: number];

export const markOf = ({ size, mtimeMs, ctimeMs, ino }: Stats): Mark => [
  size,
  mtimeMs,
  ctimeMs,
  ino,
];

export function markOfFile(path: string): Mark | undefined {
  const stats = statsOf(path);
  return stats?.isFile() ? markOf(stats) : undefined;
}

export const equalMarks = (a: Mark, b: Mark): boolean =>
  a[0] === b[0] && a[1] === b[1] && a[2] === b[2] && a[3] === b[3];

/**
 * Whether a file could have changed again after a moment without its mark telling: its last change
 * lies within one tick of the disk's clock. Disks that know fractions tick in milliseconds (10 on
 * some kernels), the others in seconds (2 on FAT).
 */
export function isRacy([, mtimeMs, ctimeMs]: Mark, at: number): boolean {
  const last = Math.max(mtimeMs, ctimeMs);
  const tickMs = last % 1_000 === 0 ? 2_000 : 50;
  return at - last < tickMs;
}

/** Hash of a file; empty where there is no file that can be read. */
export const hashOfFile = (path: string): string =>
  attempt(() => (isOrdinaryFile(path) ? hashOf(readFileSync(path)) : ''), '');
