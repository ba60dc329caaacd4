import { readLines } from '../corpus/line-file.ts';
import type { DocumentResult, Header } from './records.ts';

/** Goes once through the results of the last build, which are in path order. */
export class ResultsReader {
  readonly #lines: ReturnType<typeof readLines>;

  private constructor(path: string) {
    this.#lines = readLines(path);
  }

  /** Undefined where there is no such file, or it is of another build. */
  static open(path: string, build: string): ResultsReader | undefined {
    try {
      const reader = new ResultsReader(path);
      const header = JSON.parse(reader.#lines.next().value ?? '') as Header;
      if (header.build === build) return reader;
      reader.close();
    } catch {
      // No cache, or a damaged one: the documents are transformed.
    }
    return undefined;
  }

  /** The result of a document; those before it are passed over. Undefined where it is missing or damaged. */
  take(path: string): DocumentResult | undefined {
    for (let line = this.#lines.next(); !line.done; line = this.#lines.next()) {
      const result = parsed(line.value);
      if (result?.path === path) return result;
    }
    return undefined;
  }

  close(): void {
    this.#lines.return(undefined);
  }
}

function parsed(line: string): DocumentResult | undefined {
  try {
    return JSON.parse(line) as DocumentResult;
  } catch {
    return undefined;
  }
}
