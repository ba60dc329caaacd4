import * as z from 'zod';
import { findingRules, type RuleLevel } from '../contract/findings.ts';
import { savings } from '../contract/savings.ts';
import { nearest } from '../nearest.ts';

const level = z.enum(['off', 'info', 'warning', 'error']);
const patterns = z.array(z.string());

/** Levels by rule; a rule of a transform of one's own may have any name that is not like a built-in one. */
export const ruleLevels = byRule(level) as unknown as z.ZodType<
  Readonly<Record<string, RuleLevel>>,
  Readonly<Record<string, RuleLevel>>
>;

/** Patterns of findings that are not told, by rule. */
export const ignoredFindings = byRule(patterns) as unknown as z.ZodType<
  Readonly<Record<string, readonly string[]>>,
  Readonly<Record<string, string[]>>
>;

function byRule(value: z.ZodType) {
  const known = Object.entries(findingRules).map(
    ([name, { about }]) => [name, value.describe(about).exactOptional()] as const,
  );
  return z
    .object(Object.fromEntries(known))
    .catchall(value)
    .check(({ value: given, issues }) => {
      for (const name of Object.keys(given)) {
        const problem = mistakenRule(name);
        if (problem !== undefined)
          issues.push({ code: 'custom', path: [name], input: given, message: problem });
      }
    });
}

/** What is wrong with the name of a rule, in words that follow it; nothing where it may be one. */
export function mistakenRule(name: string): string | undefined {
  if (Object.hasOwn(findingRules, name)) return undefined;
  if (Object.hasOwn(savings, name)) return 'is a saving; write it under "savings"';
  const meant = nearest(name, Object.keys(findingRules));
  return meant && `is not a rule. Did you mean "${meant}"?`;
}
