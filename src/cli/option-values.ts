import { choices, expectation, schemaAt } from '../config/json-schema.ts';
import { saidOf, suggestion } from '../config/problem.ts';
import { configSchema } from '../config/schema.ts';
import type { Config } from '../config/settings.ts';
import type { OptionSpec, OptionValues } from './command.ts';
import { invalidOption, optionName } from './flags.ts';

/** What an option's value may be, for help, completion and suggestions. */
export function optionChoices({ key, choices: own }: OptionSpec): readonly string[] {
  return own ?? (key === undefined ? [] : choices(schemaAt([key])!));
}

/**
 * Checks the options that are settings.
 *
 * @param flags what `settingsOf` made of the options
 * @throws ContextorError `OPTION_INVALID`, naming the option, what came and what would do.
 */
export function checkOptions(
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
