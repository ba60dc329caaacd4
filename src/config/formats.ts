import * as z from 'zod';
import { isAddress } from '../contract/address.ts';
import { encodings } from '../contract/tokenizer.ts';

/** A check of a text, with the words that say what it must be. */
export function checkText(
  isValid: (text: string) => boolean,
  must: string,
): z.core.CheckFn<string> {
  return ({ value, issues }) => {
    if (!isValid(value)) issues.push({ code: 'custom', input: value, message: must });
  };
}

export const globs = z.array(z.string());

export const count = z.int().min(1);

export const address = z
  .string()
  .check(
    checkText(isAddress, 'must be an address with its scheme, such as https://example.com/docs'),
  );

/** A relative folder, with forward slashes, that does not lead out. */
export const isInsideProject = (text: string): boolean =>
  text !== '' && !/^\/|\\|^[a-z]:/i.test(text) && !text.split('/').includes('..');

/** A folder of the output, where nothing is hidden; empty for the output itself. */
export const isOutputFolder = (text: string): boolean =>
  text === '' || (isInsideProject(text) && !/(?:^|\/)[./]|:/.test(text));

const encoding = z.enum(encodings);
const name = z.string().min(1).describe('What the counts are called.');

/** How tokens are counted. */
export const tokenizer = z.union([
  encoding,
  z.strictObject({
    name,
    factor: z.number().positive().describe('Tokens per token of the vocabulary.'),
    of: encoding.optional().describe('The vocabulary; default: `o200k_base`.'),
  }),
  z.strictObject({
    name,
    charactersPerToken: z.number().positive().describe('Characters per token.'),
  }),
]);
