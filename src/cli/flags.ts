import { preview } from '../config/preview.ts';
import type { Config } from '../config/settings.ts';
import { ContextorError } from '../errors.ts';
import { didYouMean } from '../nearest.ts';
import type { OptionSpec, OptionValues } from './command.ts';

/**
 * The settings among parsed options, not checked yet.
 * @throws ContextorError `OPTION_INVALID` for an option that sets something else and has a wrong value
 */
export function settingsOf(options: OptionValues, specs: readonly OptionSpec[]): Config {
  const flags: Record<string, unknown> = {};
  for (const spec of specs) {
    const received = options[optionName(spec)];
    if (received === undefined || (received === true && isNegative(spec))) continue;
    if (spec.choices !== undefined) checkChoice(spec, spec.choices, String(received));
    if (spec.key !== undefined) flags[spec.key] = converted(received, spec.value);
  }
  return flags as Config;
}

/** Whether an option sets its name to false; commander sets it to true if the option is not given. */
const isNegative = ({ flags }: OptionSpec): boolean => /--no-/.test(flags);

/** The long form of an option without its argument: `--max-workers`. */
export const longFlag = ({ flags }: OptionSpec): string => /--[\w-]+/.exec(flags)![0];

/** The name under which commander keeps an option's value: `maxWorkers`; `--no-x` sets `x`. */
export function optionName(spec: OptionSpec): string {
  return longFlag(spec)
    .replace(/^--(no-)?/, '')
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function checkChoice(spec: OptionSpec, allowed: readonly string[], received: string): void {
  if (allowed.includes(received)) return;
  const expected = allowed.map((choice) => `"${choice}"`).join(' or ');
  throw invalidOption(spec, `must be ${expected}`, {
    received,
    remedy: didYouMean(received, allowed),
  });
}

/** What is wrong with an option, what came and what would do. */
export function invalidOption(
  spec: OptionSpec,
  must: string,
  { received, remedy }: { received: unknown; remedy: string | undefined },
): ContextorError {
  return new ContextorError(`option ${longFlag(spec)} ${must}; received ${preview(received)}`, {
    code: 'OPTION_INVALID',
    remedy,
  });
}

function converted(received: unknown, kind: OptionSpec['value']): unknown {
  if (typeof received !== 'string') return received;
  if (kind === 'list') {
    return received
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }
  return kind === 'number' && /^-?\d+(\.\d+)?$/.test(received) ? Number(received) : received;
}

/**
 * The whole number that an option was given.
 * @throws ContextorError `OPTION_INVALID`
 */
export function wholeNumber(flag: string, value: unknown, least = 1): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (Number.isInteger(number) && number >= least) return number;
  throw new ContextorError(`${flag} takes a whole number of at least ${least}, not "${value}"`, {
    code: 'OPTION_INVALID',
    remedy: `Give one, such as ${flag} ${Math.max(least, 10)}.`,
  });
}
