import {
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { statsOf } from '../files/disk.ts';
import { makeScratchFolder } from '../files/scratch-folder.ts';
import { maxIncludeBytes } from '../includes/include-text.ts';
import type { StandIn, TaskFile } from './protocol.ts';

/** Fetches the content under a key; undefined where it is gone. */
type FetchContent = (hash: string) => Promise<Buffer | undefined>;

/**
 * A private folder in which a worker has the files that its tasks need, laid out as in the
 * project, so that everything that reads files works as in a local build.
 */
export class Workspace {
  readonly projectRoot: string;
  readonly sourceRoot: string;
  readonly #folder: string;
  /** An empty file outside of the project; nothing can be written below a file. */
  readonly #outside: string;
  readonly #staying = new Map<string, string | undefined>();
  readonly #standIns = new Set<string>();

  constructor(sourceName: string) {
    this.#folder = makeScratchFolder();
    this.#outside = join(this.#folder, 'outside');
    this.projectRoot = join(this.#folder, 'project');
    try {
      mkdirSync(this.projectRoot);
      writeFileSync(this.#outside, '');
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
      const { path, content, standIn } = file;
      if (standIn !== undefined && !this.#standIns.has(path)) {
        this.#layStandIn(path, standIn);
        this.#standIns.add(path);
        this.#staying.set(path, this.#staying.get(path));
      }
      if (this.#has(file)) continue;
      const bytes = await contentOf(file, fetch);
      // At one turn, so that the end of the document's own task does not come between.
      if (content !== undefined || !existsSync(this.#place(path))) this.#write(path, bytes);
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
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Something that cannot be read for the same reason as on the producer's machine. */
  #layStandIn(path: string, standIn: StandIn): void {
    const target = this.#place(path);
    const isInWork = (statsOf(target)?.size ?? 0) > 0;
    if (isInWork) return;
    if (standIn === 'folder') mkdirSync(target, { recursive: true });
    else this.#put(target, (unfinished) => this.#makeStandIn(unfinished, standIn));
  }

  #makeStandIn(at: string, standIn: Exclude<StandIn, 'folder'>): void {
    if (typeof standIn !== 'string') symlinkSync(this.#place(standIn.link), at);
    else if (standIn === 'outside') symlinkSync(this.#outside, at);
    else writeFileSync(at, '\0');
    if (standIn === 'large') truncateSync(at, maxIncludeBytes + 1);
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

  #write(path: string, bytes: Uint8Array): void {
    this.#put(this.#place(path), (unfinished) => writeFileSync(unfinished, bytes));
  }

  /** Whole or not at all: another thread may read it already. */
  #put(target: string, make: (unfinished: string) => void): void {
    mkdirSync(dirname(target), { recursive: true });
    const unfinished = join(this.#folder, 'unfinished');
    rmSync(unfinished, { force: true });
    make(unfinished);
    renameSync(unfinished, target);
  }
}

async function contentOf({ path, content }: TaskFile, fetch: FetchContent): Promise<Uint8Array> {
  const bytes = content === undefined ? Buffer.alloc(0) : await fetch(content);
  if (bytes === undefined) throw new Error(`the content of ${path} is gone`);
  return bytes;
}
