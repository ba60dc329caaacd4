import { statSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { sourceRoots } from '../../config/sources.ts';
import type { BuildEvent, BuildResult } from '../../contract/build.ts';
import type { Message } from '../../contract/message.ts';
import { ContextorError } from '../../errors.ts';
import type { CommandDefinition, Invocation } from '../command.ts';
import { fitEngine } from '../engine-settings.ts';
import { printFailure } from '../failure.ts';
import { forceOutOption, outputOptions, performanceOptions, projectOptions } from '../options.ts';
import { loadSources, type Project } from '../project.ts';
import { duration, plural } from '../reporters/format.ts';
import { printMessages } from '../reporters/messages.ts';
import { Changes } from '../source-watcher.ts';
import { tellSiteAndVariants } from '../survey/tell.ts';
import { printable } from '../terminal.ts';
import { WatchedProject } from '../watched-project.ts';

/** Milliseconds by which the time of a change may be behind the clock: the kernel's tick, rounded up. */
const fileClockGrainMs = 10;

/** `watch`: builds, then builds again whenever sources or the configuration change. */
export default {
  options: [...projectOptions, ...outputOptions, ...performanceOptions, forceOutOption],
  examples: [
    { command: 'contextor watch', description: 'Keep the output up to date while you write.' },
  ],
  run: (invocation: Invocation) => runWatch(invocation),
} satisfies CommandDefinition;

/** Called after each build. */
type OnBuilt = (settings: Settings, result: BuildResult) => Promise<void>;

async function addSite(settings: Settings, invocation: Invocation): Promise<void> {
  if (settings.site === undefined) return;
  const { addToSite } = await import('../site.ts');
  await addToSite(settings, invocation);
}

/** What `watch`, `build --watch` and `serve --watch` do; ends when it is interrupted. */
export async function runWatch(
  invocation: Invocation,
  onBuilt: OnBuilt = (settings) => addSite(settings, invocation),
): Promise<number> {
  const changes = new Changes(invocation.signal);
  const began = Date.now();
  const project = await loadSources(invocation);
  await tellSiteAndVariants(project, invocation);
  const warn = (text: string) => invocation.terminal.line(printable(text));
  const watched = await WatchedProject.open(project, { changes, warn });
  const { configFile } = project;
  if (configFile !== undefined && changedSince(configFile, began)) changes.add(configFile);
  const reporting = { news: new News(), invocation, onBuilt };
  if (!invocation.signal.aborted) {
    await rebuildAll(watched, { changed: [], occasion: 'first', ...reporting });
    invocation.terminal.line('Watching for changes. Stop with Ctrl-C.');
  }
  while (!invocation.signal.aborted) {
    // A folder that went during the last build may have told of it already.
    const changed = watched.isGone ? [] : await changes.settled();
    if (invocation.signal.aborted) break;
    if (changed.some((file) => isConfiguration(file, watched.project))) {
      const next = await reloaded(invocation);
      if (next === undefined) continue;
      await watched.replace(next);
    }
    if (watched.isGone) await watched.wait(invocation);
    await rebuildAll(watched, { changed, occasion: 'change', ...reporting });
  }
  await watched.close();
  return 0;
}

/** Builds, and again while files that a build included changed before anybody looked for changes. */
async function rebuildAll(
  watched: WatchedProject,
  { changed, occasion, ...reporting }: Rebuild,
): Promise<void> {
  let includes = await rebuild(watched.project.settings, { changed, occasion, ...reporting });
  while (await watched.follow(includes)) {
    const unseen = { changed: [], occasion: 'unseen', ...reporting } as const;
    includes = await rebuild(watched.project.settings, unseen);
  }
}

/** Whether a file is the configuration or, without one, may be a sign that the site was found by. */
function isConfiguration(file: string, { configFile, settings }: Project): boolean {
  if (configFile !== undefined) return file === configFile;
  return sourceRoots(settings).some((root) => root.startsWith(dirname(file) + sep));
}

/** Whether a file may have changed, or gone, since a time in milliseconds. */
function changedSince(file: string, time: number): boolean {
  const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
  return changed > time - fileClockGrainMs;
}

/** The project under the changed configuration; undefined while that is broken. */
async function reloaded(invocation: Invocation): Promise<Project | undefined> {
  try {
    return await loadSources(invocation);
  } catch (error) {
    if (!(error instanceof ContextorError)) throw error;
    printFailure(error, invocation.terminal);
    invocation.terminal.line('Waiting for the configuration to be fixed.');
    return undefined;
  }
}

interface Rebuild {
  changed: readonly string[];
  /** `unseen`: something may have changed while nothing was watched; reported only if it did. */
  occasion: 'first' | 'change' | 'unseen';
  news: News;
  invocation: Invocation;
  onBuilt: OnBuilt;
}

/** Gives the files outside the source folder that the output depends on. */
async function rebuild(
  settings: Settings,
  { changed, occasion, news, invocation, onBuilt }: Rebuild,
): Promise<readonly string[]> {
  const { io, signal, terminal } = invocation;
  try {
    const { build } = await import('../../build.ts');
    const result = await build(settings, {
      signal,
      forceOut: invocation.options.forceOut === true,
      onEvent(event) {
        fitEngine(event);
        news.event(event);
      },
    });
    const { metrics, removed, messages, includes } = result;
    printMessages(news.of(messages), { terminal, settings, io, quiet: false, verbose: false });
    const { written, failed, warnings } = metrics.documents;
    const parts = [
      `${plural(written, 'document')} written`,
      ...(removed.length > 0 ? [`${removed.length} removed`] : []),
      ...(failed > 0 ? [terminal.colors.red(`${failed} failed`)] : []),
      ...(warnings > 0 ? [terminal.colors.yellow(plural(warnings, 'warning'))] : []),
    ];
    await onBuilt(settings, result);
    if (occasion === 'unseen' && written === 0 && removed.length === 0) return includes;
    terminal.line(
      `${occasion === 'first' ? 'Built' : `Rebuilt${because(changed, settings.sourceRoot)}`}: ${parts.join(', ')} in ${duration(metrics.duration_ms)}.`,
    );
    return includes;
  } catch (error) {
    if (occasion === 'first' || !(error instanceof ContextorError)) throw error;
    printFailure(error, terminal);
    return [];
  }
}

/** ` (guide.md)`, ` (guide.md and 3 more)`. */
function because(changed: readonly string[], sourceRoot: string): string {
  const [first, ...others] = changed.map((path) => relative(sourceRoot, path) || dirname(path));
  if (first === undefined) return '';
  return printable(` (${first}${others.length > 0 ? ` and ${others.length} more` : ''})`);
}

/** Selects the findings of a rebuild that are worth printing: those of rebuilt documents, and new ones. */
class News {
  readonly #rebuilt = new Set<string>();
  #before: ReadonlySet<string> = new Set();

  /** Must be called with each event of a build. */
  event(event: BuildEvent): void {
    if (event.type === 'started') this.#rebuilt.clear();
    if (event.type === 'document' && event.status !== 'unchanged') this.#rebuilt.add(event.path);
  }

  /** The findings of the last build that are worth printing. */
  of(messages: readonly Message[]): Message[] {
    const before = this.#before;
    this.#before = new Set(messages.map(identityOf));
    return messages.filter(
      (message) => this.#rebuilt.has(message.path) || !before.has(identityOf(message)),
    );
  }
}

/** A finding without its line, since lines move. */
const identityOf = ({ severity, rule, reason, path }: Message): string =>
  [severity, rule, reason, path].join('\n');
