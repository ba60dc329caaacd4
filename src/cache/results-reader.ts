import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { DocumentResult, Header } from './records.ts';

const chunkBytes = 65_536;

/** Goes once through the results of the last build, which are in path order. */
export class ResultsReader {
  readonly #file: number;
  readonly #chunk = Buffer.allocUnsafe(chunkBytes);
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';
  #lines: string[] = [];

  private constructor(file: number) {
    this.#file = file;
  }

  /** Undefined where there is no such file, or it is of another build. */
  static open(path: string, build: string): ResultsReader | undefined {
    try {
      const reader = new ResultsReader(openSync(path, 'r'));
      const header = JSON.parse(reader.#next() ?? '') as Header;
      if (header.build === build) return reader;
      reader.close();
    } catch {
      // No cache, or a damaged one: the documents are transformed.
    }
    return undefined;
  }

  /** The result of a document; those before it are passed over. Undefined where it is missing or damaged. */
  take(path: string): DocumentResult | undefined {
    for (let line = this.#next(); line !== undefined; line = this.#next()) {
      const result = parsed(line);
      if (result?.path === path) return result;
    }
    return undefined;
  }

  close(): void {
    closeSync(this.#file);
  }

  #next(): string | undefined {
    while (this.#lines.length === 0) {
      const length = readSync(this.#file, this.#chunk);
      if (length === 0) return undefined;
      const pieces = (this.#rest + this.#decoder.write(this.#chunk.subarray(0, length))).split(
        '\n',
      );
      this.#rest = pieces.pop()!;
      this.#lines = pieces.reverse();
    }
    return this.#lines.pop();
  }
}

function parsed(line: string): DocumentResult | undefined {
  try {
    return JSON.parse(line) as DocumentResult;
  } catch {
    return undefined;
  }
}
