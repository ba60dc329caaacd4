import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledScript } from '../bundling.js';

const encodings = ['o200k_base', 'cl100k_base'];

/** Packs each token vocabulary into one file, which is read in 2 ms; its package takes 100 ms to load. */
export async function writeVocabularies(folder) {
  const { packVocabulary } = await import(await bundledScript('src/document/tokens/vocabulary.ts'));
  mkdirSync(folder, { recursive: true });
  for (const encoding of encodings) {
    const { default: tokens } = await import(`gpt-tokenizer/bpeRanks/${encoding}`);
    writeFileSync(join(folder, `${encoding}.bin`), packVocabulary(tokens));
  }
}

/** Whether all of them are there. */
export function hasVocabularies(folder) {
  return encodings.every((encoding) => existsSync(join(folder, `${encoding}.bin`)));
}
