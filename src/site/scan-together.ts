import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '../../transforms/dialect.ts';
import { readBadges } from './badges.ts';
import { type FileScan, scanFile, tryRead } from './scan-file.ts';

/** Documents to be scanned. */
export interface ScanTask {
  /** Absolute path of the source root. */
  sourceRoot: string;
  /** Relative to the source root, forward slashes. */
  paths: readonly string[];
  components: Dialect['components'];
}

/** Documents that several threads scan together. Plain data and shared memory. */
export interface SharedScan extends ScanTask {
  /** One number: the chunks that were taken. */
  taken: Int32Array<SharedArrayBuffer>;
}

/** Scans of documents that follow each other. */
export interface ScannedChunk {
  /** Place of the first in `paths`. */
  first: number;
  scans: FileScan[];
}

/** Documents that a thread takes at once: they take some milliseconds, for which others wait at the end. */
const chunkLength = 16;

export function sharedScan(task: ScanTask): SharedScan {
  return { ...task, taken: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) };
}

/** Scans the documents that no other thread has taken, chunk by chunk. */
export function* scanRest({
  sourceRoot,
  paths,
  components,
  taken,
}: SharedScan): Generator<ScannedChunk> {
  const badges = readBadges(components);
  const read = (path: string) => readFileSync(join(sourceRoot, path), 'utf8');
  const next = () => Atomics.add(taken, 0, 1) * chunkLength;
  for (let first = next(); first < paths.length; first = next()) {
    const chunk = paths.slice(first, first + chunkLength);
    yield { first, scans: chunk.map((path) => scanFile(tryRead(read, path), path, badges)) };
  }
}
