import { existsSync, lstatSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { FSWatcher } from 'chokidar';
import { attempt } from '../attempt.ts';
import { sourceRoots } from '../config/sources.ts';
import { isOrdinaryFile } from '../files/disk.ts';
import { listedFolder } from '../files/files-below.ts';
import { slashed } from '../files/source-name.ts';
import type { Project } from './project.ts';

/** Watches everything that a project's output depends on. */
export class SourceWatcher {
  readonly #watching: Watching;
  readonly #sources: FSWatcher;
  readonly #followed = new Set<string>();
  #includes: FSWatcher | undefined;

  private constructor(sources: FSWatcher, watching: Watching) {
    this.#sources = sources;
    this.#watching = watching;
  }

  /** Watches the sources and the configuration; from then on each change is collected. */
  static async open({ settings, configFile }: Project, watching: Watching): Promise<SourceWatcher> {
    const { outRoot } = settings;
    const ignored = (path: string) =>
      path === outRoot ||
      path.startsWith(outRoot + sep) ||
      /[\\/](?:node_modules|\.git)(?:[\\/]|$)/.test(path);
    const paths = [...sourceRoots(settings), ...(configFile === undefined ? [] : [configFile])];
    return new SourceWatcher(await watched(paths, { ...watching, ignored }), watching);
  }

  /**
   * Watches files outside the source folder, also those that do not exist yet, and all in the folders
   * whose listings are named. Gives whether any of them was not watched before, so that a change since it was last read may have gone unseen.
   */
  async follow(files: readonly string[]): Promise<boolean> {
    const known = this.#followed.size;
    for (const file of files) this.#followed.add(file);
    if (this.#followed.size === known) return false;
    // Folders are watched rather than files: one that is replaced by renaming takes its watch along.
    const wanted = new Set<string>();
    const folders = new Set<string>();
    const listed: string[] = [];
    for (const file of this.#followed) {
      const folder = listedFolder(slashed(file));
      if (folder !== undefined) listed.push(join(folder, sep));
      folders.add(wantedFolder(folder ?? file, wanted));
    }
    const ignored = (path: string) =>
      !wanted.has(path) && !listed.some((folder) => path.startsWith(folder));
    const before = this.#includes;
    this.#includes = await watched([...folders], { ...this.#watching, ignored });
    await before?.close();
    return true;
  }

  async close(): Promise<void> {
    await Promise.all([this.#sources.close(), this.#includes?.close()]);
  }
}

/** The nearest folder of a file that exists; all on the way to it is added to what is wanted. */
function wantedFolder(file: string, wanted: Set<string>): string {
  wanted.add(file);
  const folder = dirname(file);
  if (existsSync(folder) || folder === file) {
    wanted.add(folder);
    return folder;
  }
  return wantedFolder(folder, wanted);
}

export interface Watching {
  /** Collects what changes. */
  changes: Changes;
  /** Hears why something is not watched. */
  warn(text: string): void;
}

interface WatchOptions extends Watching {
  ignored(path: string): boolean;
}

/** A watcher that has seen everything that is there. */
async function watched(
  paths: readonly string[],
  { changes, warn, ignored }: WatchOptions,
): Promise<FSWatcher> {
  const { watch } = await import('chokidar');
  const away = new Set<string>();
  let ready = false;
  const isAway = (path: string) => {
    // The source folder itself may be a link.
    if (paths.includes(path) || !leadsAway(path)) {
      away.delete(path);
      return false;
    }
    // Of a file that such a link has replaced the watcher is silent, since it is to ignore it.
    if (!away.has(path) && ready) changes.add(path);
    away.add(path);
    return true;
  };
  const watcher = watch([...paths], {
    ignored: (path: string) => ignored(path) || isAway(path),
    ignoreInitial: true,
  });
  watcher.on('all', (_, path) => changes.add(path));
  watcher.on('error', (error) => warn(`Some changes may go unseen: ${(error as Error).message}`));
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  ready = true;
  return watcher;
}

/** Whether a path is a link to anything but a file: a build does not follow it either. */
const leadsAway = (path: string): boolean =>
  attempt(() => lstatSync(path).isSymbolicLink() && !isOrdinaryFile(path), false);

/** Milliseconds of quiet before a rebuild: an editor's save is several events. */
const quietMs = 80;

/** Collects changed paths until nothing has changed for a while. */
export class Changes {
  readonly #signal: AbortSignal;
  readonly #paths = new Set<string>();
  #wake: () => void = () => {};
  #timer: NodeJS.Timeout | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake(), { once: true });
  }

  add(path: string): void {
    this.#paths.add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#wake();
    }, quietMs);
  }

  /** The paths that changed since the last call; waits for one, and until it is quiet. */
  async settled(): Promise<string[]> {
    // Changes that settled during a build are returned at once.
    const quiet = this.#paths.size > 0 && this.#timer === undefined;
    if (!quiet && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const paths = [...this.#paths];
    this.#paths.clear();
    return paths;
  }
}
