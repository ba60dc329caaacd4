import * as z from 'zod';
import { type RuleName, type RuleValue, rules } from '../../transforms/rules.ts';

type RuleSettings = Partial<Record<RuleName, RuleValue>>;

/** The savings that a configuration may switch, one key a rule. */
export const ruleSettings = z.strictObject(
  Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [name, settingOf(rule).exactOptional()]),
  ),
) as unknown as z.ZodType<RuleSettings, RuleSettings>;

function settingOf(rule: (typeof rules)[RuleName]) {
  const value = 'choices' in rule ? z.union([z.boolean(), z.enum(rule.choices)]) : z.boolean();
  return value.describe(rule.about);
}
