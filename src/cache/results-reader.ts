import { readLines } from '../text-file.ts';
import type { DocumentResult, Header } from './records.ts';

export interface KnownResult {
  result: DocumentResult;
  /** The document's line of the index. */
  line: string;
  /** Both lines of the cache. */
  text: string;
}

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
  take(path: string): KnownResult | undefined {
    for (;;) {
      const head = this.#lines.next();
      const tail = this.#lines.next();
      if (head.done || tail.done) return undefined;
      const result = parsed(head.value);
      if (result?.path !== path) continue;
      const line = tail.value;
      return isLineOf(line, path) ? { result, line, text: `${head.value}\n${line}` } : undefined;
    }
  }

  close(): void {
    this.#lines.return(undefined);
  }
}

/** Tells a damaged line without taking it apart; a disk that fails leaves zeros. */
function isLineOf(line: string, path: string): boolean {
  const start = `{"path":${JSON.stringify(path)},`;
  return line.startsWith(start) && line.endsWith('}') && !line.includes('\0');
}

function parsed(line: string): DocumentResult | undefined {
  try {
    return JSON.parse(line) as DocumentResult;
  } catch {
    return undefined;
  }
}
