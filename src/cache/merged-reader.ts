import { join } from 'node:path';
import { readLines } from '../text-file.ts';
import { CacheDamaged } from './damaged.ts';
import { type Header, type MergedRun, mergedName } from './records.ts';

/** Goes once through the merged contexts of a build's results. */
export class MergedReader {
  readonly #lines: Generator<string, undefined>;

  /** @param build the one that wrote the results */
  constructor(folder: string, build: string) {
    this.#lines = linesOf(join(folder, mergedName), build);
  }

  /** The fields of the next run, where it is of these parts; they throw `CacheDamaged`. */
  next(parts: readonly string[] | undefined): (() => MergedRun['fields']) | undefined {
    const { value: line } = this.#lines.next();
    if (line === undefined || parts === undefined) return undefined;
    return line.startsWith(`{"parts":${JSON.stringify(parts)},`) ? () => fieldsOf(line) : undefined;
  }

  close(): void {
    this.#lines.return(undefined);
  }
}

/** @throws CacheDamaged */
function fieldsOf(line: string): MergedRun['fields'] {
  try {
    return (JSON.parse(line) as MergedRun).fields;
  } catch {
    throw new CacheDamaged(mergedName);
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
