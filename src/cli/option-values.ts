import { choices, expectation, schemaAt } from '../config/json-schema.ts';
import { validate } from '../config/load.ts';
import { saidOf, suggestion } from '../config/problem.ts';
import { parseConfig } from '../config/resolve.ts';
import { configSchema } from '../config/schema.ts';
import type { Config, ParsedConfig } from '../config/settings.ts';
import { withFlags } from '../config/settle.ts';
import type { ConfigSource } from '../config/source.ts';
import type { Invocation, OptionSpec, OptionValues } from './command.ts';
import { invalidOption, optionName } from './flags.ts';

/** What an option's value may be, for help, completion and suggestions. */
export const optionChoices = ({ key, choices: own }: OptionSpec): readonly string[] =>
  own ?? (key === undefined ? [] : choices(schemaAt([key])!));

/**
 * Checks the options that are settings.
 *
 * @param flags what `settingsOf` made of the options
 * @throws ContextorError `OPTION_INVALID`, naming the option, what came and what would do.
 */
function checkOptions(
  flags: Config,
  { options, specs }: { options: OptionValues; specs: readonly OptionSpec[] },
): void {
  for (const spec of specs) {
    const { key } = spec;
    if (key === undefined || flags[key] === undefined) continue;
    const { error } = configSchema.shape[key].safeParse(flags[key]);
    if (error === undefined) continue;
    const schema = schemaAt([key])!;
    const received = options[optionName(spec)];
    const must = saidOf(error.issues[0]) ?? `must be ${expectation(schema)}`;
    throw invalidOption(spec, must, { received, remedy: suggestion(received, schema) });
  }
}

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
