import { closeSync, lstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';

/** `created`: there was nothing; `changed`: there was something else. */
export type Emitted = 'created' | 'changed' | 'unchanged';

/** What putting these bytes in the place of the target would do. */
export const compareText = (target: string, bytes: Buffer): Emitted =>
  compareSizes(target, bytes.length) ?? sameOr(readFileSync(target).equals(bytes));

/** The same for a finished file, however large. */
export const compareFiles = (target: string, finished: string): Emitted =>
  compareSizes(target, statSync(finished).size) ?? sameOr(holdTheSame(target, finished));

/** Undefined where the sizes do not tell. */
function compareSizes(target: string, size: number): Emitted | undefined {
  const stats = lstatSync(target, { throwIfNoEntry: false });
  if (stats === undefined) return 'created';
  // A link is replaced by a file, so that nothing outside the output folder is written through it.
  return stats.isFile() && stats.size === size ? undefined : 'changed';
}

const sameOr = (same: boolean): Emitted => (same ? 'unchanged' : 'changed');

const pieceLength = 1 << 16;

/** Whether two files of one size hold the same bytes. */
function holdTheSame(one: string, other: string): boolean {
  const files = [openSync(one, 'r'), openSync(other, 'r')] as const;
  const pieces = files.map(() => Buffer.allocUnsafe(pieceLength));
  try {
    for (;;) {
      const [first, second] = files.map((file, n) => {
        const piece = pieces[n]!;
        return piece.subarray(0, readSync(file, piece));
      });
      if (!first!.equals(second!)) return false;
      if (first!.length === 0) return true;
    }
  } finally {
    for (const file of files) closeSync(file);
  }
}
