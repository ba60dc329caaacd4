import { closeSync, openSync, readSync } from 'node:fs';

const pieceLength = 1 << 18;

/**
 * The lines of a file as bytes, with the places where they begin. The bytes are used again for the
 * next line.
 *
 * @param source a path, or an open file, which stays open
 */
export function* linesOf(
  source: string | number,
): Generator<[line: Buffer, offset: number], undefined> {
  const file = typeof source === 'string' ? openSync(source, 'r') : source;
  let buffer = Buffer.allocUnsafe(pieceLength);
  let filled = 0;
  let offset = 0;
  try {
    for (;;) {
      const read = readSync(file, buffer, filled, buffer.length - filled, null);
      if (read === 0) return;
      filled += read;
      let start = 0;
      for (
        let end = buffer.indexOf(10);
        end >= 0 && end < filled;
        end = buffer.indexOf(10, start)
      ) {
        yield [buffer.subarray(start, end), offset + start];
        start = end + 1;
      }
      buffer.copyWithin(0, start, filled);
      offset += start;
      filled -= start;
      if (filled === buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length);
    }
  } finally {
    if (typeof source === 'string') closeSync(file);
  }
}
