/** The vocabularies that are counted with. */
export const encodings = ['o200k_base', 'cl100k_base'] as const;
export type Encoding = (typeof encodings)[number];

/** How tokens are counted: by a vocabulary, by one with a factor, or by the characters of a token. */
export type Tokenizer =
  | Encoding
  | { name: string; factor: number; of?: Encoding | undefined }
  | { name: string; charactersPerToken: number };

export const defaultEncoding: Encoding = 'o200k_base';

/** What stands beside counts: `o200k_base`, or the name of an estimate. */
export const tokenizerName = (tokenizer: Tokenizer): string =>
  typeof tokenizer === 'string' ? tokenizer : `${tokenizer.name}, estimated`;
