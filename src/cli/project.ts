import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { findConfig } from '../config/find.ts';
import {
  type ConfigInputs,
  knownConfig,
  type ReadConfig,
  rememberConfig,
} from '../config/known.ts';
import type { Config, Settings } from '../config/settings.ts';
import { settle } from '../config/settle.ts';
import type { ConfigSource } from '../config/source.ts';
import { sourceRoots } from '../config/sources.ts';
import { Disk } from '../files/disk.ts';
import type { Invocation } from './command.ts';
import { settingsOf } from './flags.ts';
import type { FoundSite } from './survey/survey.ts';

export interface Project {
  settings: Settings;
  /** Absolute path of the configuration file, if there is one. */
  configFile: string | undefined;
  /** The site that was found, if no configuration names the sources. */
  site?: FoundSite | undefined;
  /** Its folders that the run takes, relative to the project. */
  taken?: readonly string[];
  /** Folders of documents that were found beside it, and that the run does not take. */
  others?: readonly string[];
  /** Spares the next run checking the same configuration. */
  remember(): void;
}

type Given = Pick<Invocation, 'options' | 'specs' | 'io'>;

/** The settings of a run: the command line over the configuration file over what is found over defaults. */
export async function loadProject({ options, specs, io }: Given): Promise<Project> {
  const { cwd } = io;
  const flags = settingsOf(options, specs);
  // `--no-config` sets the same option to false.
  const configFile = options.config as string | false | undefined;
  const source = await findConfig({ cwd, configFile });
  const base = source === undefined ? cwd : dirname(source.file);
  const given: ConfigInputs = { cwd, base, flags, text: source?.text };
  const isCode = source !== undefined && source.text === undefined;
  const known = isCode ? undefined : knownConfig<Surroundings>(given);
  const disk = new Disk();
  const made = known ?? (await make(given, { disk, options, io, specs, source }));
  const settings = settle(made.parsed, { cwd, base, flags });
  return {
    settings,
    configFile: source?.file,
    ...made.around,
    remember() {
      if (known !== undefined || isCode) return;
      const { outRoot } = settings;
      // Of hidden files, only those of sites are looked for.
      const out = basename(outRoot).startsWith('.') ? outRoot : undefined;
      rememberConfig(given, made, { seen: disk.seen(out), out });
    },
  };
}

interface Origins extends Given {
  disk: Disk;
  source: ConfigSource | undefined;
}

async function make(
  given: ConfigInputs,
  { disk, ...origins }: Origins,
): Promise<ReadConfig<Surroundings>> {
  const { flags } = given;
  const data = ((await origins.source?.data()) ?? {}) as Config;
  const isNamed = data.src !== undefined;
  const { found, ...around } = isNamed ? nothingAround : await lookAround(given, disk);
  const { checkGiven } = await import('./option-values.ts');
  return { parsed: await checkGiven({ flags, data, found }, origins), around };
}

type Surroundings = Pick<Project, 'site' | 'taken' | 'others'>;

/** With the settings from the site. */
type Look = Surroundings & { found: Config };

const nothingAround: Look = { site: undefined, taken: [], others: [], found: {} };

/** Looks for the site that a run without named sources is about. */
async function lookAround({ flags, cwd, base }: ConfigInputs, disk: Disk): Promise<Look> {
  const { sitesOf, configOf } = await import('./survey/survey.ts');
  const { choicesOf, configOfChoices, usualChoices } = await import('./survey/choices.ts');
  const sites = await sitesOf(base, disk);
  const site = siteOf(sites, flags, { cwd, base });
  if (site === undefined) return nothingAround;
  if (flags.src !== undefined)
    return { site, taken: [site.src.value], others: [], found: configOf(site) };
  const choices = choicesOf({ sites });
  const chosen = usualChoices(choices);
  const taken = chosen.map(({ src }) => src.value);
  // Two sites may serve one folder.
  const folders = new Set(choices.map(({ src }) => src.value));
  const others = [...folders].filter((folder) => !taken.includes(folder));
  return { site, taken, others, found: configOfChoices(chosen) };
}

/**
 * The same for commands that read the sources.
 * @throws ContextorError `NOTHING_FOUND`, naming the candidates
 */
export async function loadSources(
  invocation: Given & Pick<Invocation, 'arguments'>,
): Promise<Project> {
  const project = await loadProject(invocation);
  const { src } = settingsOf(invocation.options, invocation.specs);
  if (project.site !== undefined || src !== undefined) return project;
  if (sourceRoots(project.settings).some((root) => existsSync(root))) return project;
  const { surveyProject } = await import('./survey/survey.ts');
  const { nothingFound } = await import('./survey/nothing-found.ts');
  const { cwd } = project.settings;
  throw nothingFound(cwd, await surveyProject(cwd), { named: invocation.arguments });
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
