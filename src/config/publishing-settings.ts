import * as z from 'zod';
import { checkText, globs, isInsideProject } from './formats.ts';

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
