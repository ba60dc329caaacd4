import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { sourceRoots } from '../config/sources.ts';
import type { Invocation } from './command.ts';
import type { Project } from './project.ts';
import { SourceWatcher, type Watching } from './source-watcher.ts';
import { printable } from './terminal.ts';

/** Milliseconds between looks for a source folder that is gone. */
const returnPollMs = 300;

/** A project, and who looks for changes of its files. */
export class WatchedProject {
  project: Project;
  #watcher: SourceWatcher;
  readonly #watching: Watching;

  private constructor(project: Project, watcher: SourceWatcher, watching: Watching) {
    this.project = project;
    this.#watcher = watcher;
    this.#watching = watching;
  }

  static async open(project: Project, watching: Watching): Promise<WatchedProject> {
    return new WatchedProject(project, await SourceWatcher.open(project, watching), watching);
  }

  /** Whether a source folder is not there. */
  get isGone(): boolean {
    return sourceRoots(this.project.settings).some((root) => !existsSync(root));
  }

  /** Watches another project. Until that is looked at, the former is: what changes meanwhile is seen. */
  async replace(project: Project): Promise<void> {
    const former = this.#watcher;
    this.project = project;
    this.#watcher = await SourceWatcher.open(project, this.#watching);
    await former.close();
  }

  /** Waits until all source folders are there: one that is deleted takes its watcher with it. */
  async wait({ io, terminal, signal }: Invocation): Promise<void> {
    await this.#watcher.close();
    for (const root of sourceRoots(this.project.settings)) {
      if (existsSync(root)) continue;
      const folder = printable(relative(io.cwd, root) || '.');
      terminal.line(`${folder} is gone; waiting for it to come back. The output is left as it is.`);
      while (!existsSync(root) && !signal.aborted) await setTimeout(returnPollMs);
    }
    this.#watcher = await SourceWatcher.open(this.project, this.#watching);
  }

  /** Looks at more files; whether there are new ones among them. */
  follow(includes: readonly string[]): Promise<boolean> {
    return this.#watcher.follow(includes);
  }

  close(): Promise<void> {
    return this.#watcher.close();
  }
}
