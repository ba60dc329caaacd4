import { readFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import { distFile } from '../files/dist-file.ts';
import { type TokenCounter, tokenCounter } from './tokens/counter.ts';
import { unpackVocabulary, type Vocabulary } from './tokens/vocabulary.ts';

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
  return unpackVocabulary(await readFile(distFile('o200k_base.bin')));
}
