import * as z from 'zod';

const globs = z.array(z.string());

/** Which of several variants of the same text stay. */
export const variants = z.strictObject({
  packageManager: z
    .enum(['all', 'first', 'npm', 'pnpm', 'yarn', 'bun'])
    .optional()
    .describe('Of the same command for several package managers; the profile decides.'),
  language: z
    .enum(['all', 'javascript', 'typescript'])
    .optional()
    .describe('Of the same code in both languages, in tabs; default: `all`.'),
  audience: z
    .enum(['agents', 'humans', 'all'])
    .optional()
    .describe('Of what is meant for agents or for humans only; default: `agents`.'),
  api: z
    .enum(['all', 'options', 'composition'])
    .optional()
    .describe("Of Vue's two APIs; default: `all`, each under its name."),
  router: z
    .enum(['all', 'app', 'pages'])
    .optional()
    .describe("Of Next's two routers; default: `all`, each under its name."),
  locales: globs.optional().describe('Globs of locales; pages without one always stay.'),
  versions: globs.optional().describe('Globs of versions; pages without one always stay.'),
});
