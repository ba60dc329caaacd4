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
  /** Documents that a worker may have in hand while a stage waits; default 1. */
  atOnce?: number | undefined;
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
 * worker's share of what is left (guided self-scheduling, Polychronopoulos and Kuck 1987). Where a
 * stage waits, fewer wait at the end of a batch than could. A batch then holds four times the documents
 * that wait at once, but no more than a worker's share; a worker without others gets all at once.
 */
export function* batches(files: readonly SourceFile[], limits: BatchLimits): Generator<Batch> {
  const { batchSize, byteBudget, cpuIntensiveThreshold, workers, atOnce = 1 } = limits;
  const isLarge = (file: SourceFile) => file.bytes > cpuIntensiveThreshold;
  const large = files.filter(isLarge).sort((a, b) => b.bytes - a.bytes);
  for (const { path, bytes } of large) yield { bytes, documents: [{ path, bytes }] };

  const others = files.filter((file) => !isLarge(file));
  let left = others.reduce((sum, { bytes }) => sum + bytes, 0);
  let documents = others.length;
  const least = Math.min(atOnce, Math.ceil(documents / workers));
  const isFull = ({ documents: own, bytes }: Batch) => {
    if (own.length === 0) return false;
    if (bytes > byteBudget) return true;
    const evenly = Math.max(least, Math.ceil(documents / workers));
    const enough = workers === 1 ? evenly : Math.min(4 * atOnce, evenly);
    const waiting = atOnce === 1 ? 0 : enough;
    if (own.length < waiting) return false;
    const share = workers === 1 ? left : Math.max(smallestShare, left / (2 * workers));
    return own.length >= Math.max(batchSize, waiting) || bytes > share;
  };
  let open: Batch = { bytes: 0, documents: [] };
  for (const { path, bytes } of others) {
    if (isFull({ ...open, bytes: open.bytes + bytes })) {
      yield open;
      left -= open.bytes;
      documents -= open.documents.length;
      open = { bytes: 0, documents: [] };
    }
    open.bytes += bytes;
    open.documents.push({ path, bytes });
  }
  if (open.documents.length > 0) yield open;
}
