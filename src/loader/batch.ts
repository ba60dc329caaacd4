import type { SourceFile } from './discover.ts';

export interface BatchLimits {
  /** Documents in a batch. */
  batchSize: number;
  /** Source bytes in a batch; a larger document travels alone. */
  byteBudget: number;
  /** Documents of more bytes than this come first, each in a batch of its own, the largest first. */
  cpuIntensiveThreshold: number;
}

/** Source bytes and paths of documents that a worker takes at once. */
export interface Batch {
  bytes: number;
  documents: Pick<SourceFile, 'path' | 'bytes'>[];
}

/** Cuts the documents into batches, in their order but for the large ones, which come first. */
export function* batches(files: readonly SourceFile[], limits: BatchLimits): Generator<Batch> {
  const isLarge = (file: SourceFile) => file.bytes > limits.cpuIntensiveThreshold;
  const large = files.filter(isLarge).sort((a, b) => b.bytes - a.bytes);
  for (const { path, bytes } of large) yield { bytes, documents: [{ path, bytes }] };

  let open: Batch = { bytes: 0, documents: [] };
  for (const { path, bytes } of files) {
    if (bytes > limits.cpuIntensiveThreshold) continue;
    const full = open.documents.length >= limits.batchSize;
    const heavy = open.bytes + bytes > limits.byteBudget;
    if (open.documents.length > 0 && (full || heavy)) {
      yield open;
      open = { bytes: 0, documents: [] };
    }
    open.bytes += bytes;
    open.documents.push({ path, bytes });
  }
  if (open.documents.length > 0) yield open;
}
