import { ContextorError } from '../errors.ts';

/** One machine's share: the `index`-th (from 1) of `count`. */
export interface Shard {
  index: number;
  count: number;
}

/**
 * Reads `2/5`.
 *
 * @throws ContextorError `SHARD_INVALID`
 */
export function parseShard(text: string): Shard {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index >= 1 && shard.index <= shard.count) return shard;
  throw new ContextorError(`--shard ${text}: no such share`, {
    code: 'SHARD_INVALID',
    remedy: 'Write which share of how many, from 1/5 to 5/5.',
  });
}

/**
 * The documents of a shard: a contiguous range of the list, balanced by bytes. A document belongs
 * to the share that its middle byte falls into, so every machine comes to the same cut.
 *
 * @param files all documents, in path order
 */
export function shareOf<File extends { bytes: number }>(
  files: readonly File[],
  { index, count }: Shard,
): File[] {
  // An empty document still has a place.
  const weight = ({ bytes }: File) => bytes + 1;
  const total = files.reduce((sum, file) => sum + weight(file), 0);
  let before = 0;
  return files.filter((file) => {
    const middle = before + weight(file) / 2;
    before += weight(file);
    return Math.floor((middle * count) / total) === index - 1;
  });
}
