import * as z from 'zod';
import { dialectRecords } from '../../transforms/dialects/records.ts';
import { type SavingName, type SavingValue, savings } from '../contract/savings.ts';
import { address, checkText, count, globs, isInsideProject, isOutputFolder } from './formats.ts';

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

const oneOf = <const Name extends string>(names: readonly Name[], about: string) =>
  z.enum(names).optional().describe(about);

/** Which of several variants of the same text stay. */
export const variants = z.strictObject({
  packageManager: oneOf(
    ['all', 'first', 'npm', 'pnpm', 'yarn', 'bun'],
    'Which package manager, for commands that are given for several; default: `all` in `lossless`, else `first`.',
  ),
  language: oneOf(
    ['all', 'javascript', 'typescript'],
    'Which language, for code in tabs that is given in both; default: `all`.',
  ),
  audience: oneOf(
    ['agents', 'humans', 'all'],
    'Which parts, of those that are only for agents or only for humans; default: `agents`.',
  ),
  api: oneOf(
    ['all', 'options', 'composition'],
    "Which of Vue's two APIs; default: `all`, each under its name.",
  ),
  router: oneOf(
    ['all', 'app', 'pages'],
    "Which of Next's two routers; default: `all`, each under its name.",
  ),
  locales: globs
    .optional()
    .describe('Globs of the locales to keep; pages without one always stay. Default: all.'),
  versions: globs
    .optional()
    .describe('Globs of the versions to keep; pages without one always stay. Default: all.'),
});

const limit = (about: string) => count.optional().describe(about);

/** Sizes from which on the compress stage shortens. */
export const thresholds = z.strictObject({
  maxCodeLines: limit('Code blocks with more lines are shortened (balanced 60, compact 8).'),
  maxDataLines: limit(
    'Data blocks (JSON, YAML, TOML, CSV) with more lines are shortened (balanced 40, compact 8).',
  ),
  maxTableRows: limit('Tables with more rows are shortened (compact 8; not in balanced).'),
  maxListItems: limit('Lists with more items are shortened (compact 8; not in balanced).'),
  maxSectionCharacters: limit(
    'Prose below a heading ends after the block that reaches this length (compact 400; not in balanced).',
  ),
  maxReleases: limit('Changelogs with more releases are shortened (compact 5; not in balanced).'),
  keepLanguages: z.array(z.string()).optional().describe('Languages that are never shortened.'),
});

/** A built site that gets Markdown twins. */
export const builtSite = z.strictObject({
  folder: z.string().describe('Folder of the built site.'),
  full: z.boolean().optional().describe('Write llms-full.txt too.'),
  optional: globs
    .optional()
    .describe(
      'Globs of pages that llms.txt lists under `Optional`; default: blogs and changelogs.',
    ),
  routes: z
    .record(z.string(), z.string())
    .optional()
    .describe('Routes of pages by source path, where the detected ones are wrong.'),
});

/** Documents that are written as one file, or as several. */
export const bundle = z.strictObject({
  include: globs.describe('Globs of its documents.'),
  exclude: globs.optional().describe('Globs of documents to leave out.'),
  maxTokens: z.int().min(1).optional().describe('Maximum tokens of one file; default: no limit.'),
});

/** The files for coding agents that a build writes. */
export const agentFiles = z.strictObject({
  indexRule: z.boolean().optional().describe('A rule for Cursor.'),
  agentsMd: z.boolean().optional().describe('A block in AGENTS.md with an index of all pages.'),
  claudeMd: z.boolean().optional().describe('A block in CLAUDE.md that imports AGENTS.md.'),
  copilot: z.boolean().optional().describe('Instructions for GitHub Copilot.'),
  windsurf: z.boolean().optional().describe('A rule for Windsurf.'),
  cline: z.boolean().optional().describe('A rule for Cline.'),
  skill: z
    .union([
      z.boolean(),
      z.strictObject({
        dir: z
          .string()
          .check(checkText(isInsideProject, 'must be a folder inside the project'))
          .describe('Folder of skills, such as `.claude/skills`.'),
        remove: z.boolean().optional().describe('Take the skill back.'),
      }),
    ])
    .optional()
    .describe('A skill in the output, or in a folder of the project.'),
  context7: z.boolean().optional().describe('Name the sources in context7.json.'),
});

/** The names that `--dialect` takes; `auto` finds the dialect from the repo. */
export const dialectNames = ['auto', ...dialectRecords.map(({ name }) => name)] as const;

/** One of several sources. What an entry does not say is taken from the settings beside `src`. */
const sourceEntry = z.strictObject({
  src: z.string().describe('Folder of the source, relative to the configuration file.'),
  prefix: z
    .string()
    .check(checkText(isOutputFolder, 'must be a folder inside the output, such as "docs/api"'))
    .optional()
    .describe(
      'Folder in the output; where no framework says the routes, they begin with it too. Default: the path of `src`.',
    ),
  title: z.string().optional().describe('Title of its sections in lists of pages.'),
  baseUrl: address.optional().describe('URL under which its site serves the root of `src`.'),
  dialect: z.enum(dialectNames).optional().describe('Framework of this source.'),
  include: globs.optional().describe('Globs of its documents, relative to its `src`.'),
  exclude: globs.optional().describe('Globs of documents to leave out, relative to its `src`.'),
});

/** One source, or several that share output, index and lists. */
export const sourceSetting = z.union([z.string(), z.array(sourceEntry).min(1)]);

export const searchSetting = z.union([
  z.boolean(),
  z.strictObject({
    locale: z.string().describe('Language of pages outside locale folders; default: `en`.'),
  }),
]);

export const packageSetting = z.strictObject({
  optional: globs
    .optional()
    .describe(
      'Globs of the pages that stay out; default: those of `site.optional`, else blogs, changelogs, and pages about the project.',
    ),
});
