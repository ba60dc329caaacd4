import * as z from 'zod';

const count = z.int().min(1);

/** Sizes from which on the compress stage shortens. */
export const thresholds = z.strictObject({
  maxCodeLines: count
    .optional()
    .describe('Code blocks longer than this are shortened (balanced 60, compact 8).'),
  maxDataLines: count
    .optional()
    .describe(
      'Data blocks (JSON, YAML, ...) longer than this are shortened (balanced 40, compact 8).',
    ),
  maxTableRows: count
    .optional()
    .describe('Tables of more rows are shortened (compact 8; not in balanced).'),
  maxListItems: count
    .optional()
    .describe('Lists of more items are shortened (compact 8; not in balanced).'),
  maxSectionCharacters: count
    .optional()
    .describe(
      'Prose under one heading is shortened after the block that reaches this (compact 400; not in balanced).',
    ),
  maxReleases: count
    .optional()
    .describe('Changelogs of more releases are shortened (compact 5; not in balanced).'),
  keepLanguages: z.array(z.string()).optional().describe('Languages that are never shortened.'),
});
