import * as z from 'zod';
import { dialectRecords } from '../../transforms/dialects/records.ts';
import { address, checkText, globs, isOutputFolder } from './formats.ts';

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
