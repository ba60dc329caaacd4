import { join } from 'node:path';
import { readLines } from '../text-file.ts';
import { type Header, type MergedRun, mergedName } from './records.ts';

/** Goes once through the merged contexts of a build's results. */
export class MergedReader {
  readonly #lines: Generator<string, undefined>;

  /** @param build the one that wrote the results */
  constructor(folder: string, build: string) {
    this.#lines = linesOf(join(folder, mergedName), build);
  }

  /** The fields of the next run, where it is of these paths and they can be read. */
  next(paths: readonly string[] | undefined): MergedRun['fields'] | undefined {
    const { value: line } = this.#lines.next();
    if (line === undefined || paths === undefined) return undefined;
    if (!line.startsWith(`{"paths":${JSON.stringify(paths)},`)) return undefined;
    try {
      return (JSON.parse(line) as MergedRun).fields;
    } catch {
      return undefined;
    }
  }

  close(): void {
    this.#lines.return(undefined);
  }
}

/** No lines where there is no such file, or it is of another build: what is not known is merged. */
function* linesOf(path: string, build: string): Generator<string, undefined> {
  const lines = readLines(path);
  try {
    const header: Partial<Header> = JSON.parse(lines.next().value ?? '{}');
    if (header.build === build) yield* lines;
  } catch {
    // The same.
  } finally {
    lines.return(undefined);
  }
}
