import { ContextorError } from '../errors.ts';

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
