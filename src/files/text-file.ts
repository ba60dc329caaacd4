import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** Characters that wait to be written. */
const bufferLength = 16_384;

/** A text file in the making. */
export class TextFile {
  readonly path: string;
  readonly #file: number;
  #buffer = '';
  #open = true;

  constructor(path: string) {
    this.path = path;
    this.#file = openSync(path, 'w');
  }

  /** @param line without a line break, such as JSON without an indent */
  add(line: string): void {
    this.write(`${line}\n`);
  }

  write(text: string | Uint8Array): void {
    if (typeof text === 'string') {
      this.#buffer += text;
      if (this.#buffer.length > bufferLength) this.#flush();
    } else {
      this.#flush();
      this.#writeBytes(text);
    }
  }

  close(): void {
    this.#flush();
    this.#release();
  }

  /** Gives the file up. */
  remove(): void {
    this.#release();
    rmSync(this.path, { force: true });
  }

  #release(): void {
    if (this.#open) closeSync(this.#file);
    this.#open = false;
  }

  #flush(): void {
    this.#writeBytes(Buffer.from(this.#buffer));
    this.#buffer = '';
  }

  #writeBytes(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
  }
}

/** A text that is never whole in memory. */
export type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** Writes a file piece by piece. */
export async function writePieces(path: string, pieces: Pieces): Promise<void> {
  const file = new TextFile(path);
  try {
    // Waiting for a piece that is already there costs more than the piece.
    if (Symbol.asyncIterator in pieces) for await (const piece of pieces) file.write(piece);
    else for (const piece of pieces) file.write(piece);
    file.close();
  } catch (error) {
    file.remove();
    throw error;
  }
}

/** The lines of a file, read piece by piece as they are asked for. */
export function* readLines(path: string): Generator<string, undefined> {
  let rest = '';
  for (const piece of readPieces(path)) {
    // A line of many pieces is looked through once.
    const lines = piece.split('\n');
    lines[0] = rest + lines[0]!;
    rest = lines.pop()!;
    yield* lines;
  }
}

/** The text of a file, which is never whole in memory. */
export function* readPieces(path: string): Generator<string, undefined> {
  const file = openSync(path, 'r');
  const bytes = Buffer.allocUnsafe(bufferLength);
  const decoder = new StringDecoder();
  try {
    for (let read = readSync(file, bytes); read > 0; read = readSync(file, bytes)) {
      yield decoder.write(bytes.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
}

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
