import * as z from 'zod';
import { isInsideProject, saying } from './formats.ts';

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
          .check(saying(isInsideProject, 'must be a folder inside the project'))
          .describe('Folder of skills, such as `.claude/skills`.'),
        remove: z.boolean().optional().describe('Take the skill back.'),
      }),
    ])
    .optional()
    .describe('A skill in the output, or in a folder of the project.'),
  context7: z.boolean().optional().describe('Say in context7.json where the sources are.'),
});
