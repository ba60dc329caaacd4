import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadConfig } from '../config/load.ts';
import { resolveSettings } from '../config/resolve.ts';
import type { Config, Settings } from '../config/settings.ts';
import { sourceRoots } from '../config/sources.ts';
import type { Invocation, OptionSpec } from './command.ts';
import { settingsOf } from './flags.ts';
import type { FoundSite } from './survey/survey.ts';

export interface Project {
  settings: Settings;
  /** Absolute path of the configuration file, if there is one. */
  configFile: string | undefined;
  /** The site that was found where no configuration says the sources. */
  site?: FoundSite | undefined;
  /** Folders of documents that were found beside it, and that the run does not take. */
  others?: number;
}

/** The settings of a run: the command line over the configuration file over what is found over defaults. */
export async function loadProject(
  { options, io: { cwd } }: Pick<Invocation, 'options' | 'io'>,
  specs: readonly OptionSpec[],
): Promise<Project> {
  const flags = settingsOf(options, specs);
  // `--no-config` sets the same option to false.
  const configFile = options.config as string | false | undefined;
  const { config, file, base } = await loadConfig({ cwd, configFile });
  if (config.src !== undefined) {
    return { settings: resolveSettings(config, { cwd, base, flags }), configFile: file };
  }
  const { sitesOf, configOf } = await import('./survey/survey.ts');
  const { choicesOf } = await import('./survey/choices.ts');
  const sites = await sitesOf(base);
  const site = siteOf(sites, flags, { cwd, base });
  const found: Config = site === undefined ? {} : configOf(site);
  const settings = resolveSettings({ ...found, ...config }, { cwd, base, flags });
  const others = flags.src === undefined && sites.length > 0 ? choicesOf({ sites }).length - 1 : 0;
  return { settings, configFile: file, site, others };
}

/**
 * The same for commands that read the sources.
 * @throws ContextorError `NOTHING_FOUND`, naming the candidates
 */
export async function loadSources(
  invocation: Pick<Invocation, 'options' | 'io'>,
  specs: readonly OptionSpec[],
): Promise<Project> {
  const project = await loadProject(invocation, specs);
  const { src } = settingsOf(invocation.options, specs);
  if (project.site !== undefined || src !== undefined) return project;
  if (sourceRoots(project.settings).some((root) => existsSync(root))) return project;
  const { surveyProject } = await import('./survey/survey.ts');
  const { nothingFound } = await import('./survey/nothing-found.ts');
  const { cwd } = project.settings;
  throw nothingFound(cwd, await surveyProject(cwd));
}

/** The site that a run is about: that of the sources that the command line names, else the first. */
function siteOf(
  sites: readonly FoundSite[],
  { src }: Config,
  { cwd, base }: { cwd: string; base: string },
): FoundSite | undefined {
  if (src === undefined) return sites[0];
  return sites.find((site) => resolve(base, site.src.value) === resolve(cwd, String(src)));
}
