import * as z from 'zod';
import { type SavingName, type SavingValue, savings } from '../contract/savings.ts';

type SavingSettings = Partial<Record<SavingName, SavingValue>>;

/** The savings that a configuration may switch, one key each. */
export const savingSettings = z.strictObject(
  Object.fromEntries(
    Object.entries(savings).map(([name, saving]) => [name, settingOf(saving).exactOptional()]),
  ),
) as unknown as z.ZodType<SavingSettings, SavingSettings>;

function settingOf(saving: (typeof savings)[SavingName]) {
  const value = 'choices' in saving ? z.union([z.boolean(), z.enum(saving.choices)]) : z.boolean();
  return value.describe(saving.about);
}
