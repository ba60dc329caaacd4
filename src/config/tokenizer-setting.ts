import * as z from 'zod';
import { encodings } from '../contract/tokenizer.ts';

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
