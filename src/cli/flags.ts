import { choices, expectation, schemaAt } from '../config/json-schema.ts';
import { preview, saidOf, suggestion } from '../config/problem.ts';
import { configSchema } from '../config/schema.ts';
import type { Config } from '../config/settings.ts';
import { ContextorError } from '../errors.ts';
import { didYouMean } from '../nearest.ts';
import type { OptionSpec, OptionValues } from './command.ts';

/**
 * Checks parsed options and returns the settings among them.
 * @throws ContextorError `OPTION_INVALID`, naming the option, what came and what would do.
 */
export function settingsOf(options: OptionValues, specs: readonly OptionSpec[]): Config {
  const flags: Record<string, unknown> = {};
  for (const spec of specs) {
    const received = options[optionName(spec)];
    if (received === undefined) continue;
    if (spec.choices !== undefined) checkChoice(spec, spec.choices, String(received));
    if (spec.key !== undefined) flags[spec.key] = checkedSetting(spec, spec.key, received);
  }
  return flags as Config;
}

/** The long form of an option without its argument: `--max-workers`. */
export function longFlag({ flags }: OptionSpec): string {
  return /--[\w-]+/.exec(flags)![0];
}

/** The name under which commander keeps an option's value: `maxWorkers`; `--no-x` sets `x`. */
export function optionName(spec: OptionSpec): string {
  return longFlag(spec)
    .replace(/^--(no-)?/, '')
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** What an option's value may be, for help, completion and suggestions. */
export function optionChoices({ key, choices: own }: OptionSpec): readonly string[] {
  return own ?? (key === undefined ? [] : choices(schemaAt([key])!));
}

function checkedSetting(spec: OptionSpec, key: keyof Config, received: unknown): unknown {
  const value = typeof received === 'string' ? converted(received, spec.value) : received;
  const result = configSchema.shape[key].safeParse(value);
  if (result.success) return value;
  const schema = schemaAt([key])!;
  const must = saidOf(result.error.issues[0]) ?? `must be ${expectation(schema)}`;
  throw invalid(spec, must, { received, remedy: suggestion(received, schema) });
}

function checkChoice(spec: OptionSpec, allowed: readonly string[], received: string): void {
  if (allowed.includes(received)) return;
  const expected = allowed.map((choice) => `"${choice}"`).join(' or ');
  throw invalid(spec, `must be ${expected}`, { received, remedy: didYouMean(received, allowed) });
}

function invalid(
  spec: OptionSpec,
  must: string,
  { received, remedy }: { received: unknown; remedy: string | undefined },
): ContextorError {
  return new ContextorError(`option ${longFlag(spec)} ${must}; received ${preview(received)}`, {
    code: 'OPTION_INVALID',
    remedy,
  });
}

function converted(text: string, kind: OptionSpec['value']): unknown {
  if (kind === 'list') {
    return text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }
  return kind === 'number' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
