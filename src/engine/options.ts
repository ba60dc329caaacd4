import type { ContextorError } from '../errors.ts';
import { describe, isPlainObject } from './adopt.ts';

/** Refuses options that are not an object, and names that mean nothing. */
export function checkOptions(
  options: unknown,
  known: readonly string[],
  error: (problem: string) => ContextorError,
): asserts options is Record<string, unknown> {
  if (!isPlainObject(options)) throw error(`the options are ${describe(options)}`);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw error(`unknown option '${unknown}'; the options are ${known.join(', ')}`);
  }
}
