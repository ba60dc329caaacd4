import { readFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import { distFile } from '../dist-file.ts';
import { type TokenCounter, tokenCounter } from './tokens/counter.ts';
import { packVocabulary, unpackVocabulary, type Vocabulary } from './tokens/vocabulary.ts';

export type { TokenCounter } from './tokens/counter.ts';

let loading: Promise<TokenCounter> | undefined;
let loaded: TokenCounter | undefined;

/** A counter of `o200k_base`, the vocabulary of current OpenAI models, loaded on first use. */
export function loadTokenizer(): Promise<TokenCounter> {
  loading ??= loadVocabulary().then((vocabulary) => {
    loaded = tokenCounter(vocabulary);
    return loaded;
  });
  return loading;
}

/** The counter of {@link loadTokenizer}, once it is there. */
export function loadedTokenizer(): TokenCounter | undefined {
  return loaded;
}

async function loadVocabulary(): Promise<Vocabulary> {
  if (endianness() === 'BE') throw new Error('Token counts need a little-endian machine.');
  const packed = await readFile(distFile('o200k_base.bin')).catch(packFromPackage);
  return unpackVocabulary(packed);
}

/** Before the package is built there is no packed file; the same is made from its source. */
async function packFromPackage(): Promise<Uint8Array<ArrayBuffer>> {
  const { default: tokens } = await import('gpt-tokenizer/bpeRanks/o200k_base');
  return packVocabulary(tokens as (string | number[])[]) as Uint8Array<ArrayBuffer>;
}
