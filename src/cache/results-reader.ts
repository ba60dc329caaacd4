import { readLines } from '../text-file.ts';
import type { Known, ResultLines } from './known.ts';
import type { DocumentResult, Header } from './records.ts';

export interface KnownResult {
  result: DocumentResult;
  /** The document's line of the index. */
  line: string;
  /** JSON of what its context gives to that of all documents. */
  contribution: string;
  /** All lines of the cache. */
  text: string;
}

/** Goes once through the results of earlier builds, which are in path order. */
export class ResultsReader {
  readonly #lines: ReturnType<typeof readLines>;
  readonly #changed: Known['changed'];

  private constructor(path: string, changed: Known['changed']) {
    this.#lines = readLines(path);
    this.#changed = changed;
  }

  /** Undefined where there is no such file, or it is of another build. */
  static open(
    path: string,
    { build, changed }: Pick<Known, 'build' | 'changed'>,
  ): ResultsReader | undefined {
    try {
      const reader = new ResultsReader(path, changed);
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
    const changed = this.#changed.get(path);
    if (changed !== undefined) return knownResult(path, ...changed);
    for (;;) {
      const [head, line, contribution] = [this.#next(), this.#next(), this.#next()];
      if (contribution === undefined) return undefined;
      if (isLineOf(head!, path)) return knownResult(path, head!, line!, contribution);
    }
  }

  close(): void {
    this.#lines.return(undefined);
  }

  #next(): string | undefined {
    return this.#lines.next().value;
  }
}

function knownResult(path: string, ...lines: ResultLines): KnownResult | undefined {
  const [head, line, contribution] = lines;
  const result = parsed(head);
  if (result?.path !== path || !isLineOf(line, path)) return undefined;
  return { result, line, contribution, text: lines.join('\n') };
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
