import { changedLines } from '../edits.ts';
import type { SourceSyntax } from '../preparation.ts';

/** What stands for a variable. */
export const variable = /\{\{\s*([\w.-]+)\s*\}\}/g;

/** Mintlify: `{{name}}` is a variable of `docs.json`, in code and in attributes as well: https://mintlify.com/docs/organize/settings-structure#variables */
export const mintlify: SourceSyntax = {
  name: 'mintlify',
  sign: /\{\{/,
  prepare: ({ lines, site }) =>
    changedLines(lines.text, (line) =>
      line.includes('{{')
        ? line.replace(variable, (whole, name: string) => site.text(name) ?? whole)
        : undefined,
    ),
};
