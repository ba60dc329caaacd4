import { loadConfig } from '../config/load.ts';
import { resolveSettings } from '../config/resolve.ts';
import type { Settings } from '../config/settings.ts';
import type { Invocation, OptionSpec } from './command.ts';
import { settingsOf } from './flags.ts';

export interface Project {
  settings: Settings;
  /** Absolute path of the configuration file, if there is one. */
  configFile: string | undefined;
}

/** The settings of a run: the command line over the configuration file over defaults. */
export async function loadProject(
  { options, io: { cwd } }: Pick<Invocation, 'options' | 'io'>,
  specs: readonly OptionSpec[],
): Promise<Project> {
  const flags = settingsOf(options, specs);
  // `--no-config` sets the same option to false.
  const configFile = options.config as string | false | undefined;
  const { config, file, base } = await loadConfig({ cwd, configFile });
  return { settings: resolveSettings(config, { cwd, base, flags }), configFile: file };
}
