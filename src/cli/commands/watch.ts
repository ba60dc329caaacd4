import { existsSync, statSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { setTimeout } from 'node:timers/promises';
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
import { Changes, SourceWatcher } from '../source-watcher.ts';
import { tellSiteAndVariants } from '../survey/tell.ts';
import { printable } from '../terminal.ts';

/** Milliseconds between looks for a source folder that is gone. */
const returnPollMs = 300;

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
  let project = await loadSources(invocation);
  await tellSiteAndVariants(project, invocation);
  const warn = (text: string) => invocation.terminal.line(printable(text));
  const open = () => SourceWatcher.open(project, { changes, warn });
  let watcher = await open();
  const { configFile } = project;
  if (configFile !== undefined && changedSince(configFile, began)) changes.add(configFile);
  const reporting = { news: new News(), invocation, onBuilt };
  let first = true;
  while (!invocation.signal.aborted) {
    // A folder that went during the last build may have told of it already.
    const changed = first || isGone(project) ? [] : await changes.settled();
    if (invocation.signal.aborted) break;
    if (changed.some((file) => isConfiguration(file, project))) {
      const next = await reloaded(invocation);
      if (next === undefined) continue;
      project = next;
      // The former looks until the new one does: what changes meanwhile is seen.
      const former = watcher;
      watcher = await open();
      await former.close();
    }
    if (!first && isGone(project)) {
      await watcher.close();
      await waitForFolder(project.settings, invocation);
      watcher = await open();
    }
    const occasion = first ? 'first' : 'change';
    let includes = await rebuild(project.settings, { changed, occasion, ...reporting });
    while (await watcher.follow(includes)) {
      const unseen = { changed: [], occasion: 'unseen', ...reporting } as const;
      includes = await rebuild(project.settings, unseen);
    }
    if (first) invocation.terminal.line('Watching for changes. Stop with Ctrl-C.');
    first = false;
  }
  await watcher.close();
  return 0;
}

/** Whether a file is the configuration or, without one, may be a sign that the site was found by. */
function isConfiguration(file: string, { configFile, settings }: Project): boolean {
  if (configFile !== undefined) return file === configFile;
  return sourceRoots(settings).some((root) => root.startsWith(dirname(file) + sep));
}

/** Whether a source folder is not there. */
const isGone = ({ settings }: Project): boolean =>
  sourceRoots(settings).some((root) => !existsSync(root));

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

/** A folder that is deleted takes its watcher with it, so its return is found by looking. */
async function waitForFolder(
  settings: Settings,
  { io, terminal, signal }: Invocation,
): Promise<void> {
  for (const root of sourceRoots(settings)) {
    if (existsSync(root)) continue;
    const folder = printable(relative(io.cwd, root) || '.');
    terminal.line(`${folder} is gone; waiting for it to come back. The output is left as it is.`);
    while (!existsSync(root) && !signal.aborted) await setTimeout(returnPollMs);
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
