import { validate } from '../config/load.ts';
import { parseConfig } from '../config/resolve.ts';
import type { Config, ParsedConfig } from '../config/settings.ts';
import { withFlags } from '../config/settle.ts';
import type { ConfigSource } from '../config/source.ts';
import type { Invocation, OptionSpec } from './command.ts';
import { checkOptions } from './option-values.ts';

/** What a configuration is made of, not checked yet: plain data. */
interface Given {
  /** From the command line. */
  flags: Config;
  /** The content of the configuration file. */
  data: Config;
  /** Settings from the site, where the file has none. */
  found: Config;
}

interface Origins extends Pick<Invocation, 'options' | 'io'> {
  specs: readonly OptionSpec[];
  source: ConfigSource | undefined;
}

/**
 * Checks the input of a run, option by option and key by key, so that a mistake is reported where it was
 * made; then all of it together.
 *
 * @throws ContextorError `OPTION_INVALID`, `CONFIG_UNKNOWN_KEY`, `CONFIG_INVALID_VALUE`
 */
export async function checkGiven(
  { flags, data, found }: Given,
  { options, specs, source, io }: Origins,
): Promise<ParsedConfig> {
  checkOptions(flags, { options, specs });
  if (source !== undefined) await validate(source, io.cwd);
  return parseConfig(withFlags({ ...found, ...data }, flags));
}
