import { existsSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import type { ChokidarOptions, FSWatcher } from 'chokidar';
import { sourceRoots } from '../config/sources.ts';
import type { Changes } from './changes.ts';
import type { Project } from './project.ts';

/** Watches everything that a project's output depends on. */
export class SourceWatcher {
  readonly #changes: Changes;
  readonly #sources: FSWatcher;
  readonly #followed = new Set<string>();
  #includes: FSWatcher | undefined;

  private constructor(sources: FSWatcher, changes: Changes) {
    this.#sources = sources;
    this.#changes = changes;
  }

  /** Watches the sources and the configuration; from then on each change is collected. */
  static async open({ settings, configFile }: Project, changes: Changes): Promise<SourceWatcher> {
    const { outRoot } = settings;
    const ignored = (path: string) =>
      path === outRoot ||
      path.startsWith(outRoot + sep) ||
      /[\\/](?:node_modules|\.git)(?:[\\/]|$)/.test(path);
    const paths = [...sourceRoots(settings), ...(configFile === undefined ? [] : [configFile])];
    return new SourceWatcher(await watched(paths, { changes, ignored }), changes);
  }

  /**
   * Watches files outside the source folder, also those that do not exist yet. Gives whether any of
   * them was not watched before, so that a change since it was last read may have gone unseen.
   */
  async follow(files: readonly string[]): Promise<boolean> {
    const known = this.#followed.size;
    for (const file of files) this.#followed.add(file);
    if (this.#followed.size === known) return false;
    // Folders are watched rather than files: one that is replaced by renaming takes its watch along.
    const wanted = new Set<string>();
    const folders = new Set<string>();
    for (const file of this.#followed) folders.add(wantedFolder(file, wanted));
    const ignored = (path: string) => !wanted.has(path);
    const before = this.#includes;
    this.#includes = await watched([...folders], { changes: this.#changes, ignored });
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

interface WatchOptions {
  changes: Changes;
  ignored: NonNullable<ChokidarOptions['ignored']>;
}

/** A watcher that has seen everything that is there. */
async function watched(
  paths: readonly string[],
  { changes, ignored }: WatchOptions,
): Promise<FSWatcher> {
  const { watch } = await import('chokidar');
  const watcher = watch([...paths], { ignored, ignoreInitial: true });
  watcher.on('all', (_, path) => changes.add(path));
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  return watcher;
}
