import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { makeScratchFolder } from '../files/scratch-folder.ts';
import type { TaskFile } from './protocol.ts';

/** Fetches the content under a key; undefined where it is gone. */
export type FetchContent = (hash: string) => Promise<Buffer | undefined>;

/**
 * A private folder in which a worker has the files that its tasks need, laid out as in the
 * project, so that everything that reads files works as in a local build.
 */
export class Workspace {
  readonly projectRoot: string;
  readonly sourceRoot: string;
  readonly #staying = new Map<string, string | undefined>();

  constructor(sourceName: string) {
    this.projectRoot = makeScratchFolder();
    try {
      this.sourceRoot = join(this.projectRoot, sourceName);
      this.#place('.');
      mkdirSync(this.sourceRoot, { recursive: true });
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Lays out files that are there to stay. Rejects where a content is gone. */
  async lay(files: readonly TaskFile[], fetch: FetchContent): Promise<void> {
    for (const file of files) {
      const { path, content } = file;
      if (this.#has(file)) continue;
      const bytes = await contentOf(file, fetch);
      // At one turn, so that the end of the document's own task does not come between.
      if (content !== undefined || !existsSync(this.#place(path))) {
        this.#write(path, bytes);
      }
      this.#staying.set(path, content);
    }
  }

  /** Lays out a document for the time of its task. */
  async layDocument(file: TaskFile, fetch: FetchContent): Promise<void> {
    this.#place(file.path);
    if (this.#staying.get(file.path) !== undefined) return;
    this.#write(file.path, await contentOf(file, fetch));
  }

  /** Takes a document away, unless others include it. */
  dropDocument(path: string): void {
    if (!this.#staying.has(path)) rmSync(this.#place(path), { force: true });
  }

  close(): void {
    rmSync(this.projectRoot, { recursive: true, force: true });
  }

  #has({ path, content }: TaskFile): boolean {
    const enough = content === undefined || this.#staying.get(path) === content;
    return enough && this.#staying.has(path);
  }

  /** Where a file lies; whoever can write to Redis may ask for any path. */
  #place(path: string): string {
    const target = join(this.sourceRoot, path);
    if (relative(this.projectRoot, target).split(sep)[0] === '..') {
      throw new Error(`${path} lies outside the project`);
    }
    return target;
  }

  /** Whole or not at all: another thread may read it already. */
  #write(path: string, bytes: Uint8Array): void {
    const target = this.#place(path);
    mkdirSync(dirname(target), { recursive: true });
    const unfinished = join(this.projectRoot, unfinishedName);
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, target);
  }
}

const unfinishedName = '.contextor-unfinished';

async function contentOf({ path, content }: TaskFile, fetch: FetchContent): Promise<Uint8Array> {
  const bytes = content === undefined ? Buffer.alloc(0) : await fetch(content);
  if (bytes === undefined) throw new Error(`the content of ${path} is gone`);
  return bytes;
}
