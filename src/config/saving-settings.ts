import * as z from 'zod';
import { type SavingName, type SavingValue, savings } from '../contract/savings.ts';
import { count, globs } from './formats.ts';

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

/** Which of several variants of the same text stay. */
export const variants = z.strictObject({
  packageManager: z
    .enum(['all', 'first', 'npm', 'pnpm', 'yarn', 'bun'])
    .optional()
    .describe(
      'Which package manager, for commands that are given for several; default: `all` in `lossless`, else `first`.',
    ),
  language: z
    .enum(['all', 'javascript', 'typescript'])
    .optional()
    .describe('Which language, for code in tabs that is given in both; default: `all`.'),
  audience: z
    .enum(['agents', 'humans', 'all'])
    .optional()
    .describe(
      'Which parts, of those that are only for agents or only for humans; default: `agents`.',
    ),
  api: z
    .enum(['all', 'options', 'composition'])
    .optional()
    .describe("Which of Vue's two APIs; default: `all`, each under its name."),
  router: z
    .enum(['all', 'app', 'pages'])
    .optional()
    .describe("Which of Next's two routers; default: `all`, each under its name."),
  locales: globs
    .optional()
    .describe('Globs of the locales to keep; pages without one always stay. Default: all.'),
  versions: globs
    .optional()
    .describe('Globs of the versions to keep; pages without one always stay. Default: all.'),
});

/** Sizes from which on the compress stage shortens. */
export const thresholds = z.strictObject({
  maxCodeLines: count
    .optional()
    .describe('Code blocks with more lines are shortened (balanced 60, compact 8).'),
  maxDataLines: count
    .optional()
    .describe(
      'Data blocks (JSON, YAML, TOML, CSV) with more lines are shortened (balanced 40, compact 8).',
    ),
  maxTableRows: count
    .optional()
    .describe('Tables with more rows are shortened (compact 8; not in balanced).'),
  maxListItems: count
    .optional()
    .describe('Lists with more items are shortened (compact 8; not in balanced).'),
  maxSectionCharacters: count
    .optional()
    .describe(
      'Prose below a heading ends after the block that reaches this length (compact 400; not in balanced).',
    ),
  maxReleases: count
    .optional()
    .describe('Changelogs with more releases are shortened (compact 5; not in balanced).'),
  keepLanguages: z.array(z.string()).optional().describe('Languages that are never shortened.'),
});
