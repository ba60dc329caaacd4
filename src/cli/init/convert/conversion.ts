import type { Config } from '../../../config/settings.ts';
import { isRecord } from '../../../is-record.ts';

/** What became of another tool's configuration. */
export interface Conversion {
  config: Config;
  /** Keys without a counterpart, each with what to do about it. */
  unmatched: { key: string; note: string }[];
}

/** Takes one value over; a text that is returned says why it could not be. */
export type KeyRule = (value: unknown, config: Config) => string | undefined;

/**
 * Converts a configuration key by key. A rule is found by the dotted path of its key; a key without
 * a rule is listed as unmatched.
 */
export function convertKeys(data: unknown, rules: Readonly<Record<string, KeyRule>>): Conversion {
  const conversion: Conversion = { config: {}, unmatched: [] };
  visit(data, '', (key, value) => {
    const rule = rules[key];
    if (rule === undefined) {
      if (isRecord(value) && hasInner(key, rules)) return true;
      conversion.unmatched.push({ key, note: 'no counterpart' });
      return false;
    }
    const note = rule(value, conversion.config);
    if (note !== undefined) conversion.unmatched.push({ key, note });
    return false;
  });
  return conversion;
}

type Visitor = (key: string, value: unknown) => boolean;

function visit(data: unknown, prefix: string, enter: Visitor): void {
  if (!isRecord(data)) return;
  for (const [name, value] of Object.entries(data)) {
    const key = prefix === '' ? name : `${prefix}.${name}`;
    if (enter(key, value)) visit(value, key, enter);
  }
}

function hasInner(key: string, rules: Readonly<Record<string, KeyRule>>): boolean {
  return Object.keys(rules).some((path) => path.startsWith(`${key}.`));
}

/** A rule that sets one key as it is. */
export function sets<K extends keyof Config>(key: K): KeyRule {
  return (value, config) => {
    config[key] = value as Config[K];
    return undefined;
  };
}

/** A rule for what needs no setting here. */
export function needless(note: string): KeyRule {
  return () => note;
}

/** The strings of a value that may be one string, a list, or something else. */
export function strings(value: unknown): string[] {
  return [value].flat().filter((item) => typeof item === 'string');
}
