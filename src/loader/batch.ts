import type { SourceFile } from './discover.ts';

export interface BatchLimits {
  /** Documents in a batch. */
  batchSize: number;
  /** Source bytes in a batch; a larger document travels alone. */
  byteBudget: number;
  /** Documents of more bytes than this come first, each in a batch of its own, the largest first. */
  cpuIntensiveThreshold: number;
  /** How many work at once. */
  workers: number;
}

/** Source bytes and paths of documents that a worker takes at once. */
export interface Batch {
  bytes: number;
  documents: Pick<SourceFile, 'path' | 'bytes'>[];
}

/** Bytes below which cutting finer costs more than it evens out: some 15 ms of work. */
const smallestShare = 32 * 1024;

/**
 * Cuts the documents into batches, in their order but for the large ones, which come first. Towards
 * the end batches become smaller, so that all workers end together: none holds more than half of a
 * worker's share of what is left (guided self-scheduling, Polychronopoulos and Kuck 1987).
 */
export function* batches(files: readonly SourceFile[], limits: BatchLimits): Generator<Batch> {
  const { batchSize, byteBudget, cpuIntensiveThreshold, workers } = limits;
  const isLarge = (file: SourceFile) => file.bytes > cpuIntensiveThreshold;
  const large = files.filter(isLarge).sort((a, b) => b.bytes - a.bytes);
  for (const { path, bytes } of large) yield { bytes, documents: [{ path, bytes }] };

  let left = files.reduce((sum, file) => (isLarge(file) ? sum : sum + file.bytes), 0);
  const mostBytes = () => {
    const share = workers === 1 ? left : Math.max(smallestShare, left / (2 * workers));
    return Math.min(byteBudget, share);
  };
  let open: Batch = { bytes: 0, documents: [] };
  for (const file of files) {
    if (isLarge(file)) continue;
    const { path, bytes } = file;
    const full = open.documents.length >= batchSize;
    if (open.documents.length > 0 && (full || open.bytes + bytes > mostBytes())) {
      yield open;
      left -= open.bytes;
      open = { bytes: 0, documents: [] };
    }
    open.bytes += bytes;
    open.documents.push({ path, bytes });
  }
  if (open.documents.length > 0) yield open;
}
