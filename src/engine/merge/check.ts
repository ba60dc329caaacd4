import { ContextorError } from '../../errors.ts';
import { describe, isPlainObject } from '../adopt.ts';

/** Refuses what is not an object, and keys that mean nothing. */
export function checkKeys(value: unknown, known: readonly string[], where: string): void {
  if (!isPlainObject(value)) throw badSpec(`${where} is ${describe(value)}`, 'give an object');
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) {
      throw badSpec(`${where} has an unknown key '${key}'`, `the keys are ${known.join(', ')}`);
    }
  }
}

export function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

export function badSpec(message: string, remedy: string): ContextorError {
  return new ContextorError(message, { code: 'MERGE_BAD_SPEC', remedy });
}
